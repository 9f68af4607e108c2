/** A slash command being filled in: its options as fields, the required ones first. */

import { sourceFor } from "./choices.js";
import { button, el, freshId, refill } from "./dom.js";
import { CROSS, iconButton } from "./icons.js";
import { OptionField } from "./option-field.js";

// With so few options there is no need to hide any.
const SHOWN_AT_ONCE = 2;

export class CommandForm {
  /**
   * @param {import("./commands.js").Command} command
   * @param {object} env
   * @param {import("./room.js").Room} env.room
   * @param {(options: object, focused: string) => Promise<any>} env.complete asks the bot for choices
   * @param {(options: object, filled: object) => void} env.onSend
   * @param {(text: string) => void} env.onCancel with what the composer should hold again
   * @param {Record<string, import("./option-field.js").Filled>} [filled]
   */
  constructor(command, env, filled = {}) {
    this.command = command;
    this.env = env;
    this.filled = filled;
    this.fields = [];
    this.build();
    for (const option of command.options) if (this.shownAtOnce(option)) this.addField(option);
    this.drawOffers();
  }

  shownAtOnce(option) {
    return option.required || option.name in this.filled || this.command.options.length <= SHOWN_AT_ONCE;
  }

  build() {
    const nameId = freshId("command");
    this.list = el("div", { class: "fields" });
    this.offers = el("div", { class: "offers" });
    this.send = el("button", { type: "submit", class: "button primary send" }, "Send");
    const cancel = iconButton("Cancel the command", CROSS, () => this.env.onCancel(""));
    this.node = el(
      "form",
      {
        class: "command-form",
        "aria-labelledby": nameId,
        novalidate: true,
        on: { keydown: (event) => this.key(event) },
      },
      el(
        "div",
        { class: "command-head" },
        el("strong", { class: "command-name", id: nameId }, `/${this.command.name}`),
        el("span", { class: "command-about" }, this.command.description),
        cancel,
      ),
      this.list,
      el("div", { class: "command-foot" }, this.offers, this.send),
    );
    this.node.addEventListener("input", (event) => this.goToNamed(event.target));
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
  }

  addField(option) {
    const complete = (text) => this.complete(option, text);
    const source = sourceFor(option, this.env.room, complete);
    const field = new OptionField(option, source, this.filled[option.name], this.node);
    this.fields.push(field);
    this.list.append(field.node);
    return field;
  }

  /** Offer the options that have no field yet. */
  drawOffers() {
    const left = this.command.options.filter(
      (option) => !this.fields.some((field) => field.option === option),
    );
    const offer = (option) =>
      button("chip", () => this.take(option), { title: option.description }, `+ ${option.name}`);
    refill(
      this.offers,
      left.length > 0 && el("span", { class: "visually-hidden" }, "Optional:"),
      left.map(offer),
    );
  }

  take(option) {
    const field = this.addField(option);
    this.drawOffers();
    field.input.focus();
  }

  /** Typing an option's name and a colon goes to its field, as on Discord. */
  goToNamed(input) {
    const named = /(?:^|\s)([\p{L}\p{N}_-]+):$/u.exec(input.value);
    const option = named && this.command.options.find(({ name }) => name === named[1]);
    if (!option) return;
    input.value = input.value.slice(0, named.index);
    const field = this.fields.find((known) => known.option === option);
    if (field) field.input.focus();
    else this.take(option);
  }

  async complete(option, text) {
    const drafts = this.fields
      .filter((field) => field.draft !== "")
      .map((field) => [field.option.name, field.draft]);
    const reply = await this.env.complete(
      { ...Object.fromEntries(drafts), [option.name]: text },
      option.name,
    );
    if (reply.t !== "choices") return "The choices could not be loaded";
    return reply.choices.map(({ name, value }) => ({ label: name, value }));
  }

  key(event) {
    if (this.fields.some((field) => field.key(event))) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.env.onCancel("");
    } else if (event.key === "Backspace" && event.target === this.fields[0]?.input && this.isEmpty) {
      event.preventDefault();
      this.env.onCancel(`/${this.command.name}`);
    }
  }

  get isEmpty() {
    return this.fields.every((field) => !field.input.value);
  }

  async submit() {
    const options = {};
    let wrong = null;
    for (const field of this.fields) {
      const { value, error = "" } = await field.read();
      field.showError(error);
      if (error) wrong ??= field;
      else if (value !== undefined) options[field.option.name] = value;
    }
    if (wrong) {
      wrong.input.focus();
      return;
    }
    this.env.onSend(options, Object.fromEntries(this.fields.map((field) => [field.option.name, field.kept])));
  }

  focus() {
    const empty = this.fields.find((field) => !field.input.value) ?? this.fields[0];
    (empty?.input ?? this.send).focus();
  }

  remove() {
    for (const field of this.fields) field.remove();
    this.node.remove();
  }
}
