/** Times as Discord's `<t:…>` styles show them, in the reader's own language and zone. */

const SHAPES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};

const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/**
 * Words for an instant.
 *
 * @param {Date} instant
 * @param {string} style one of Discord's letters; `R` is relative to `now`
 * @param {Date} now
 */
export function timeText(instant, style, now) {
  if (style === "R") return relative(instant, now);
  return new Intl.DateTimeFormat(undefined, SHAPES[style] ?? SHAPES.f).format(instant);
}

function relative(instant, now) {
  const seconds = Math.round((instant.getTime() - now.getTime()) / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

/** Bring the relative times under `root` up to date. */
export function refreshRelativeTimes(root, now) {
  for (const node of root.querySelectorAll("time[data-relative]")) {
    node.textContent = relative(new Date(node.dateTime), now);
  }
}
