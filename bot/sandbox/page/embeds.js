/** Draws the embeds of older messages. */

import { cssColour } from "./components.js";
import { el } from "./dom.js";
import { safeLink } from "./links.js";
import { picture } from "./media.js";
import { timeText } from "./time.js";

/**
 * @param {any} embed
 * @param {(text: string) => HTMLElement} markdown
 */
export function embedNode(embed, markdown) {
  const node = el(
    "div",
    { class: "container embed accented" },
    el(
      "div",
      { class: "section" },
      el(
        "div",
        { class: "section-text" },
        embed.author && el("p", { class: "embed-author" }, linked(embed.author.url, embed.author.name)),
        embed.title && el("h3", { class: "md-h3" }, linked(embed.url, markdown(embed.title))),
        embed.description && markdown(embed.description),
        fields(embed.fields, markdown),
      ),
      embed.thumbnail &&
        el("div", { class: "section-side" }, el("div", { class: "thumbnail" }, picture(embed.thumbnail))),
    ),
    embed.image && picture(embed.image),
    foot(embed),
  );
  if (embed.color) node.style.setProperty("--bar", cssColour(embed.color));
  return node;
}

function linked(address, content) {
  const href = safeLink(address);
  return href ? el("a", { href, target: "_blank", rel: "noopener noreferrer" }, content) : content;
}

function fields(list, markdown) {
  if (!list?.length) return null;
  const field = ({ name, value, inline }) =>
    el(
      "div",
      { class: inline ? "embed-field inline" : "embed-field" },
      el("strong", {}, markdown(name)),
      markdown(value),
    );
  return el("div", { class: "embed-fields" }, list.map(field));
}

function foot({ footer, timestamp }) {
  const when = timestamp ? timeText(new Date(timestamp), "f", new Date()) : "";
  const words = [footer?.text, when].filter(Boolean).join(" · ");
  return words && el("p", { class: "subtext" }, words);
}
