/**
 * The fields of a modal: each drawn with its label, each read when the modal is sent.
 *
 * @typedef {{node: Node, customId?: string, read?: () => {value: any, error?: string}}} Field
 */

import { pickerFor, Type } from "./components.js";
import { el, freshId } from "./dom.js";
import { Picker } from "./picker.js";

const PARAGRAPH = 2;
const LONGEST_INPUT = 4000;
const SELECTS = new Set([
  Type.stringSelect,
  Type.userSelect,
  Type.roleSelect,
  Type.mentionableSelect,
  Type.channelSelect,
]);

/**
 * The fields of a modal's components, in order.
 *
 * @param {any[]} components
 * @param {import("./components.js").Env} env
 * @returns {Field[]}
 */
export function modalFields(components, env) {
  return components.flatMap((component) => {
    if (component.type === Type.text) return [{ node: env.markdown(component.content) }];
    if (component.type === Type.label) return [labelled(component, component.component, env)];
    // The older form: a row that holds one text input with a label of its own.
    if (component.type === Type.row)
      return component.components.map((inner) => labelled({ label: inner.label ?? "" }, inner, env));
    return [];
  });
}

function labelled({ label, description }, component, env) {
  const id = freshId("field");
  const describedBy = `${id}-about ${id}-error`;
  const control = controlFor(component, { id, label, describedBy }, env);
  const error = el("p", { class: "field-error", id: `${id}-error`, hidden: true });
  const optional = component.required === false || component.type === Type.checkbox;
  const node = el(
    "div",
    { class: "field" },
    el(
      control.group ? "span" : "label",
      { class: "label", id: `${id}-label`, for: control.group ? null : id },
      label,
      !optional && el("span", { "aria-hidden": "true", class: "star" }, " *"),
    ),
    el("p", { class: "field-hint", id: `${id}-about` }, description ?? ""),
    control.node,
    error,
  );
  const read = () => {
    const found = control.read();
    error.textContent = found.error ?? "";
    error.hidden = !found.error;
    if (found.error) control.focus();
    return found;
  };
  return { node, customId: component.custom_id, read };
}

function controlFor(component, names, env) {
  if (component.type === Type.textInput) return textControl(component, names);
  if (SELECTS.has(component.type)) return selectControl(component, names, env);
  if (component.type === Type.radioGroup) return groupControl(component, names, "radio");
  if (component.type === Type.checkboxGroup) return groupControl(component, names, "checkbox");
  if (component.type === Type.checkbox) return checkboxControl(component, names);
  const node = el("p", { class: "subtext" }, "(a field of a kind that is not shown here)");
  return { node, group: true, read: () => ({ value: null }), focus: () => {} };
}

function textControl(component, { id, describedBy }) {
  const {
    style,
    placeholder,
    value = "",
    required = true,
    min_length: least = 0,
    max_length: most = LONGEST_INPUT,
  } = component;
  const isParagraph = style === PARAGRAPH;
  const node = el(isParagraph ? "textarea" : "input", {
    id,
    class: "input",
    type: isParagraph ? null : "text",
    rows: isParagraph ? 5 : null,
    maxlength: most,
    placeholder,
    value: value ?? "",
    "aria-describedby": describedBy,
    "aria-required": String(required !== false),
  });
  const read = () => {
    const text = node.value;
    if (required !== false && !text.trim()) return { value: text, error: "Fill this in" };
    if (text && text.length < least) return { value: text, error: `At least ${least} characters` };
    return { value: text };
  };
  return { node, read, focus: () => node.focus() };
}

function selectControl(component, { id, label, describedBy }, env) {
  const picker = new Picker({ ...pickerFor(component, env.room), label }, () => {});
  picker.node.id = id;
  picker.node.setAttribute("aria-describedby", describedBy);
  const least = component.required === false ? 0 : (component.min_values ?? 1);
  const read = () => {
    const { values } = picker;
    return values.length < least ? { value: values, error: tooFew(least) } : { value: values };
  };
  return { node: picker.node, read, focus: () => picker.node.focus() };
}

function groupControl(component, { id, describedBy }, kind) {
  const inputs = component.options.map((option) =>
    el("input", { type: kind, name: id, value: option.value, checked: option.default === true }),
  );
  const rows = component.options.map((option, at) =>
    el(
      "label",
      { class: "check" },
      inputs[at],
      el(
        "span",
        {},
        option.label,
        option.description && el("span", { class: "option-detail" }, option.description),
      ),
    ),
  );
  const node = el(
    "div",
    {
      role: kind === "radio" ? "radiogroup" : "group",
      "aria-labelledby": `${id}-label`,
      "aria-describedby": describedBy,
    },
    rows,
  );
  const isRequired = component.required !== false;
  const least = kind === "radio" ? Number(isRequired) : isRequired ? (component.min_values ?? 1) : 0;
  const read = () => {
    const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
    const value = kind === "radio" ? (chosen[0] ?? null) : chosen;
    if (chosen.length < least) return { value, error: tooFew(least) };
    if (kind === "checkbox" && chosen.length > (component.max_values ?? inputs.length)) {
      return { value, error: `Choose at most ${component.max_values}` };
    }
    return { value };
  };
  return { node, group: true, read, focus: () => inputs[0]?.focus() };
}

function tooFew(least) {
  return least === 1 ? "Choose one" : `Choose at least ${least}`;
}

function checkboxControl(component, { id, describedBy }) {
  const node = el("input", {
    type: "checkbox",
    id,
    checked: component.default === true,
    "aria-describedby": describedBy,
  });
  return { node, read: () => ({ value: node.checked }), focus: () => node.focus() };
}
