/**
 * The one way in which this page makes elements.
 *
 * Text always becomes a text node and there is no path to innerHTML, so that no word of a message can become markup.
 */

/** @typedef {Node | string | number | false | null | undefined} Child */

let made = 0;

/**
 * Make an element.
 *
 * @param {string} tag
 * @param {Record<string, any>} [props] `class`, `on` (listeners by event), `data` (dataset), else attributes;
 *   `true` sets an empty attribute, `false`, `null` and `undefined` set none
 * @param {...(Child | Child[])} children
 * @returns {any} the element
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "class") node.className = value;
    else if (name === "on")
      for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  fill(node, children);
  return node;
}

/** Append children, leaving out the empty ones. */
export function fill(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === false || child === null || child === undefined) continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

/** Replace what a node holds. */
export function refill(node, ...children) {
  node.replaceChildren();
  return fill(node, children);
}

/** An id that no other element of this page has, for labels and `aria-controls`. */
export function freshId(prefix) {
  made += 1;
  return `${prefix}-${made}`;
}

/**
 * Make a button that does something on this page.
 *
 * @param {string} className
 * @param {(event: Event) => void} act
 * @param {Record<string, any>} props
 * @param {...(Child | Child[])} children
 * @returns {HTMLButtonElement}
 */
export function button(className, act, props, ...children) {
  return el("button", { type: "button", class: className, on: { click: act }, ...props }, ...children);
}

/** Make a button that looks like a word of the text. */
export function textButton(label, act) {
  return button("text-button", act, {}, label);
}
