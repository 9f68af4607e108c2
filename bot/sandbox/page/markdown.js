/**
 * Discord's markdown, as a tree of plain values. Blocks are here; what stands inside a line is in inline.js.
 *
 * The tree knows no document, so that what a message may contain is decided before anything is drawn.
 *
 * @typedef {import("./inline.js").Inline} Inline
 * @typedef {{type: "paragraph" | "heading" | "subtext", level?: number, children: Inline[]}} Prose
 * @typedef {{type: "quote", blocks: Block[]}} Quote
 * @typedef {{type: "list", ordered: boolean, start: number, items: Item[]}} List
 * @typedef {{children: Inline[], lists: List[]}} Item
 * @typedef {{type: "code", text: string}} Code
 * @typedef {Prose | Quote | List | Code} Block
 * @typedef {{block: Block, next: number}} Found the block, and the line after it
 */

import { parseInline } from "./inline.js";

const LIST_LINE = /^( *)([-*]|\d{1,9}\.) +(\S.*)$/;
const MAX_LIST_DEPTH = 10;

/**
 * Read a message's text.
 *
 * @param {string} source
 * @returns {Block[]}
 */
export function parseMarkdown(source) {
  return parseLines(source.replace(/\r\n?/g, "\n").split("\n"), false);
}

/** Discord has no quote within a quote, so `inQuote` leaves a second `>` as it stands. */
function parseLines(lines, inQuote) {
  const blocks = [];
  let prose = [];
  const endProse = () => {
    const text = trimBlankLines(prose).join("\n");
    if (text) blocks.push({ type: "paragraph", children: parseInline(text) });
    prose = [];
  };
  for (let at = 0; at < lines.length;) {
    const found = heading(lines, at) ?? (inQuote ? null : quote(lines, at)) ?? list(lines, at);
    if (found) {
      endProse();
      blocks.push(found.block);
      at = found.next;
      continue;
    }
    const fence = codeBlock(lines, at);
    if (fence) {
      prose.push(fence.before);
      endProse();
      blocks.push({ type: "code", text: fence.text });
      lines = fence.after ? [fence.after, ...lines.slice(fence.next)] : lines.slice(fence.next);
      at = 0;
      continue;
    }
    prose.push(lines[at]);
    at += 1;
  }
  endProse();
  return blocks;
}

function trimBlankLines(lines) {
  const first = lines.findIndex((line) => line.trim());
  const last = lines.findLastIndex((line) => line.trim());
  return first < 0 ? [] : lines.slice(first, last + 1);
}

/** @returns {Found | null} */
function heading(lines, at) {
  const match = /^(#{1,3}|-#) +(\S.*)$/.exec(lines[at]);
  if (!match) return null;
  const children = parseInline(match[2]);
  const block =
    match[1] === "-#" ? { type: "subtext", children } : { type: "heading", level: match[1].length, children };
  return { block, next: at + 1 };
}

/** @returns {Found | null} */
function quote(lines, at) {
  if (lines[at].startsWith(">>> ")) {
    const rest = [lines[at].slice(4), ...lines.slice(at + 1)];
    return { block: { type: "quote", blocks: parseLines(rest, true) }, next: lines.length };
  }
  let next = at;
  const quoted = [];
  while (next < lines.length && /^>( |$)/.test(lines[next])) {
    // A lone ">" opens nothing by itself, but inside a quote it is an empty line.
    if (next === at && !lines[next].startsWith("> ")) return null;
    quoted.push(lines[next].slice(2));
    next += 1;
  }
  return quoted.length ? { block: { type: "quote", blocks: parseLines(quoted, true) }, next } : null;
}

/** @returns {Found | null} */
function list(lines, at) {
  const rows = [];
  let next = at;
  for (; next < lines.length; next += 1) {
    const match = LIST_LINE.exec(lines[next]);
    if (match)
      rows.push({
        indent: match[1].length,
        ordered: match[2].endsWith("."),
        mark: match[2],
        text: match[3],
        line: next,
      });
    else if (rows.length && /^ {2,}\S/.test(lines[next])) rows.at(-1).text += `\n${lines[next].trim()}`;
    else break;
  }
  if (!rows.length) return null;
  const made = nest(rows, 0);
  return { block: made.list, next: rows[made.next]?.line ?? next };
}

/** Build the list of the rows from `from` on that are indented as it is or deeper; a mark of the other kind ends it. */
function nest(rows, from, depth = 0) {
  const { indent, mark, ordered } = rows[from];
  const made = { type: "list", ordered, start: ordered ? Number.parseInt(mark, 10) : 1, items: [] };
  let at = from;
  while (at < rows.length && rows[at].indent >= indent) {
    if (rows[at].indent > indent && depth < MAX_LIST_DEPTH && at > from) {
      const inner = nest(rows, at, depth + 1);
      made.items.at(-1).lists.push(inner.list);
      at = inner.next;
    } else if (rows[at].ordered !== ordered) {
      break;
    } else {
      made.items.push({ children: parseInline(rows[at].text), lists: [] });
      at += 1;
    }
  }
  return { list: made, next: at };
}

/** A fence may open in the middle of a line, and close in it too. */
function codeBlock(lines, at) {
  const open = /^((?:\\.|[^\\`]|`(?!``))*?)```(.*)$/.exec(lines[at]);
  if (!open) return null;
  const [, before, tail] = open;
  const inside = [tail, ...lines.slice(at + 1)].join("\n");
  const end = inside.indexOf("```");
  if (end <= 0) return null;
  const body = inside.slice(0, end);
  const text = body.replace(/^[\w+#.-]*\n/, "").replace(/\n$/, "");
  const next = at + body.split("\n").length;
  return { before, text, next, after: inside.slice(end + 3).split("\n")[0] };
}
