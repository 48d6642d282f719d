// Sends events to the player one after another and hands its commands on. It decides nothing.

const RETRY_MS = [300, 1000, 2000, 4000, 8000];

export class Turns {
  // done(event, answer): commands to carry out. lost(): somebody else was faster, look again.
  // line(up): whether the server can be reached.
  constructor(url, { done, lost, line }) {
    Object.assign(this, { url, done, lost, line, waiting: [], busy: false });
  }

  send(event) {
    this.waiting.push(event);
    if (!this.busy) this.#work();
  }

  async #work() {
    this.busy = true;
    while (this.waiting.length) {
      const event = this.waiting.shift();
      const answer = await this.#post(event);
      if (answer.status === 409) {
        this.waiting.length = 0;
        await this.lost();
      } else if (answer.ok) {
        this.done(event, await answer.json());
      }
    }
    this.busy = false;
  }

  async #post(event) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const answer = await fetch(`${this.url}/events`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(event),
        });
        if (answer.status < 500) {
          this.line(true);
          return answer;
        }
      } catch { /* no network: the same as a server that is away */ }
      this.line(false);
      await new Promise((go) => setTimeout(go, RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]));
    }
  }
}
