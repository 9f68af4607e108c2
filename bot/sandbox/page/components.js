/**
 * Draws a message's components: Discord's Components V2 and the older rows of buttons.
 *
 * @typedef {object} Env what a component may do
 * @property {import("./room.js").Room} room
 * @property {(text: string) => HTMLElement} markdown
 * @property {(component: any, node: HTMLElement) => void} press
 * @property {(component: any, node: HTMLElement, values: string[]) => void} select
 */

import { channels, people } from "./choices.js";
import { button, el } from "./dom.js";
import { icon, OUTWARD } from "./icons.js";
import { safeLink } from "./links.js";
import { fileLink, gallery, picture } from "./media.js";
import { emojiText, Picker } from "./picker.js";

export const Type = Object.freeze({
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
});

const BUTTON_STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };
const LINK = 5;

// The stand-in's server has no roles, so a select of roles lists nothing.
const LISTED = {
  [Type.userSelect]: people,
  [Type.mentionableSelect]: people,
  [Type.channelSelect]: channels,
};

/** @type {Record<number, (component: any, env: Env) => Node>} */
const DRAW = {
  [Type.row]: (row, env) => el("div", { class: "row" }, components(row.components, env)),
  [Type.button]: buttonNode,
  [Type.stringSelect]: select,
  [Type.userSelect]: select,
  [Type.roleSelect]: select,
  [Type.mentionableSelect]: select,
  [Type.channelSelect]: select,
  [Type.section]: section,
  [Type.text]: (text, env) => env.markdown(text.content),
  [Type.thumbnail]: (thumbnail) => el("div", { class: "thumbnail" }, picture(thumbnail.media, thumbnail)),
  [Type.gallery]: (shown) => gallery(shown.items),
  [Type.file]: (file) => fileLink({ url: file.file?.url, name: file.name, size: file.size }),
  [Type.separator]: separator,
  [Type.container]: container,
};

/** Draw a list of components; one of an unknown kind is named rather than dropped. */
export function components(list, env) {
  return (list ?? []).map((component) => {
    const draw = DRAW[component.type];
    const unknown = `(component of kind ${component.type}: not shown here)`;
    return draw ? draw(component, env) : el("p", { class: "subtext" }, unknown);
  });
}

function container(component, env) {
  const node = el("div", { class: "container" }, components(component.components, env));
  if (Number.isInteger(component.accent_color)) {
    node.classList.add("accented");
    node.style.setProperty("--bar", cssColour(component.accent_color));
  }
  return component.spoiler ? covered(node) : node;
}

/** Discord's number for a colour, as CSS writes it. */
export function cssColour(number) {
  return `#${number.toString(16).padStart(6, "0")}`;
}

function covered(node) {
  node.inert = true;
  const show = () => {
    node.inert = false;
    cover.remove();
  };
  const cover = button("cover", show, {}, "Spoiler: show");
  return el("div", { class: "covered" }, node, cover);
}

function section(component, env) {
  return el(
    "div",
    { class: "section" },
    el("div", { class: "section-text" }, components(component.components, env)),
    component.accessory && el("div", { class: "section-side" }, components([component.accessory], env)),
  );
}

function separator({ divider = true, spacing = 1 }) {
  const size = spacing === 2 ? "wide" : "narrow";
  return divider ? el("hr", { class: size }) : el("div", { class: `gap ${size}` });
}

function buttonNode(component, env) {
  const { style, label, emoji, disabled } = component;
  const words = [
    emoji && el("span", { class: "emoji", "aria-hidden": label ? "true" : null }, emojiText(emoji)),
    label && el("span", {}, label),
  ];
  if (style === LINK) return linkButton(component, words);
  const looks = `button ${BUTTON_STYLES[style] ?? "secondary"}`;
  const props = { disabled, data: { customId: component.custom_id ?? "" } };
  const node = button(looks, () => env.press(component, node), props, words);
  return node;
}

function linkButton({ url, disabled }, words) {
  const href = safeLink(url);
  if (!href || disabled) return el("button", { type: "button", class: "button link", disabled: true }, words);
  return el(
    "a",
    { class: "button link", href, target: "_blank", rel: "noopener noreferrer" },
    words,
    icon(OUTWARD),
  );
}

function select(component, env) {
  const picker = new Picker(pickerFor(component, env.room), (values) =>
    env.select(component, picker.node, values),
  );
  picker.node.dataset.customId = component.custom_id;
  return picker.node;
}

/** What a picker needs to stand for a select of Discord's. */
export function pickerFor(component, room) {
  return {
    options: selectOptions(component, room),
    min: component.min_values ?? 1,
    max: component.max_values ?? 1,
    placeholder: component.placeholder ?? undefined,
    disabled: component.disabled,
    label: component.placeholder ?? "Selection",
  };
}

function selectOptions(component, room) {
  if (component.type === Type.stringSelect) return component.options ?? [];
  const preset = new Set((component.default_values ?? []).map(({ id }) => id));
  return (LISTED[component.type]?.(room) ?? []).map(({ label, value }) => ({
    label,
    value,
    default: preset.has(value),
  }));
}
