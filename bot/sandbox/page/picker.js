/**
 * A select of Discord's: one choice or several from a list, each perhaps with a description and an emoji.
 *
 * @typedef {{label: string, value: string, description?: string, emoji?: any, default?: boolean}} Option
 */

import { el, freshId, refill } from "./dom.js";
import { closeOutside, place } from "./popup.js";

export class Picker {
  /**
   * @param {object} select
   * @param {Option[]} select.options
   * @param {number} [select.min]
   * @param {number} [select.max]
   * @param {string} [select.placeholder]
   * @param {boolean} [select.disabled]
   * @param {string} select.label its name for a screen reader, where no label is beside it
   * @param {(values: string[]) => void} onChange once a choice is made
   */
  constructor(
    { options, min = 1, max = 1, placeholder = "Make a selection", disabled = false, label },
    onChange,
  ) {
    this.options = options;
    this.min = min;
    this.max = max;
    this.placeholder = placeholder;
    this.onChange = onChange;
    this.chosen = new Set(options.filter((option) => option.default).map(({ value }) => value));
    this.active = 0;
    this.before = "";
    this.letGo = null;
    this.build(label, disabled);
    this.showChosen();
  }

  get several() {
    return this.max > 1;
  }

  get values() {
    return this.options.filter(({ value }) => this.chosen.has(value)).map(({ value }) => value);
  }

  build(label, disabled) {
    const listId = freshId("select");
    this.text = el("span", { class: "picker-text" });
    this.node = el(
      "button",
      {
        type: "button",
        class: "picker",
        role: "combobox",
        "aria-haspopup": "listbox",
        "aria-expanded": "false",
        "aria-controls": listId,
        "aria-label": label,
        disabled,
        on: { click: () => this.toggle(), keydown: (event) => this.key(event), blur: () => this.close() },
      },
      this.text,
    );
    this.rows = this.options.map((option, at) => this.row(option, `${listId}-${at}`, at));
    this.list = el(
      "ul",
      {
        class: "popup picker-list",
        role: "listbox",
        id: listId,
        "aria-label": label,
        "aria-multiselectable": this.several ? "true" : null,
        hidden: true,
      },
      this.rows.length
        ? this.rows
        : el(
            "li",
            { class: "option-note", role: "option", "aria-disabled": "true" },
            "Nothing to choose here",
          ),
    );
    // The press must not take the focus from the button, whose blur closes the list.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  row(option, id, at) {
    return el(
      "li",
      { class: "option", role: "option", id, on: { click: () => this.take(at) } },
      el(
        "span",
        { class: "option-label" },
        option.emoji && el("span", { "aria-hidden": "true" }, `${emojiText(option.emoji)} `),
        option.label,
      ),
      option.description && el("span", { class: "option-detail" }, option.description),
    );
  }

  showChosen() {
    const labels = this.options.filter(({ value }) => this.chosen.has(value)).map(({ label }) => label);
    refill(this.text, labels.join(", ") || this.placeholder);
    this.text.classList.toggle("placeholder", !labels.length);
    this.rows.forEach((row, at) =>
      row.setAttribute("aria-selected", String(this.chosen.has(this.options[at].value))),
    );
  }

  get open() {
    return !this.list.hidden;
  }

  toggle() {
    if (this.open) this.close();
    else this.show();
  }

  show() {
    if (this.node.getAttribute("aria-disabled") === "true") return;
    this.before = this.values.join("\n");
    place(this.list, this.node);
    this.node.setAttribute("aria-expanded", "true");
    this.letGo = closeOutside([this.list, this.node], () => this.close());
    this.activate(
      Math.max(
        0,
        this.options.findIndex(({ value }) => this.chosen.has(value)),
      ),
    );
  }

  close() {
    if (!this.open) return;
    this.list.hidden = true;
    this.list.remove();
    this.letGo?.();
    this.node.setAttribute("aria-expanded", "false");
    this.node.removeAttribute("aria-activedescendant");
    const changed = this.values.join("\n") !== this.before;
    if (this.several && changed && this.chosen.size >= this.min) this.onChange(this.values);
  }

  activate(at) {
    this.rows[this.active]?.classList.remove("active");
    this.active = at;
    const row = this.rows[at];
    if (!row) return;
    row.classList.add("active");
    row.scrollIntoView({ block: "nearest" });
    this.node.setAttribute("aria-activedescendant", row.id);
  }

  /** Choose a row, or with several choices add it or take it away. */
  take(at) {
    const { value } = this.options[at];
    if (this.several) {
      if (this.chosen.has(value)) this.chosen.delete(value);
      else if (this.chosen.size < this.max) this.chosen.add(value);
      this.activate(at);
      this.showChosen();
      return;
    }
    // Where nothing need be chosen, choosing the same again takes it away.
    const again = this.chosen.has(value) && this.min === 0;
    this.chosen = new Set(again ? [] : [value]);
    this.showChosen();
    this.close();
    this.onChange(this.values);
  }

  key(event) {
    const { length } = this.rows;
    if (!this.open) {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      this.show();
    } else if (event.key === "ArrowDown") this.activate((this.active + 1) % length);
    else if (event.key === "ArrowUp") this.activate((this.active - 1 + length) % length);
    else if (event.key === "Home") this.activate(0);
    else if (event.key === "End") this.activate(length - 1);
    else if (event.key === "Enter" || event.key === " ") length && this.take(this.active);
    else if (event.key === "Escape") this.close();
    else if (event.key.length === 1) this.seek(event.key.toLowerCase());
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Go to the next row that begins with a letter. */
  seek(letter) {
    const order = [...this.options.keys()].map((at) => (at + this.active + 1) % this.options.length);
    const found = order.find((at) => this.options[at].label.toLowerCase().startsWith(letter));
    if (found !== undefined) this.activate(found);
  }
}

/** An emoji as text; one of a server's own is shown by its name, since its image lies on Discord. */
export function emojiText(emoji) {
  return emoji.id ? `:${emoji.name}:` : emoji.name;
}
