// Airs utterances as WAV through one audio element. When sound fails, the words still take their time.

const WORDS_PER_MINUTE = 145;
const AHEAD = 8;

export class Voice {
  // element: the <audio>; upcoming: URLs in the order of the script; prompts: URLs of the player's own words.
  constructor(element, upcoming, prompts) {
    this.element = element;
    this.upcoming = upcoming;
    this.prompts = prompts;
    this.blobs = new Map();
    this.loading = new Map();
    this.airing = 0;
    this.timer = null;
  }

  // Some browsers play only an element that was started once inside a tap.
  unlock() {
    if (this.unlocked) return;
    this.unlocked = true;
    this.element.src = URL.createObjectURL(silence());
    this.element.play().catch(() => {});
  }

  // Fetch what comes next, in order, so that a cue starts at once.
  async fetchFrom(url) {
    const start = Math.max(0, url ? this.upcoming.indexOf(url) : 0);
    const ticket = (this.ticket = {});
    for (const next of [...this.upcoming.slice(start, start + AHEAD), ...this.prompts]) {
      if (this.ticket !== ticket) return;
      await this.#load(next);
    }
  }

  #load(url) {
    if (!this.loading.has(url)) {
      this.loading.set(url, fetch(url)
        .then((answer) => (answer.ok ? answer.blob() : Promise.reject(new Error(answer.status))))
        .then((blob) => this.blobs.set(url, URL.createObjectURL(blob)))
        .catch(() => this.loading.delete(url)));
    }
    return this.loading.get(url);
  }

  // Air it now, instead of what is on the air; call ended() once when it is over.
  say({ text, tone, url }, ended) {
    this.hush();
    const airing = this.airing;
    const length = tone ? 0.4 : 0.4 + text.split(/\s+/).length * 60 / WORDS_PER_MINUTE;
    const over = () => {
      if (airing !== this.airing) return;
      this.hush();
      ended();
    };
    const silently = () => { if (airing === this.airing) this.#after(length, over); };
    this.element.onended = over;
    this.element.onerror = silently;
    this.element.onplaying = () => this.#after((this.element.duration || 2 * length) + 1.5, over);
    this.element.src = this.blobs.get(url) ?? url;
    this.element.play().catch(silently);
    this.#after(2 * length + 4, over);
    this.fetchFrom(url);
  }

  hush() {
    this.airing += 1;
    clearTimeout(this.timer);
    this.element.onended = this.element.onerror = this.element.onplaying = null;
    this.element.pause();
  }

  #after(seconds, then) {
    clearTimeout(this.timer);
    this.timer = setTimeout(then, seconds * 1000);
  }
}

function silence() {
  const view = new DataView(new ArrayBuffer(44 + 160));
  const put = (at, word) => [...word].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  put(0, "RIFF"); view.setUint32(4, 196, true); put(8, "WAVEfmt "); view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); view.setUint16(22, 1, true); view.setUint32(24, 8000, true);
  view.setUint32(28, 16000, true); view.setUint16(32, 2, true); view.setUint16(34, 16, true);
  put(36, "data"); view.setUint32(40, 160, true);
  return new Blob([view.buffer], { type: "audio/wav" });
}
