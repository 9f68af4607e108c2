/** The line icons: each the path of a drawing of 24 by 24. */

import { button } from "./dom.js";

export const CROSS = "M6 6l12 12M18 6L6 18";
export const UP = "M12 19V5M6 11l6-6 6 6";
export const DOTS = "M5 12h.01M12 12h.01M19 12h.01";
export const BACK = "M10 6L4 12l6 6M4 12h9a7 7 0 0 1 7 7";
export const OUTWARD = "M9 5H5v14h14v-4M13 5h6v6M19 5l-9 9";

const SVG = "http://www.w3.org/2000/svg";

/** Draw an icon; it is hidden from screen readers, since its button has a name. */
export function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** Make a button that shows an icon and has a name. */
export function iconButton(label, path, act, props = {}) {
  return button("icon-button", act, { "aria-label": label, ...props }, icon(path));
}
