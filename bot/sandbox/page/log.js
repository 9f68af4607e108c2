/** The messages of the channel that is shown: adds, replaces and removes them, and follows the newest. */

import { el, refill, textButton } from "./dom.js";
import { messageNode } from "./message.js";

const TOGETHER_MS = 5 * 60_000;
// How near the end still counts as reading the newest.
const NEAR_END = 80;
const PENDING_SHOWN_AFTER_MS = 250;

export class MessageLog {
  /**
   * @param {{scroller: HTMLElement, list: HTMLElement, newest: HTMLElement}} nodes
   * @param {import("./room.js").Room} room
   * @param {import("./message.js").MessageEnv} env
   */
  constructor({ scroller, list, newest }, room, env) {
    this.scroller = scroller;
    this.list = list;
    this.newest = newest;
    this.room = room;
    this.env = env;
    this.following = true;
    /** @type {Map<string, Set<HTMLElement>>} notices of what I did, by channel */
    this.notes = new Map();
    this.listen();
  }

  listen() {
    const { room } = this;
    room.addEventListener("hello", () => this.draw());
    room.addEventListener("enter", () => this.draw());
    room.addEventListener("message", ({ detail }) => this.add(detail.message));
    room.addEventListener("message_update", ({ detail }) => this.replace(detail.message));
    room.addEventListener("message_delete", ({ detail }) => this.remove(detail.id));
    this.scroller.addEventListener("scroll", () => this.scrolled());
    this.newest.addEventListener("click", () => this.follow());
    // Images that load late and answers that grow must not push the newest out of sight.
    const grown = new ResizeObserver(() => this.following && this.toEnd());
    grown.observe(this.list);
    grown.observe(this.scroller);
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("focusin", (event) => this.markStop(event.target.closest("article")));
  }

  draw() {
    // Coming to a channel, its old messages are not news to be read aloud.
    this.list.setAttribute("aria-live", "off");
    const messages = this.room.messagesOf(this.room.active);
    const nodes = messages.map((message, at) => this.make(message, messages[at - 1]));
    refill(this.list, nodes, [...(this.notes.get(this.room.active) ?? [])]);
    this.markStop(nodes.at(-1));
    this.follow();
    requestAnimationFrame(() => this.list.setAttribute("aria-live", "polite"));
  }

  make(message, before) {
    const compact =
      before?.author.id === message.author.id &&
      (before.type ?? 0) !== 18 &&
      Date.parse(message.timestamp) - Date.parse(before.timestamp) < TOGETHER_MS;
    return messageNode(message, this.env, { compact });
  }

  add(message) {
    if (message.channel_id !== this.room.active) return;
    if (this.node(message.id)) {
      this.replace(message);
      return;
    }
    const before = this.room.messagesOf(message.channel_id).at(-2);
    const apart = !this.list.lastElementChild?.matches("article");
    const node = this.make(message, apart ? undefined : before);
    this.list.append(node);
    this.markStop(node);
    if (message.author.id === this.room.me.id) this.follow();
    this.announceBelow();
  }

  replace(message) {
    const old = this.node(message.id);
    if (!old) return;
    const node = messageNode(message, this.env, { compact: old.classList.contains("compact") });
    const held = heldFocus(old);
    node.tabIndex = old.tabIndex;
    old.replaceWith(node);
    held?.(node);
    this.announceBelow();
  }

  remove(id) {
    const node = this.node(id);
    if (!node) return;
    const neighbour = node.nextElementSibling ?? node.previousElementSibling;
    const hadFocus = node.contains(document.activeElement);
    node.remove();
    if (hadFocus && neighbour?.matches("article")) neighbour.focus();
    this.markStop(neighbour?.closest("article"));
  }

  node(id) {
    return [...this.list.children].find((child) => child.dataset.id === id);
  }

  /** Show a message that another points at. */
  jump(id) {
    const node = this.node(id);
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    node.focus({ preventScroll: true });
    node.classList.remove("pointed");
    requestAnimationFrame(() => node.classList.add("pointed"));
  }

