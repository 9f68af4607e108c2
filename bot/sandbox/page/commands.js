/**
 * The bot's slash and menu commands: which there are, which fit what was typed. Pure.
 *
 * @typedef {{name: string, description: string, options: any[]}} Command a command that can be sent; `name` is its
 *   whole path, such as "quote search"
 */

export const Kind = Object.freeze({
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
});

const SLASH = 1;
const MESSAGE_MENU = 3;
const IN_SERVER = 0;
const IN_DM = 1;

/**
 * The slash commands that may be used here, with sub-commands spelt out.
 *
 * @param {any[]} registered
 * @param {boolean} inDm
 * @returns {Command[]}
 */
export function slashCommands(registered, inDm) {
  return registered
    .filter((command) => (command.type ?? SLASH) === SLASH && fits(command, inDm))
    .flatMap((command) => leaves(command, command.name))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The names of the commands in a message's menu. */
export function messageMenu(registered, inDm) {
  return registered
    .filter((command) => command.type === MESSAGE_MENU && fits(command, inDm))
    .map(({ name }) => name);
}

function fits(command, inDm) {
  if (Array.isArray(command.contexts)) return command.contexts.includes(inDm ? IN_DM : IN_SERVER);
  return !inDm || command.dm_permission !== false;
}

function leaves(node, name) {
  const options = node.options ?? [];
  const inner = options.filter(({ type }) => type === Kind.subcommand || type === Kind.group);
  if (inner.length) return inner.flatMap((option) => leaves(option, `${name} ${option.name}`));
  const required = options.filter((option) => option.required);
  const optional = options.filter((option) => !option.required);
  return [{ name, description: node.description ?? "", options: [...required, ...optional] }];
}

/**
 * The commands that fit what was typed after the slash, best first.
 *
 * @param {Command[]} commands
 * @param {string} typed
 * @returns {Command[]}
 */
export function matching(commands, typed) {
  const wanted = typed.trim().toLowerCase().replace(/\s+/g, " ");
  return commands
    .map((command) => ({ command, rank: rank(command, wanted) }))
    .filter(({ rank: found }) => found < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .map(({ command }) => command);
}

function rank({ name, description }, wanted) {
  if (name.startsWith(wanted)) return 0;
  if (name.split(/[ -]/).some((word) => word.startsWith(wanted))) return 1;
  if (name.includes(wanted)) return 2;
  if (inOrder(wanted.replace(/ /g, ""), name)) return 3;
  return wanted.length > 2 && description.toLowerCase().includes(wanted) ? 4 : Infinity;
}

/** Whether the letters of `wanted` stand in `name` in this order, beginning with the first. */
function inOrder(wanted, name) {
  if (wanted.length < 3 || wanted[0] !== name[0]) return false;
  let at = 0;
  for (const letter of name) if (letter === wanted[at]) at += 1;
  return at === wanted.length;
}

/**
 * The command that a text spells out, and what was typed for its options; null where it spells none.
 *
 * A text without option names belongs to the first option: "/passage ML 29:22" is understood.
 *
 * @param {Command[]} commands
 * @param {string} text
 * @returns {{command: Command, filled: Record<string, {text: string}>} | null}
 */
export function spelled(commands, text) {
  const longestFirst = [...commands].sort((a, b) => b.name.length - a.name.length);
  const command = longestFirst.find(({ name }) => text === `/${name}` || text.startsWith(`/${name} `));
  return command
    ? { command, filled: spelledOptions(command, text.slice(command.name.length + 1).trim()) }
    : null;
}

function spelledOptions(command, rest) {
  if (!rest || !command.options.length) return {};
  const names = new Set(command.options.map(({ name }) => name));
  const marks = [...rest.matchAll(/(?:^|\s)([\p{L}\p{N}_-]+):\s?/gu)].filter((mark) => names.has(mark[1]));
  if (!marks.length || marks[0].index > 0) return { [command.options[0].name]: { text: rest } };
  const ends = [...marks.slice(1).map((mark) => mark.index), rest.length];
  return Object.fromEntries(
    marks.map((mark, at) => [mark[1], { text: rest.slice(mark.index + mark[0].length, ends[at]).trim() }]),
  );
}
