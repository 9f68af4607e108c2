/** Says that the bot is typing, until its message comes or, as on Discord, ten seconds have gone by. */

const LASTS_MS = 10_000;

export class Typing {
  /**
   * @param {HTMLElement} node
   * @param {import("./room.js").Room} room
   */
  constructor(node, room) {
    this.node = node;
    this.room = room;
    this.timers = new Map();
    room.addEventListener("typing", ({ detail }) => this.start(detail.channel_id));
    room.addEventListener(
      "message",
      ({ detail }) => room.isBot(detail.message.author) && this.stop(detail.message.channel_id),
    );
    room.addEventListener("enter", () => this.draw());
  }

  start(channelId) {
    clearTimeout(this.timers.get(channelId));
    this.timers.set(
      channelId,
      setTimeout(() => this.stop(channelId), LASTS_MS),
    );
    this.draw();
  }

  stop(channelId) {
    clearTimeout(this.timers.get(channelId));
    this.timers.delete(channelId);
    this.draw();
  }

  draw() {
    this.node.textContent = this.timers.has(this.room.active) ? "Lector is typing…" : "";
  }
}
