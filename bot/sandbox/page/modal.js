/** Shows a modal that the bot answered with, and sends what is filled in. */

import { button, el, freshId } from "./dom.js";
import { CROSS, iconButton } from "./icons.js";
import { modalFields } from "./modal-fields.js";

/**
 * @param {{modal: any}} frame
 * @param {import("./components.js").Env} env
 * @param {(fields: Record<string, any>) => Promise<import("./socket.js").Reply>} submit
 */
export function openModal({ modal }, env, submit) {
  const before = document.activeElement;
  const titleId = freshId("modal");
  const fields = modalFields(modal.components, env);
  const failure = el("p", { class: "failure", role: "alert", hidden: true });
  const send = el("button", { type: "submit", class: "button primary" }, "Submit");
  const close = () => dialog.close();
  const form = el(
    "form",
    { class: "modal-form", novalidate: true },
    el(
      "header",
      { class: "modal-head" },
      el("h2", { id: titleId }, modal.title),
      iconButton("Close", CROSS, close),
    ),
    el(
      "div",
      { class: "modal-fields" },
      fields.map(({ node }) => node),
    ),
    failure,
    el("footer", { class: "modal-foot" }, button("button secondary", close, {}, "Cancel"), send),
  );
  const dialog = el("dialog", { class: "modal", "aria-labelledby": titleId }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const filled = readAll(fields);
    if (!filled || send.disabled) return;
    send.disabled = true;
    failure.hidden = true;
    const reply = await submit(filled);
    send.disabled = false;
    if (reply.t !== "failed") {
      close();
      return;
    }
    failure.textContent = `${reply.text}. What you wrote is still here.`;
    failure.hidden = false;
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("input, textarea, .picker")?.focus();
}

/** The values of all fields; null where one is wrong, the first wrong one having the focus. */
function readAll(fields) {
  const read = fields.filter((field) => field.read);
  // Backwards, so that the first wrong field is the last to take the focus.
  const found = [...read].reverse().map((field) => ({ customId: field.customId, ...field.read() }));
  if (found.some(({ error }) => error)) return null;
  return Object.fromEntries(found.reverse().map(({ customId, value }) => [customId, value]));
}
