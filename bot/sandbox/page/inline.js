/**
 * What stands inside a line of Discord's markdown: emphasis, code, links, mentions, times, spoilers.
 *
 * @typedef {"strong" | "emphasis" | "underline" | "strike" | "spoiler"} Style
 * @typedef {{type: "text" | "code", text: string}
 *   | {type: Style, children: Inline[]}
 *   | {type: "link", href: string, children: Inline[]}
 *   | {type: "user" | "role" | "channel", id: string}
 *   | {type: "command" | "emoji", name: string}
 *   | {type: "time", seconds: number, style: string}} Inline
 */

import { safeLink } from "./links.js";

/** Longer marks first: `**` must not be read as two `*`. */
const MARKS = [
  ["**", "strong"],
  ["__", "underline"],
  ["~~", "strike"],
  ["||", "spoiler"],
  ["*", "emphasis"],
  ["_", "emphasis"],
];
const MAX_DEPTH = 10;
const LONGEST_RUN = 3;
const WORD = /[\p{L}\p{N}_]/u;

const ANGLED = [
  [/<@!?(\d{1,20})>/y, (m) => ({ type: "user", id: m[1] })],
  [/<@&(\d{1,20})>/y, (m) => ({ type: "role", id: m[1] })],
  [/<#(\d{1,20})>/y, (m) => ({ type: "channel", id: m[1] })],
  [/<\/([^:<>\n]{1,100}):\d{1,20}>/y, (m) => ({ type: "command", name: m[1] })],
  [/<a?:(\w{2,32}):\d{1,20}>/y, (m) => ({ type: "emoji", name: m[1] })],
  [/<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/y, timeNode],
  [/<(https?:\/\/[^\s<>]+)>/y, (m) => linkNode(m[1], [{ type: "text", text: m[1] }])],
];

/**
 * Read a run of text.
 *
 * @param {string} text
 * @returns {Inline[]}
 */
export function parseInline(text) {
  return new Scanner(text, 0, false).run();
}

/** Reads one slice of text from left to right. */
class Scanner {
  constructor(text, depth, inLink) {
    this.text = text;
    this.depth = depth;
    this.inLink = inLink;
    this.at = 0;
    this.plain = "";
    this.nodes = [];
    // A mark that found no end from here will find none further on: this keeps hostile text linear.
    this.unclosed = new Set();
  }

  run() {
    while (this.at < this.text.length) {
      const found = this.next();
      if (found) {
        this.endPlain();
        this.nodes.push(found.node);
        this.at = found.end;
      } else {
        this.plain += this.text[this.at];
        this.at += 1;
      }
    }
    this.endPlain();
    return this.nodes;
  }

  endPlain() {
    if (this.plain) this.nodes.push({ type: "text", text: this.plain });
    this.plain = "";
  }

  /** What begins here, with where it ends; null where it is a plain character. */
  next() {
    const char = this.text[this.at];
    if (char === "\\") return this.escaped();
    if (char === "`") return this.code();
    if (char === "<") return this.angled();
    if (char === "[" && !this.inLink) return this.maskedLink();
    if (char === "h" && !this.inLink) return this.bareLink();
    if ("*_~|".includes(char)) return this.styled();
    return null;
  }

  escaped() {
    const next = this.text[this.at + 1];
    if (next === undefined || /[\p{L}\p{N}\s]/u.test(next)) return null;
    // Not a node of its own: an escaped character is plain text.
    this.at += 1;
    return null;
  }

  code() {
    const run = this.text.startsWith("``", this.at) ? "``" : "`";
    const from = this.at + run.length;
    const end = this.closing(run, from, () => this.text.indexOf(run, from));
    if (end <= from) return null;
    return {
      node: { type: "code", text: this.text.slice(from, end).replace(/\n/g, " ") },
      end: end + run.length,
    };
  }

  angled() {
    for (const [pattern, make] of ANGLED) {
      pattern.lastIndex = this.at;
      const match = pattern.exec(this.text);
      const node = match && make(match);
      if (node) return { node, end: pattern.lastIndex };
    }
    return null;
  }

  bareLink() {
    if (this.at > 0 && WORD.test(this.text[this.at - 1])) return null;
    const pattern = /https?:\/\/[^\s<]+/y;
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (!match) return null;
    const address = withoutTrailingPunctuation(match[0]);
    const node = linkNode(address, [{ type: "text", text: address }]);
    return node && { node, end: this.at + address.length };
  }

  maskedLink() {
    const from = this.at + 1;
    const end = this.closing("]", from, () => this.find("]", from));
    if (end <= from) return null;
    const pattern = /\]\(<?(https?:\/\/(?:[^\s()<>]|\([^\s()<>]*\))+)>?(?: "[^"\n]*")?\)/y;
    pattern.lastIndex = end;
    const match = pattern.exec(this.text);
    if (!match) return null;
    const node = linkNode(match[1], this.inside(from, end, true));
    return node && { node, end: pattern.lastIndex };
  }

  styled() {
    const length = runLength(this.text, this.at);
    // "****" is four stars: a run that is longer than any mark opens nothing.
    if (length > LONGEST_RUN) {
      const end = this.at + length;
      return { node: { type: "text", text: this.text.slice(this.at, end) }, end };
    }
    for (const [mark, type] of MARKS) {
      if (!this.text.startsWith(mark, this.at) || !this.mayOpen(mark)) continue;
      const from = this.at + mark.length;
      const end = this.closing(mark, from, () => this.find(mark, from));
      if (end <= from) continue;
      return { node: { type, children: this.inside(from, end, this.inLink) }, end: end + mark.length };
    }
    return null;
  }

  mayOpen(mark) {
    if (this.depth >= MAX_DEPTH) return false;
    const after = this.text[this.at + mark.length] ?? " ";
    if (mark === "*") return !/\s/.test(after);
    // snake_case_names are not emphasis.
    if (mark === "_") return !(this.at > 0 && WORD.test(this.text[this.at - 1]));
    return true;
  }

  inside(from, end, inLink) {
    return new Scanner(this.text.slice(from, end), this.depth + 1, inLink).run();
  }

  closing(mark, from, find) {
    if (this.unclosed.has(mark)) return -1;
    const end = find();
    if (end < 0) this.unclosed.add(mark);
    return end;
  }

  /** Where `mark` next stands from `from` on, outside escapes and code; -1 where it does not. */
  find(mark, from) {
    for (let at = from; at < this.text.length; at += 1) {
      if (this.text[at] === "\\") at += 1;
      else if (this.text[at] === "`") at = this.afterCode(at);
      else if (mark === "]" && this.text[at] === "]") return at;
      else if (this.text[at] === mark[0]) {
        const length = runLength(this.text, at);
        const end = closeInRun(mark, at, length);
        if (end > from && this.mayClose(mark, end)) return end;
        at += length - 1;
      }
    }
    return -1;
  }

  /** The last character of the code that opens at `at`, or `at` itself where it opens none. */
  afterCode(at) {
    const run = this.text.startsWith("``", at) ? "``" : "`";
    const end = this.text.indexOf(run, at + run.length);
    return end < 0 ? at : end + run.length - 1;
  }

  mayClose(mark, end) {
    if (mark === "*") return !/\s/.test(this.text[end - 1]);
    if (mark === "_") return !WORD.test(this.text[end + 1] ?? " ");
    return true;
  }
}

function runLength(text, at) {
  let end = at;
  while (text[end] === text[at]) end += 1;
  return end - at;
}

/** Where in a run of `length` equal characters the mark closes; the innermost marks of a run come first. */
function closeInRun(mark, at, length) {
  if (mark.length === 2) return length >= 2 ? at + length - 2 : -1;
  return length % 2 === 1 ? at + length - 1 : -1;
}

function withoutTrailingPunctuation(address) {
  let end = address.length;
  while (/[.,:;!?"'*_~|\])]/.test(address[end - 1])) {
    if (address[end - 1] === ")" && address.slice(0, end).includes("(")) break;
    end -= 1;
  }
  return address.slice(0, end);
}

function linkNode(address, children) {
  const href = safeLink(address);
  return href && { type: "link", href, children };
}

function timeNode(match) {
  const seconds = Number(match[1]);
  // Beyond this JavaScript has no date.
  return Math.abs(seconds) > 8.64e12 ? null : { type: "time", seconds, style: match[2] ?? "f" };
}
