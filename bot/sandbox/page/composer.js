/** Where one writes: a text to the channel, or a slash command once one is chosen. */

import { CommandForm } from "./command-form.js";
import { matching, slashCommands, spelled } from "./commands.js";
import { button, el, refill } from "./dom.js";
import { CROSS, iconButton, UP } from "./icons.js";
import { displayName } from "./room.js";
import { Suggestions } from "./suggestions.js";

const LONGEST_MESSAGE = 2000;

export class Composer {
  /**
   * @param {HTMLElement} home
   * @param {object} env
   * @param {import("./room.js").Room} env.room
   * @param {(content: string, replyTo: any) => Promise<boolean>} env.say false where it was not sent
   * @param {(command: any, options: object, filled: object) => void} env.slash
   * @param {(command: any, options: object, focused: string) => Promise<any>} env.complete
   */
  constructor(home, env) {
    this.home = home;
    this.env = env;
    this.room = env.room;
    this.form = null;
    this.replyTo = null;
    this.build();
    this.room.addEventListener("hello", () => this.moved());
    this.room.addEventListener("enter", () => this.moved());
    this.room.addEventListener("commands", () => this.typed());
  }

  build() {
    this.field = el("textarea", {
      class: "write",
      rows: 1,
      maxlength: LONGEST_MESSAGE,
      "aria-label": "Message",
      enterkeyhint: "send",
    });
    this.reply = el("div", { class: "replying", hidden: true });
    const names = { "aria-label": "Commands", title: "Commands" };
    const slash = button("icon-button slash", () => this.write("/"), names, "/");
    const send = iconButton("Send", UP, () => this.submit(), { class: "icon-button send-icon" });
    this.box = el("div", { class: "write-box" }, slash, this.field, send);
    this.home.append(this.reply, this.box);
    this.suggestions = new Suggestions(this.field, {
      label: "Commands and names",
      anchor: this.box,
      onChoose: (item) => item.value(),
    });
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("blur", () => this.suggestions.hide());
  }

  get commands() {
    return slashCommands(this.room.commands, this.room.inDm);
  }

  /** Come to another channel: what was begun in this one does not fit there. */
  moved() {
    this.stopReplying();
    // A connection that comes back must not throw away a half-filled command.
    if (this.form && !this.commands.some(({ name }) => name === this.form.command.name))
      this.leaveCommand("");
    const { here } = this.room;
    const place = here ? (here.kind === "dm" ? `@${here.name}` : `#${here.name}`) : "";
    this.field.placeholder =
      innerWidth < 480 ? "Message, or / for commands" : `Message ${place}, or type / for commands`;
  }

  /** Put a text into the field, as if it had been typed. */
  write(text) {
    if (this.form) this.leaveCommand("");
    this.field.value = text;
    this.field.focus();
    this.field.setSelectionRange(text.length, text.length);
    this.typed();
  }

  typed() {
    this.grow();
    if (this.form || document.activeElement !== this.field) return;
    const text = this.field.value;
    if (text.startsWith("/")) this.typedSlash(text);
    else this.typedWords(text);
  }

  typedSlash(text) {
    const whole = spelled(this.commands, text);
    if (whole && text.length > whole.command.name.length + 1) {
      this.enterCommand(whole.command, whole.filled);
      return;
    }
    const found = matching(this.commands, text.slice(1));
    if (found.length) {
      const items = found.map((command) => ({
        label: `/${command.name}`,
        detail: command.description,
        value: () => this.enterCommand(command),
      }));
      this.suggestions.show(items, { first: true });
    } else {
      this.suggestions.tell(
        this.commands.length ? "No command fits" : "Lector has registered no commands yet",
      );
    }
  }

  /** Offer the bot's name once an @ is typed. */
  typedWords(text) {
    const caret = this.field.selectionStart;
    const begun = /(?:^|\s)@(\w*)$/.exec(text.slice(0, caret));
    const name = displayName(this.room.botUser);
    if (!begun || !name.toLowerCase().startsWith(begun[1].toLowerCase()) || begun[1] === name) {
      this.suggestions.hide();
      return;
    }
    const from = caret - begun[1].length;
    const take = () => {
      this.field.setRangeText(`${name} `, from, caret, "end");
      this.field.focus();
    };
    this.suggestions.show([{ label: `@${name}`, detail: "the bot", value: take }], { first: true });
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }

  key(event) {
    if (this.suggestions.key(event) || event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && this.replyTo) {
      this.stopReplying();
    }
  }

  async submit() {
    const content = this.field.value.trim();
    if (!content) return;
    const whole = spelled(this.commands, content);
    if (whole) {
      this.enterCommand(whole.command, whole.filled);
      return;
    }
    const { replyTo } = this;
    this.field.value = "";
    this.suggestions.hide();
    this.grow();
    this.stopReplying();
    const sent = await this.env.say(content, replyTo);
    if (!sent && !this.field.value) this.write(content);
  }

  /** Begin a command, perhaps with some of its options filled in. */
  enterCommand(command, filled = {}) {
    this.leaveCommand("");
    this.suggestions.hide();
    this.field.value = "";
    this.stopReplying();
    this.form = new CommandForm(
      command,
      {
        room: this.room,
        complete: (options, focused) => this.env.complete(command, options, focused),
        onCancel: (text) => this.leaveCommand(text),
        onSend: (options, kept) => {
          this.leaveCommand("");
          this.env.slash(command, options, kept);
        },
      },
      filled,
    );
    this.box.hidden = true;
    this.home.append(this.form.node);
    this.form.focus();
  }

  leaveCommand(text) {
    if (!this.form) return;
    this.form.remove();
    this.form = null;
    this.box.hidden = false;
    this.write(text);
  }

  /** Answer a message with the next text. */
  startReplying(message) {
    if (this.form) this.leaveCommand("");
    this.replyTo = message;
    const stop = iconButton("Stop replying", CROSS, () => this.stopReplying());
    refill(this.reply, el("span", {}, "Replying to ", el("strong", {}, displayName(message.author))), stop);
    this.reply.hidden = false;
    this.field.focus();
  }

  stopReplying() {
    this.replyTo = null;
    this.reply.hidden = true;
  }
}
