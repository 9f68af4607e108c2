/** One option of a command as a labelled field, with its choices dropping from it. */

import { Kind } from "./commands.js";
import { el, freshId } from "./dom.js";
import { Suggestions } from "./suggestions.js";

/** What a field holds: the words in it, and the value that a chosen suggestion stands for. */
/** @typedef {{text: string, value?: string | number | boolean}} Filled */

export class OptionField {
  /**
   * @param {any} option
   * @param {import("./choices.js").Source | null} source
   * @param {Filled} [filled]
   * @param {HTMLElement} [anchor] what the choices must not cover: the whole form
   */
  constructor(option, source, filled = { text: "" }, anchor = undefined) {
    this.anchor = anchor;
    this.option = option;
    this.source = source;
    this.filled = filled;
    this.asked = 0;
    this.timer = 0;
    this.build();
    this.suggestions = source && this.suggest();
  }

  build() {
    const { option } = this;
    const id = freshId("option");
    this.input = el("input", {
      id,
      type: "text",
      class: "input",
      value: this.filled.text,
      required: option.required,
      maxlength: option.max_length,
      inputmode: this.isNumber ? "decimal" : null,
      autocomplete: "off",
      spellcheck: "false",
      "aria-describedby": `${id}-error`,
    });
    this.error = el("p", { class: "field-error", id: `${id}-error`, hidden: true });
    this.node = el(
      "div",
      { class: "field" },
      el(
        "label",
        { for: id },
        el("span", { class: "field-name" }, option.name),
        !option.required && el("span", { class: "field-optional" }, "optional"),
        el("span", { class: "field-hint" }, option.description),
      ),
      this.input,
      this.error,
    );
    this.input.addEventListener("input", () => this.showError(""));
  }

  get isNumber() {
    return this.option.type === Kind.integer || this.option.type === Kind.number;
  }

  suggest() {
    const suggestions = new Suggestions(this.input, {
      label: `Choices for ${this.option.name}`,
      anchor: this.anchor,
      onChoose: (item) => {
        this.input.value = item.label;
        this.filled = { text: item.label, value: item.value };
        this.showError("");
      },
    });
    this.input.addEventListener("input", () => this.look());
    this.input.addEventListener("focus", () => this.look());
    this.input.addEventListener("click", () => suggestions.open || this.look());
    this.input.addEventListener("blur", () => this.stopLooking());
    return suggestions;
  }

  /** Look for choices once the typing rests. */
  look() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.lookNow(), this.source.waitMs);
  }

  async lookNow() {
    this.asked += 1;
    const mine = this.asked;
    // A field that holds its choice shows what else there is, not only that choice again.
    const text = this.source.strict && this.chosen ? "" : this.input.value.trim();
    const found = await this.source.find(text);
    // An answer to earlier words must not cover the answer to later ones.
    if (mine !== this.asked || document.activeElement !== this.input) return;
    if (typeof found === "string") this.suggestions.tell(found);
    else this.suggestions.show(found, { first: this.source.strict && Boolean(text) });
  }

  stopLooking() {
    clearTimeout(this.timer);
    this.asked += 1;
    this.suggestions.hide();
  }

  get chosen() {
    return this.filled.value !== undefined && this.filled.text === this.input.value;
  }

  /** What to fill the field with when the command is tried again. */
  get kept() {
    return this.chosen ? this.filled : { text: this.input.value.trim() };
  }

  /** What the field holds now, unchecked, for autocomplete of another field. */
  get draft() {
    const text = this.input.value.trim();
    if (this.chosen) return this.filled.value;
    return this.isNumber && text && Number.isFinite(Number(text)) ? Number(text) : text;
  }

  /**
   * What is to be sent.
   *
   * @returns {Promise<{value?: any, error?: string}>} no value where an optional field is empty
   */
  async read() {
    const text = this.input.value.trim();
    if (!text) return this.option.required ? { error: "Fill this in" } : {};
    if (this.chosen) return { value: this.filled.value };
    if (this.source?.strict) return this.readListed(text);
    return this.isNumber ? this.readNumber(text) : this.readWords(text);
  }

  async readListed(text) {
    const found = await this.source.find(text);
    const same =
      Array.isArray(found) && found.find(({ label }) => label.toLowerCase() === text.toLowerCase());
    return same ? { value: same.value } : { error: "Choose one from the list" };
  }

  readNumber(text) {
    const { type, min_value: least = -Infinity, max_value: most = Infinity } = this.option;
    const value = Number(text.replace(",", "."));
    if (!Number.isFinite(value)) return { error: "A number is needed" };
    if (type === Kind.integer && !Number.isInteger(value)) return { error: "A whole number is needed" };
    if (value < least) return { error: `At least ${least}` };
    if (value > most) return { error: `At most ${most}` };
    return { value };
  }

  readWords(text) {
    const { min_length: least = 0 } = this.option;
    return text.length < least ? { error: `At least ${least} characters` } : { value: text };
  }

  showError(text) {
    this.error.textContent = text;
    this.error.hidden = !text;
    this.input.setAttribute("aria-invalid", String(Boolean(text)));
  }

  /** Give the list the first say on a key; true where the key is spent. */
  key(event) {
    return event.target === this.input && Boolean(this.suggestions?.key(event));
  }

  remove() {
    clearTimeout(this.timer);
    this.suggestions?.remove();
  }
}
