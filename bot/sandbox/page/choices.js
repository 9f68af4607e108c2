/**
 * What may be chosen for an option of a command.
 *
 * @typedef {import("./suggestions.js").Suggestion} Suggestion
 * @typedef {object} Source
 * @property {boolean} strict whether only what is listed may be sent
 * @property {number} waitMs how long to wait for the next key before looking
 * @property {(text: string) => Promise<Suggestion[] | string>} find the choices, or why there are none
 */

import { Kind } from "./commands.js";
import { displayName } from "./room.js";

const AUTOCOMPLETE_WAIT_MS = 180;

/**
 * Where the choices of an option come from; null for plain words and numbers.
 *
 * @param {any} option
 * @param {import("./room.js").Room} room
 * @param {(text: string) => Promise<Suggestion[] | string>} complete asks the bot
 * @returns {Source | null}
 */
export function sourceFor(option, room, complete) {
  if (option.autocomplete) return { strict: false, waitMs: AUTOCOMPLETE_WAIT_MS, find: complete };
  const listed = listedChoices(option, room);
  if (!listed) return null;
  const find = async (text) => {
    if (!listed.length) return "There is nothing to choose here";
    const found = listed.filter(({ label }) => label.toLowerCase().includes(text.trim().toLowerCase()));
    return found.length ? found : "None of the choices fits";
  };
  return { strict: true, waitMs: 0, find };
}

function listedChoices(option, room) {
  if (option.choices?.length) return option.choices.map(({ name, value }) => ({ label: name, value }));
  switch (option.type) {
    case Kind.boolean:
      return [
        { label: "True", value: true },
        { label: "False", value: false },
      ];
    case Kind.user:
    case Kind.mentionable:
      return people(room);
    case Kind.channel:
      return channels(room);
    case Kind.role:
    case Kind.attachment:
      // The stand-in's server has no roles and takes no files.
      return [];
    default:
      return null;
  }
}

/** The people of the server as choices. */
export function people(room) {
  return room.people.map((user) => ({ label: displayName(user), detail: user.username, value: user.id }));
}

/** The channels of the server as choices. */
export function channels(room) {
  return room.channels
    .filter(({ kind }) => kind !== "dm")
    .map(({ id, name, kind }) => ({
      label: `#${name}`,
      detail: kind === "thread" ? "thread" : "",
      value: id,
    }));
}