  /**
   * Say in the log what I am doing, until it is done or has failed.
   *
   * @param {string} channelId
   * @param {string} words
   * @returns {{done: () => void, fail: (why: string, again?: () => void) => void}}
   */
  note(channelId, words) {
    const node = el(
      "div",
      { class: "note" },
      el("p", {}, words, el("span", { class: "subtext" }, " · sending…")),
    );
    const timer = setTimeout(() => this.keepNote(channelId, node), PENDING_SHOWN_AFTER_MS);
    const done = () => {
      clearTimeout(timer);
      this.notes.get(channelId)?.delete(node);
      node.remove();
    };
    const fail = (why, again) => {
      const retry = () => {
        done();
        again();
      };
      const ways = el("p", {}, again && textButton("Try again", retry), textButton("Dismiss", done));
      node.classList.add("failed");
      refill(node, el("p", {}, words), el("p", { class: "failure" }, why), ways);
      clearTimeout(timer);
      this.keepNote(channelId, node);
    };
    return { done, fail };
  }

  /** Give a hint in the log, in the place of one of the same words. */
  hint(channelId, words) {
    const kept = this.notes.get(channelId) ?? new Set();
    for (const node of kept) {
      if (node.textContent !== words) continue;
      kept.delete(node);
      node.remove();
    }
    this.keepNote(channelId, el("div", { class: "note hint" }, el("p", {}, words)));
  }

  /** Keep a remark in the log, at its place among the messages. */
  keepNote(channelId, node) {
    if (!this.notes.has(channelId)) this.notes.set(channelId, new Set());
    this.notes.get(channelId).add(node);
    if (channelId === this.room.active) this.list.append(node);
    this.announceBelow();
  }

  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.following = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (this.following) this.newest.hidden = true;
  }

  announceBelow() {
    if (this.following) this.toEnd();
    else this.newest.hidden = false;
  }

  follow() {
    this.following = true;
    this.newest.hidden = true;
    this.toEnd();
  }

  toEnd() {
    // An empty channel shows what to try, and is read from its head.
    if (!this.list.childElementCount) return;
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** Make one message the log's stop for the Tab key; the arrow keys go on from it. */
  markStop(node) {
    if (!node) return;
    for (const other of this.list.querySelectorAll("article[tabindex='0']")) other.tabIndex = -1;
    node.tabIndex = 0;
  }

  key(event) {
    const message = event.target.closest("article");
    if (!message || event.defaultPrevented) return;
    const inTools = event.target.closest(".tools");
    if (event.target !== message && !inTools) return;
    const to = {
      ArrowUp: () => neighbour(message, "previousElementSibling"),
      ArrowDown: () => neighbour(message, "nextElementSibling"),
      ArrowRight: () =>
        (inTools && event.target.nextElementSibling) || message.querySelector(".tools button"),
      ArrowLeft: () => (inTools && event.target.previousElementSibling) || message,
      Escape: () => (inTools ? message : this.env.leave()),
    }[event.key]?.();
    if (!to) return;
    event.preventDefault();
    to.focus();
  }
}

function neighbour(node, way) {
  let next = node[way];
  while (next && !next.matches("article")) next = next[way];
  return next;
}

/**
 * What gives the focus back after a message is drawn anew: to the control with the same id, or, since a card's buttons
 * carry their state in their ids, to the one in the same place.
 *
 * @returns {((node: HTMLElement) => void) | null}
 */
function heldFocus(old) {
  const held = document.activeElement;
  if (!old.contains(held)) return null;
  const id = held.dataset.customId;
  const place = [...old.querySelectorAll("[data-custom-id]")].indexOf(held);
  return (node) => {
    const controls = [...node.querySelectorAll("[data-custom-id]")];
    const same = controls.find((control) => id && control.dataset.customId === id) ?? controls[place];
    (same && !same.disabled ? same : node).focus({ preventScroll: true });
  };
}
