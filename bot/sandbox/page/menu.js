/** A menu at a point or beside a button: arrow keys, Enter, Escape. */

import { button, el } from "./dom.js";
import { closeOutside, place } from "./popup.js";

/**
 * @param {string} label
 * @param {{label: string, act: () => void}[]} items
 * @param {{x: number, y: number} | HTMLElement} at
 */
export function openMenu(label, items, at) {
  const before = document.activeElement;
  const menu = el("div", { class: "popup menu", role: "menu", "aria-label": label });
  const close = (backToWhere) => {
    letGo();
    menu.remove();
    if (backToWhere) before?.focus();
  };
  const entries = items.map((item) => {
    const choose = () => {
      close(true);
      item.act();
    };
    return button("option", choose, { role: "menuitem", tabindex: -1 }, item.label);
  });
  menu.append(...entries);
  menu.addEventListener("keydown", (event) => key(event, entries, close));
  const letGo = closeOutside([menu], () => close(false));
  place(menu, at instanceof HTMLElement ? at : pointAnchor(at), { narrow: true });
  entries[0]?.focus({ preventScroll: true });
}

/** Stands for a point of the page where an element is asked for. */
function pointAnchor({ x, y }) {
  return { closest: () => null, getBoundingClientRect: () => new DOMRect(x, y, 0, 0) };
}

function key(event, entries, close) {
  const at = entries.indexOf(document.activeElement);
  const { length } = entries;
  const to = { ArrowDown: (at + 1) % length, ArrowUp: (at - 1 + length) % length, Home: 0, End: length - 1 }[
    event.key
  ];
  if (to !== undefined) entries[to].focus();
  else if (event.key === "Escape" || event.key === "Tab") close(true);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
