/**
 * Draws the tree that markdown.js reads.
 *
 * @typedef {object} Names how ids in a text are shown and followed
 * @property {(id: string) => string} user
 * @property {(id: string) => string} channel
 * @property {(id: string) => void} openChannel
 * @property {(name: string) => void} openCommand
 */

import { button, el } from "./dom.js";
import { parseMarkdown } from "./markdown.js";
import { timeText } from "./time.js";

const TAGS = { strong: "strong", emphasis: "em", underline: "u", strike: "s" };

/**
 * A text of a message, drawn.
 *
 * @param {string} source
 * @param {Names} names
 * @returns {HTMLElement}
 */
export function markdown(source, names) {
  return el("div", { class: "md" }, blocks(parseMarkdown(source), names));
}

function blocks(list, names) {
  return list.map((block) => {
    if (block.type === "quote") return el("blockquote", {}, blocks(block.blocks, names));
    if (block.type === "code") return el("pre", { tabindex: 0 }, el("code", {}, block.text));
    if (block.type === "list") return listNode(block, names);
    const children = inlines(block.children, names);
    if (block.type === "subtext") return el("p", { class: "subtext" }, children);
    // The page's own headings are levels 1 and 2.
    if (block.type === "heading") return el(`h${block.level + 2}`, { class: `md-h${block.level}` }, children);
    return el("p", {}, children);
  });
}

function listNode(list, names) {
  const items = list.items.map((item) =>
    el(
      "li",
      {},
      inlines(item.children, names),
      item.lists.map((inner) => listNode(inner, names)),
    ),
  );
  return list.ordered ? el("ol", { start: list.start }, items) : el("ul", {}, items);
}

function inlines(list, names) {
  return list.map((node) => inline(node, names));
}

function inline(node, names) {
  switch (node.type) {
    case "text":
      return document.createTextNode(node.text);
    case "code":
      return el("code", {}, node.text);
    case "link":
      return el(
        "a",
        { href: node.href, target: "_blank", rel: "noopener noreferrer" },
        inlines(node.children, names),
      );
    case "user":
      return el("span", { class: "mention" }, `@${names.user(node.id)}`);
    case "role":
      return el("span", { class: "mention" }, "@role");
    case "channel":
      return chip(`#${names.channel(node.id)}`, () => names.openChannel(node.id));
    case "command":
      return chip(`/${node.name}`, () => names.openCommand(node.name));
    case "emoji":
      return document.createTextNode(`:${node.name}:`);
    case "time":
      return timeNode(node);
    case "spoiler":
      return spoiler(inlines(node.children, names));
    default:
      return el(TAGS[node.type], {}, inlines(node.children, names));
  }
}

function chip(text, follow) {
  return button("mention", follow, {}, text);
}

function timeNode({ seconds, style }) {
  const instant = new Date(seconds * 1000);
  const attributes = { datetime: instant.toISOString(), title: timeText(instant, "F", instant) };
  if (style === "R") attributes["data-relative"] = true;
  return el("time", attributes, timeText(instant, style, new Date()));
}

/** Words that stay covered, for the eye and for a screen reader, until they are asked for. */
function spoiler(children) {
  const words = el("span", { class: "spoiler-words", inert: true }, children);
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    node.replaceWith(el("span", { class: "spoiler shown" }, ...words.childNodes));
  };
  const node = el(
    "span",
    {
      class: "spoiler",
      role: "button",
      tabindex: 0,
      "aria-label": "Spoiler: show it",
      on: { click: reveal, keydown: reveal },
    },
    words,
  );
  return node;
}
