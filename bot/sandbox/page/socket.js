/**
 * The page's line to the stand-in: asks with a number, gets the answer of that number, and comes back when it is lost.
 *
 * @typedef {object} Reply
 * @property {"done" | "failed" | "choices" | "modal"} t
 * @property {string} [text] why it failed
 * @property {{name: string, value: string | number}[]} [choices]
 * @property {any} [modal]
 * @property {string} [modal_id]
 */

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 5_000;
// The stand-in answers within Discord's three seconds; this is only for a stand-in that hangs.
const PATIENCE_MS = 15_000;

export class Line {
  /**
   * @param {string} address of the websocket
   * @param {{onFrame: (frame: any) => void, onState: (open: boolean) => void}} listeners
   */
  constructor(address, { onFrame, onState }) {
    this.address = address;
    this.onFrame = onFrame;
    this.onState = onState;
    this.waiting = new Map();
    this.lastRef = 0;
    this.wait = FIRST_WAIT_MS;
    this.retry = 0;
    this.socket = null;
  }

  open() {
    clearTimeout(this.retry);
    const socket = new WebSocket(this.address);
    this.socket = socket;
    socket.addEventListener("open", () => {
      this.wait = FIRST_WAIT_MS;
      this.onState(true);
    });
    socket.addEventListener("message", (event) => this.receive(JSON.parse(event.data)));
    socket.addEventListener("close", () => this.lost(socket));
  }

  /** Try at once instead of waiting, where the line is lost. */
  hurry() {
    if (this.socket?.readyState === WebSocket.CLOSED) this.open();
  }

  /**
   * Send an action and wait for its reply. Never rejects: what goes wrong is a `failed` reply.
   *
   * @param {Record<string, any>} action
   * @returns {Promise<Reply>}
   */
  ask(action) {
    if (this.socket?.readyState !== WebSocket.OPEN) {
      return Promise.resolve({ t: "failed", text: "Not connected to the stand-in" });
    }
    this.lastRef += 1;
    const ref = this.lastRef;
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => this.settle(ref, { t: "failed", text: "The stand-in did not answer" }),
        PATIENCE_MS,
      );
      this.waiting.set(ref, { resolve, timer });
      this.socket.send(JSON.stringify({ ...action, ref }));
    });
  }

  receive(frame) {
    if (frame.ref === undefined) this.onFrame(frame);
    else this.settle(frame.ref, frame);
  }

  settle(ref, reply) {
    const waiting = this.waiting.get(ref);
    if (!waiting) return;
    this.waiting.delete(ref);
    clearTimeout(waiting.timer);
    waiting.resolve(reply);
  }

  lost(socket) {
    if (socket !== this.socket) return;
    for (const ref of [...this.waiting.keys()])
      this.settle(ref, { t: "failed", text: "The connection was lost" });
    this.onState(false);
    this.retry = setTimeout(() => this.open(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }
}
