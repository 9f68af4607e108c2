/** Puts a list beside the field or button that opened it, where there is room. */

const GAP = 6;
const EDGE = 8;
const TALLEST = 360;

/**
 * Show `popup` at `anchor`.
 *
 * It is put into the open dialog, if the anchor stands in one, since nothing else is above it.
 *
 * @param {HTMLElement} popup
 * @param {HTMLElement} anchor
 * @param {{prefer?: "above" | "below", narrow?: boolean}} [options] `narrow` keeps the popup's own width
 */
export function place(popup, anchor, { prefer = "below", narrow = false } = {}) {
  const home = anchor.closest("dialog") ?? document.body;
  if (popup.parentNode !== home) home.append(popup);
  popup.hidden = false;
  const box = anchor.getBoundingClientRect();
  const roomAbove = box.top - GAP - EDGE;
  const roomBelow = innerHeight - box.bottom - GAP - EDGE;
  const { style } = popup;
  style.width = narrow ? "max-content" : `${Math.min(Math.max(box.width, 260), innerWidth - 2 * EDGE)}px`;
  const needed = Math.min(TALLEST, popup.scrollHeight);
  const preferred = prefer === "above" ? roomAbove : roomBelow;
  const other = prefer === "above" ? roomBelow : roomAbove;
  const above = (preferred >= needed || preferred >= other) === (prefer === "above");
  style.maxHeight = `${Math.min(TALLEST, above ? roomAbove : roomBelow)}px`;
  style.top = above ? "auto" : `${box.bottom + GAP}px`;
  style.bottom = above ? `${innerHeight - box.top + GAP}px` : "auto";
  style.left = `${Math.max(EDGE, Math.min(box.left, innerWidth - popup.offsetWidth - EDGE))}px`;
}

/** Call `close` on a press outside `nodes`, and on whatever moves the anchor away; returns how to stop. */
export function closeOutside(nodes, close) {
  const outside = (event) => {
    if (!nodes.some((node) => node.contains(event.target))) close();
  };
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("scroll", outside, true);
  addEventListener("resize", close);
  return () => {
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("scroll", outside, true);
    removeEventListener("resize", close);
  };
}
