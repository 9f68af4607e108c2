/**
 * What the page knows: the server, its channels, who is there, the bot's commands and the messages.
 *
 * Frames go in by `apply`; a view listens for the event that has the frame's name. Nothing here touches the document.
 */

const EPHEMERAL = 64;
const THINKING = 128;
const COMPONENTS_V2 = 32768;

/** Whether only I can see the message. */
export const isPrivate = (message) => Boolean(message.flags & EPHEMERAL);

/** Whether the message is made of Components V2 alone. */
export const isOfComponents = (message) => Boolean(message.flags & COMPONENTS_V2);

/** Whether the message is the bot's promise of an answer. */
export const isThinking = (message) =>
  Boolean(message.flags & THINKING) &&
  !message.content &&
  !message.components?.length &&
  !message.embeds?.length;

export class Room extends EventTarget {
  constructor() {
    super();
    this.server = { id: "", name: "" };
    this.me = null;
    this.bot = null;
    this.online = false;
    this.commands = [];
    this.channels = [];
    this.active = "";
    this.unread = new Set();
    /** @type {Map<string, Map<string, any>>} messages by id, by channel */
    this.messages = new Map();
    this.dismissed = new Set();
  }

  /** Take in a frame that is not the reply to an action. */
  apply(frame) {
    const take = {
      hello: () => this.greet(frame),
      commands: () => (this.commands = frame.commands),
      bot: () => (this.online = frame.online),
      message: () => this.keep(frame.message),
      message_update: () => this.keep(frame.message),
      message_delete: () => this.messages.get(frame.channel_id)?.delete(frame.id),
      channel: () => this.addChannel(frame.channel),
      typing: () => {},
    }[frame.t];
    if (!take) return;
    take();
    this.tell(frame.t, frame);
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  greet(hello) {
    this.server = hello.server;
    this.me = hello.me;
    this.bot = hello.bot;
    this.online = hello.bot.online;
    this.commands = hello.commands;
    // Threads are told one by one after the greeting; the one that is shown must outlive a lost connection.
    const threads = this.channels.filter(({ id, kind }) => kind === "thread" && hello.messages?.[id]);
    this.channels = hello.channels;
    threads.forEach((thread) => this.addChannel(thread));
    this.messages = new Map();
    for (const [id, list] of Object.entries(hello.messages ?? {})) {
      this.messages.set(id, new Map(list.map((message) => [message.id, message])));
    }
    if (!this.channel(this.active)) this.active = this.channels[0]?.id ?? "";
  }

  keep(message) {
    if (!this.messages.has(message.channel_id)) this.messages.set(message.channel_id, new Map());
    const known = this.messages.get(message.channel_id);
    if (!known.has(message.id) && message.channel_id !== this.active) this.unread.add(message.channel_id);
    known.set(message.id, message);
  }

  addChannel(channel) {
    const at = this.channels.findIndex(({ id }) => id === channel.id);
    if (at < 0) this.channels.push(channel);
    else this.channels[at] = channel;
  }

  /** Show another channel. */
  enter(id) {
    if (!this.channel(id) || id === this.active) return;
    this.active = id;
    this.unread.delete(id);
    this.tell("enter", { id });
  }

  /** Put away a message that only I can see. */
  dismiss(message) {
    this.dismissed.add(message.id);
    this.tell("message_delete", { channel_id: message.channel_id, id: message.id });
  }

  channel(id) {
    return this.channels.find((channel) => channel.id === id);
  }

  get here() {
    return this.channel(this.active);
  }

  get inDm() {
    return this.here?.kind === "dm";
  }

  isBot(user) {
    return user?.id === this.botUser?.id;
  }

  /** The contract lets the bot's user stand in a field of its own or be the object itself. */
  get botUser() {
    return this.bot?.user ?? this.bot;
  }

  /** The messages of a channel that I have not put away, oldest first. */
  messagesOf(id) {
    return [...(this.messages.get(id)?.values() ?? [])].filter((message) => !this.dismissed.has(message.id));
  }

  find(id) {
    for (const list of this.messages.values()) if (list.has(id)) return list.get(id);
    return undefined;
  }

  /** The people one has met here, for fields that ask for a member. */
  get people() {
    const authors = [...this.messages.values()].flatMap((list) =>
      [...list.values()].map(({ author }) => author),
    );
    const met = new Map([this.me, this.botUser, ...authors].filter(Boolean).map((user) => [user.id, user]));
    return [...met.values()];
  }

  userName(id, mentioned = []) {
    const user = [...this.people, ...mentioned].find((known) => known.id === id);
    return user ? displayName(user) : "unknown member";
  }

  channelName(id) {
    return this.channel(id)?.name ?? "unknown channel";
  }
}

/** What a user is called. */
export function displayName(user) {
  return user?.global_name || user?.username || "Someone";
}
