/** Where the page is put together. */

import { Acts } from "./acts.js";
import { Channels } from "./channels.js";
import { messageMenu, slashCommands } from "./commands.js";
import { Composer } from "./composer.js";
import { MessageLog } from "./log.js";
import { markdown } from "./markdown-dom.js";
import { openMenu } from "./menu.js";
import { openModal } from "./modal.js";
import { displayName, Room } from "./room.js";
import { Line } from "./socket.js";
import { refreshRelativeTimes } from "./time.js";
import { Typing } from "./typing.js";
import { Welcome } from "./welcome.js";

const RELATIVE_TIMES_MS = 20_000;

const at = (id) => document.getElementById(id);
const room = new Room();
const line = new Line(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/page/socket`, {
  onFrame: (frame) => room.apply(frame),
  onState: showConnection,
});

const names = {
  user: (id) => room.userName(id),
  channel: (id) => room.channelName(id),
  openChannel: (id) => room.enter(id),
  openCommand: (name) => withCommand(name, (command) => composer.enterCommand(command)),
};

const acts = new Acts(line, room, {
  note: (channelId, words) => log.note(channelId, words),
  modal: (frame, submit) => openModal(frame, env, submit),
  command: (command, filled) => composer.enterCommand(command, filled),
});

const env = {
  room,
  names,
  markdown: (text) => markdown(text, names),
  press: (component, node) => acts.press(component, node),
  select: (component, node, values) => acts.select(component, node, values),
  menu: showMenu,
  reply: (message) => composer.startReplying(message),
  dismiss: (message) => room.dismiss(message),
  jump: (id) => log.jump(id),
  leave: () => composer.field,
  openThread,
  isMenuCommand: (name) => messageMenu(room.commands, room.inDm).includes(name),
};

new Channels(
  { server: at("server"), list: at("channels"), title: at("title"), presence: at("presence") },
  room,
);
new Typing(at("typing"), room);
const log = new MessageLog({ scroller: at("scroller"), list: at("log"), newest: at("newest") }, room, env);
const composer = new Composer(at("composer"), {
  room,
  say: sayHere,
  slash: (command, options, filled) => acts.slash(command, options, filled),
  complete: (command, options, focused) => acts.complete(command, options, focused),
});
new Welcome({ full: at("welcome"), row: at("ideas") }, room, {
  command: (name) => findCommand(name),
  run: runIdea,
  say: (text, fill) => (fill ? composer.write(text) : sayHere(text, null)),
});

room.addEventListener("bot", showBanner);
room.addEventListener("hello", showBanner);
addEventListener("online", () => line.hurry());
document.addEventListener("visibilitychange", () => document.hidden || line.hurry());
setInterval(() => refreshRelativeTimes(document, new Date()), RELATIVE_TIMES_MS);
line.open();

function findCommand(name) {
  return slashCommands(room.commands, room.inDm).find((command) => command.name === name);
}

function withCommand(name, act) {
  const command = findCommand(name);
  if (command) act(command);
}

function runIdea(command, words, fill) {
  const [first] = command.options;
  const filled = first && words ? { [first.name]: { text: words } } : {};
  if (fill) {
    composer.enterCommand(command, filled);
    return;
  }
  acts.slash(command, first && words ? { [first.name]: words } : {}, filled);
  composer.field.focus();
}

async function sayHere(content, replyTo) {
  const { active, inDm, botUser } = room;
  const sent = await acts.say(content, replyTo);
  const named =
    content.toLowerCase().includes(`@${displayName(botUser).toLowerCase()}`) ||
    content.includes(`<@${botUser.id}>`);
  if (sent && !inDm && !named && !room.isBot(replyTo?.author)) {
    const name = displayName(botUser);
    const words = `${name} sees only what mentions it: begin with @${name}, or reply to one of its messages.`;
    log.hint(active, words);
  }
  return sent;
}

function showMenu(message, where) {
  const own = [
    { label: "Reply", act: () => composer.startReplying(message) },
    { label: "Copy text", act: () => navigator.clipboard?.writeText(textOf(message)) },
  ];
  const fromBot = messageMenu(room.commands, room.inDm).map((name) => ({
    label: name,
    act: () => acts.menu(name, message),
  }));
  openMenu("Message", [...fromBot, ...own], where);
}

function textOf(message) {
  const inside = (list) =>
    (list ?? []).flatMap((component) => [component.content, ...inside(component.components)]);
  return [message.content, ...inside(message.components)].filter(Boolean).join("\n");
}

function openThread(thread) {
  if (!room.channel(thread.id))
    room.apply({ t: "channel", channel: { id: thread.id, name: thread.name, kind: "thread" } });
  room.enter(thread.id);
}

let connected = true;

function showConnection(open) {
  connected = open;
  showBanner();
}

function showBanner() {
  const banner = at("banner");
  const text = !connected
    ? "The connection to the stand-in is lost. Trying again…"
    : room.bot && !room.online
      ? "Lector is offline: commands will not be answered until it is back."
      : "";
  banner.textContent = text;
  banner.hidden = !text;
}
