/** The list of channels, the head of the one that is shown, and whether the bot is there. */

import { button, el, refill } from "./dom.js";

// The order of the list.
const KINDS = ["text", "thread", "dm"];
const MARKS = { text: "#", dm: "@", thread: "↳" };

export class Channels {
  /**
   * @param {{server: HTMLElement, list: HTMLElement, title: HTMLElement, presence: HTMLElement}} nodes
   * @param {import("./room.js").Room} room
   */
  constructor(nodes, room) {
    this.nodes = nodes;
    this.room = room;
    for (const name of ["hello", "enter", "channel", "message"])
      room.addEventListener(name, () => this.draw());
    for (const name of ["hello", "bot"]) room.addEventListener(name, () => this.drawPresence());
  }

  draw() {
    const { room, nodes } = this;
    nodes.server.textContent = room.server.name;
    const held = [...nodes.list.querySelectorAll("button")].indexOf(document.activeElement);
    refill(
      nodes.list,
      this.inOrder.map((channel) => this.entry(channel)),
    );
    if (held >= 0) nodes.list.querySelectorAll("button")[held]?.focus();
    const { here } = room;
    if (!here) return;
    refill(nodes.title, el("span", { class: "mark", "aria-hidden": "true" }, MARKS[here.kind]), here.name);
    document.title = `${here.kind === "dm" ? "@" : "#"}${here.name} · Lector, tried out`;
  }

  get inOrder() {
    return [...this.room.channels].sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
  }

  entry(channel) {
    const isUnread = this.room.unread.has(channel.id);
    const isHere = channel.id === this.room.active;
    const entry = button(
      `channel ${channel.kind}`,
      () => this.room.enter(channel.id),
      { "aria-current": isHere ? "page" : null },
      el("span", { class: "mark", "aria-hidden": "true" }, MARKS[channel.kind]),
      el("span", { class: "channel-name" }, channel.name),
      isUnread && el("span", { class: "unread" }, el("span", { class: "visually-hidden" }, "unread")),
    );
    return el("li", {}, entry);
  }

  drawPresence() {
    const { presence } = this.nodes;
    presence.classList.toggle("online", this.room.online);
    refill(
      presence,
      el("span", { class: "dot", "aria-hidden": "true" }),
      this.room.online ? "Lector is online" : "Lector is offline",
    );
  }
}
