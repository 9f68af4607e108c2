/**
 * What a newcomer may try, at the head of the log and, once something was tried, as a row above the composer.
 *
 * @typedef {{title: string, about: string, command?: string, words?: string, say?: string, fill?: boolean}} Idea
 */

import { button, el, refill, textButton } from "./dom.js";

/** @type {Idea[]} `fill` puts it into the composer, so that the choices are seen as they drop down */
const IDEAS = [
  {
    title: "/quote search",
    about: "Find a quote from words half remembered, misspelt as they may be",
    command: "quote search",
    words: "lenin clean colar",
    fill: true,
  },
  {
    title: "/passage",
    about: "Read a passage by its reference, and turn the pages around it",
    command: "passage",
    words: "ML 29:22-24",
  },
  {
    title: "@Lector",
    about: "Ask in your own words, by a mention",
    say: "@Lector who wanted a claen collar",
    fill: true,
  },
  { title: "/quote random", about: "Be read something by chance", command: "quote random" },
];

export class Welcome {
  /**
   * @param {{full: HTMLElement, row: HTMLElement}} nodes
   * @param {import("./room.js").Room} room
   * @param {object} env
   * @param {(name: string) => any} env.command the command of this name, where there is one
   * @param {(command: any, words: string, fill: boolean) => void} env.run
   * @param {(text: string, fill: boolean) => void} env.say
   */
  constructor({ full, row }, room, env) {
    this.full = full;
    this.row = row;
    this.room = room;
    this.env = env;
    this.tried = new Set();
    this.hidden = false;
    room.addEventListener("message", ({ detail }) => this.notice(detail.message));
    for (const name of ["hello", "commands", "enter", "message", "message_delete"])
      room.addEventListener(name, () => this.draw());
  }

  /** What was tried by another way need not be offered again. */
  notice(message) {
    const used = message.interaction_metadata?.name;
    const isMention =
      message.author.id === this.room.me.id && message.content.includes(`<@${this.room.botUser.id}>`);
    for (const idea of IDEAS) if (idea.command ? idea.command === used : isMention) this.tried.add(idea);
  }

  draw() {
    const isEmpty = this.room.messagesOf(this.room.active).length === 0;
    this.full.hidden = !isEmpty;
    const left = IDEAS.filter((idea) => !this.tried.has(idea) && this.isPossible(idea));
    this.row.hidden = isEmpty || this.hidden || !left.length;
    if (isEmpty) this.drawFull();
    else this.drawRow(left);
  }

  drawFull() {
    const ideas = IDEAS.map((idea) =>
      el(
        "li",
        {},
        button(
          "idea",
          () => this.take(idea),
          { disabled: !this.isPossible(idea) },
          el(
            "span",
            { class: "idea-line" },
            el("strong", {}, idea.title),
            " ",
            el("span", {}, this.words(idea)),
          ),
          el("span", { class: "subtext" }, idea.about),
          el("span", { class: "idea-verb" }, idea.fill ? "Fill in" : "Run"),
        ),
      ),
    );
    const isDm = this.room.inDm;
    refill(
      this.full,
      el("img", { src: "/page/icon.svg", alt: "", width: 56, height: 56 }),
      el("h2", {}, isDm ? "Alone with Lector" : "Try Lector here"),
      el(
        "p",
        {},
        isDm
          ? "What you write here only Lector reads. It needs no mention, and all that may be used in a DM works."
          : "This page stands in for a Discord server, on your own machine. Lector answers as it would there: type ",
        !isDm && el("kbd", {}, "/"),
        !isDm && " for its commands, mention it, or reply to it.",
      ),
      el("ul", { class: "ideas", role: "list" }, ideas),
    );
  }

  drawRow(left) {
    const hide = () => {
      this.hidden = true;
      this.draw();
    };
    refill(
      this.row,
      el("span", { class: "subtext" }, "Try"),
      left.map((idea) =>
        button("chip", () => this.take(idea), { title: idea.about }, this.words(idea, true)),
      ),
      textButton("Hide", hide),
    );
  }

  words(idea, whole = false) {
    if (idea.say) return whole ? idea.say : idea.say.replace(/^@\w+ /, "");
    return [whole && idea.title, idea.words].filter(Boolean).join(" ");
  }

  isPossible(idea) {
    return Boolean(idea.say || this.env.command(idea.command));
  }

  take(idea) {
    this.tried.add(idea);
    this.draw();
    if (idea.say) this.env.say(idea.say, idea.fill);
    else this.env.run(this.env.command(idea.command), idea.words ?? "", Boolean(idea.fill));
  }
}
