// Sends events to the player one after another and hands its answers on. It decides nothing.

const RETRY_MS = [300, 1000, 2000, 4000, 8000];

export class Turns {
  // done(event, answer); lost(): another screen leads now; line(up): whether the server can be reached.
  constructor(url, version, { done, lost, line }) {
    Object.assign(this, { url, version, done, lost, line, waiting: [], busy: false });
  }

  // Every event has a name, so that one sent again over a bad line is taken once.
  send(event) {
    this.waiting.push({ ...event, key: crypto.getRandomValues(new Uint32Array(3)).join("-"), ahead: true });
    if (!this.busy) this.#work();
  }

  // Say how far we are. It may fail: the next report or event makes up for it.
  report(at, ahead) {
    if (this.busy || this.waiting.length) return;
    this.waiting.push({ type: "sync", at, ahead });
    this.#work();
  }

  // The page goes away; this is the last it can say.
  leave(event) {
    const body = JSON.stringify({ ...event, version: this.version });
    fetch(`${this.url}/events`, { method: "POST", headers: JSON_TYPE, body, keepalive: true }).catch(() => {});
  }

  async #work() {
    this.busy = true;
    while (this.waiting.length) {
      const event = this.waiting.shift();
      const answer = await this.#post({ ...event, version: this.version });
      if (!answer) continue;
      if (answer.status === 409) {
        this.waiting.length = 0;
        this.lost();
      } else if (answer.ok) {
        const told = await answer.json();
        this.version = told.version;
        this.done(event, told);
      }
    }
    this.busy = false;
  }

  async #post(event) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const body = JSON.stringify(event);
        const answer = await fetch(`${this.url}/events`, { method: "POST", headers: JSON_TYPE, body });
        if (answer.status < 500) {
          this.line(true);
          return answer;
        }
      } catch { /* no network: the same as a server that is away */ }
      this.line(false);
      if (event.type === "sync") return null;
      await new Promise((go) => setTimeout(go, RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]));
    }
  }
}

const JSON_TYPE = { "Content-Type": "application/json" };
