/**
 * Draws one message.
 *
 * @typedef {import("./components.js").Env & {
 *   names: import("./markdown-dom.js").Names, jump: (id: string) => void, dismiss: (message: any) => void,
 *   menu: (message: any, at: {x: number, y: number} | HTMLElement) => void, reply: (message: any) => void,
 *   openThread: (thread: any) => void, isMenuCommand: (name: string) => boolean}} MessageEnv
 */

import { components } from "./components.js";
import { button, el, textButton } from "./dom.js";
import { embedNode } from "./embeds.js";
import { BACK, DOTS, icon, iconButton } from "./icons.js";
import { fileLink, picture } from "./media.js";
import { displayName, isOfComponents, isPrivate, isThinking } from "./room.js";
import { timeText } from "./time.js";

// A message's kind in Discord's terms; others are notices, such as "started a thread".
const WRITTEN = new Set([0, 19, 20, 23]);
const LONGEST_PREVIEW = 140;

/**
 * @param {any} message
 * @param {MessageEnv} env
 * @param {{compact?: boolean}} [options] `compact`: leave out the author, who also wrote the message before
 * @returns {HTMLElement}
 */
export function messageNode(message, env, { compact = false } = {}) {
  if (!WRITTEN.has(message.type ?? 0)) return notice(message, env);
  const above = origin(message, env);
  const isCompact = compact && !above;
  const node = el(
    "article",
    {
      class: "message",
      tabindex: -1,
      data: { id: message.id },
      "aria-label": `${displayName(message.author)}, ${clock(message)}`,
    },
    above,
    !isCompact && avatar(message.author, env),
    el(
      "div",
      { class: "message-body" },
      !isCompact && head(message, env),
      body(message, env),
      foot(message, env),
    ),
    tools(message, env),
  );
  node.classList.toggle("compact", isCompact);
  node.classList.toggle("private", isPrivate(message));
  node.addEventListener("contextmenu", (event) => {
    // On a link or a selection the browser's own menu is of more use; a long touch selects.
    if (event.pointerType === "touch" || event.target.closest("a") || String(getSelection())) return;
    event.preventDefault();
    env.menu(message, { x: event.clientX, y: event.clientY });
  });
  return node;
}

function notice(message, env) {
  const words = `${displayName(message.author)}: ${message.content || "a notice from Discord"}`;
  const props = { class: "message notice", data: { id: message.id } };
  return el("article", props, el("p", {}, words), threadChip(message, env));
}

function clock(message) {
  return timeText(new Date(message.timestamp), "t", new Date());
}

/** The line above a message that says what it answers. */
function origin(message, env) {
  const { interaction_metadata: used, referenced_message: answered } = message;
  const name = used?.name ?? message.interaction?.name;
  if (name) {
    const who = used?.user ?? message.interaction?.user;
    const by = !who || who.id === env.room.me?.id ? "You" : displayName(who);
    return el(
      "p",
      { class: "origin" },
      `${by} used `,
      el("strong", {}, env.isMenuCommand(name) ? name : `/${name}`),
    );
  }
  if (answered) return replyLine(answered, env);
  if (message.type === 19) return el("p", { class: "origin" }, "In reply to a message that was deleted");
  return null;
}

function replyLine(answered, env) {
  // Drawn and read back, so that neither marks nor ids show in the line.
  const words = env.markdown(answered.content || firstText(answered.components)).textContent || "a card";
  const line = words.length > LONGEST_PREVIEW ? `${words.slice(0, LONGEST_PREVIEW)}…` : words;
  return button(
    "origin",
    () => env.jump(answered.id),
    {},
    icon(BACK),
    el("strong", {}, displayName(answered.author)),
    el("span", { class: "origin-words" }, line),
  );
}

function firstText(list) {
  for (const component of list ?? []) {
    const text = component.content ?? firstText(component.components);
    if (text) return text;
  }
  return "";
}

function avatar(user, env) {
  if (env.room.isBot(user)) return el("img", { class: "avatar", src: "/page/icon.svg", alt: "" });
  return el("span", { class: "avatar letter", "aria-hidden": "true" }, displayName(user)[0].toUpperCase());
}

function head(message, env) {
  const { author, timestamp } = message;
  const instant = new Date(timestamp);
  return el(
    "header",
    { class: "message-head" },
    el("strong", { class: "author" }, displayName(author)),
    (author.bot || env.room.isBot(author)) && el("span", { class: "badge" }, "bot"),
    el("time", { datetime: timestamp, title: timeText(instant, "F", instant) }, clock(message)),
  );
}

function body(message, env) {
  if (isThinking(message)) {
    return el(
      "p",
      { class: "thinking" },
      el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")),
      `${displayName(message.author)} is thinking…`,
    );
  }
  return [
    message.content && env.markdown(message.content),
    // A message of components shows a file where a component names it, and nowhere else.
    !isOfComponents(message) && (message.attachments ?? []).map(attachment),
    (message.embeds ?? []).map((embed) => embedNode(embed, env.markdown)),
    components(message.components, env),
  ];
}

function attachment(file) {
  if (file.content_type?.startsWith("image/")) return el("div", { class: "gallery" }, picture(file, file));
  return fileLink({ url: file.url, name: file.filename, size: file.size });
}

function foot(message, env) {
  return [
    message.edited_timestamp && message.content && el("span", { class: "subtext" }, "(edited)"),
    threadChip(message, env),
    isPrivate(message) &&
      el(
        "p",
        { class: "subtext private-note" },
        "Only you can see this · ",
        textButton("Dismiss", () => env.dismiss(message)),
      ),
    el("p", { class: "failure", role: "alert", hidden: true }),
  ];
}

function threadChip({ thread }, env) {
  if (!thread) return null;
  const words = [el("span", {}, "Thread"), el("strong", {}, thread.name)];
  return button("thread-chip", () => env.openThread(thread), {}, words);
}

function tools(message, env) {
  const tool = (label, path, act) => {
    // Reached with the arrow keys from the message, or a long log would be a hundred stops of the Tab key.
    const node = iconButton(label, path, () => act(node), { tabindex: -1, title: label });
    return node;
  };
  return el(
    "div",
    { class: "tools" },
    !isPrivate(message) && tool("Reply", BACK, () => env.reply(message)),
    tool("More", DOTS, (node) => env.menu(message, node)),
  );
}
