/** What a member does, sent to the stand-in, with what went wrong shown where it was done. */

export class Acts {
  /**
   * @param {import("./socket.js").Line} line
   * @param {import("./room.js").Room} room
   * @param {object} show
   * @param {import("./log.js").MessageLog["note"]} show.note
   * @param {(frame: any, submit: (fields: any) => Promise<any>) => void} show.modal
   * @param {(command: any, filled: any) => void} show.command opens a command again, filled in
   */
  constructor(line, room, show) {
    this.line = line;
    this.room = room;
    this.show = show;
  }

  /** Send and, where the bot answers with a modal, open it. */
  async send(action) {
    const reply = await this.line.ask(action);
    if (reply.t === "modal") {
      this.show.modal(reply, (fields) => this.send({ do: "submit", modal_id: reply.modal_id, fields }));
    }
    return reply;
  }

  /** Write to the channel that is shown; false where it could not be sent. */
  async say(content, replyTo) {
    const channelId = this.room.active;
    const action = { do: "say", channel_id: channelId, content };
    if (replyTo) action.reply_to = replyTo.id;
    const reply = await this.line.ask(action);
    if (reply.t !== "failed") return true;
    this.show.note(channelId, "Your message was not sent").fail(reply.text);
    return false;
  }

  async slash(command, options, filled) {
    const channelId = this.room.active;
    const note = this.show.note(channelId, `You used /${command.name}`);
    const reply = await this.send({ do: "slash", channel_id: channelId, name: command.name, options });
    if (reply.t === "failed") note.fail(reply.text, () => this.show.command(command, filled));
    else note.done();
  }

  complete(command, options, focused) {
    return this.line.ask({
      do: "autocomplete",
      channel_id: this.room.active,
      name: command.name,
      options,
      focused,
    });
  }

  async menu(name, message) {
    const note = this.show.note(message.channel_id, `You used ${name}`);
    const reply = await this.send({ do: "menu", name, message_id: message.id });
    if (reply.t === "failed") note.fail(reply.text, () => this.menu(name, message));
    else note.done();
  }

  /** Press a button of a message. */
  press(component, node) {
    return this.use(node, { do: "press", custom_id: component.custom_id });
  }

  /** Choose in a select of a message. */
  select(component, node, values) {
    return this.use(node, { do: "select", custom_id: component.custom_id, values });
  }

  /** Use a control: the message rests until the bot has answered, and says so where it did not. */
  async use(node, action) {
    const message = node.closest(".message");
    if (!message || message.classList.contains("busy")) return;
    const { id } = message.dataset;
    setBusy(message, node, true);
    showFailure(message, "");
    const reply = await this.send({ ...action, message_id: id });
    setBusy(message, node, false);
    // The bot may have edited the message meanwhile; then another node stands for it.
    const now = message.isConnected
      ? message
      : document.querySelector(`.message[data-id="${CSS.escape(id)}"]`);
    if (reply.t === "failed" && now) showFailure(now, reply.text);
  }
}

function setBusy(message, node, isBusy) {
  message.classList.toggle("busy", isBusy);
  message.setAttribute("aria-busy", String(isBusy));
  node.classList.toggle("loading", isBusy);
  // Not `disabled`, which would take the focus away from the one who waits.
  for (const control of message.querySelectorAll("[data-custom-id]"))
    control.setAttribute("aria-disabled", String(isBusy));
}

function showFailure(message, text) {
  const line = message.querySelector(".failure");
  line.textContent = text;
  line.hidden = !text;
}
