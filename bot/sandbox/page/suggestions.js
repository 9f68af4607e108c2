/**
 * The list that drops from a text field: an ARIA combobox whose keyboard focus stays in the field.
 *
 * @typedef {{label: string, detail?: string, value: any}} Suggestion
 */

import { el, freshId, refill } from "./dom.js";
import { place } from "./popup.js";

export class Suggestions {
  /**
   * @param {HTMLInputElement | HTMLTextAreaElement} field
   * @param {{label: string, onChoose: (item: Suggestion) => void, anchor?: HTMLElement}} options
   */
  constructor(field, { label, onChoose, anchor = field }) {
    this.field = field;
    this.anchor = anchor;
    this.onChoose = onChoose;
    this.items = [];
    this.rows = [];
    this.active = -1;
    this.list = el("ul", {
      class: "popup",
      role: "listbox",
      id: freshId("list"),
      "aria-label": label,
      hidden: true,
    });
    // The press must not take the focus from the field.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("autocomplete", "off");
  }

  get open() {
    return !this.list.hidden;
  }

  /**
   * @param {Suggestion[]} items
   * @param {{first?: boolean}} [options] `first`: the first one is chosen by Enter without a further key
   */
  show(items, { first = false } = {}) {
    this.items = items;
    if (!items.length) {
      this.hide();
      return;
    }
    this.rows = items.map((item, at) =>
      el(
        "li",
        {
          role: "option",
          id: `${this.list.id}-${at}`,
          class: "option",
          on: { click: () => this.choose(at) },
        },
        el("span", { class: "option-label" }, item.label),
        item.detail && el("span", { class: "option-detail" }, item.detail),
      ),
    );
    refill(this.list, this.rows);
    this.reveal();
    this.activate(first ? 0 : -1);
  }

  /** Show a line that cannot be chosen. */
  tell(text) {
    this.items = [];
    this.rows = [];
    refill(this.list, el("li", { class: "option-note", role: "option", "aria-disabled": "true" }, text));
    this.reveal();
    this.activate(-1);
  }

  reveal() {
    place(this.list, this.anchor, { prefer: "above" });
    this.list.scrollTop = 0;
    this.field.setAttribute("aria-expanded", "true");
  }

  hide() {
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.activate(-1);
  }

  /** Take the list out of the page when its field goes. */
  remove() {
    this.hide();
    this.list.remove();
  }

  activate(at) {
    this.rows[this.active]?.setAttribute("aria-selected", "false");
    this.active = at;
    const row = this.rows[at];
    if (!row) {
      this.field.removeAttribute("aria-activedescendant");
      return;
    }
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", row.id);
  }

  choose(at) {
    const item = this.items[at];
    this.hide();
    this.onChoose(item);
  }

  /** Act on a key of the field; true where the key is spent. */
  key(event) {
    if (!this.open || event.isComposing) return false;
    const { length } = this.rows;
    switch (event.key) {
      case "ArrowDown":
        if (length) this.activate((this.active + 1) % length);
        break;
      case "ArrowUp":
        if (length) this.activate((this.active + (this.active < 0 ? 0 : -1) + length) % length);
        break;
      case "Enter":
      case "Tab":
        if (this.active < 0 || event.shiftKey) return false;
        this.choose(this.active);
        break;
      case "Escape":
        this.hide();
        break;
      default:
        return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
