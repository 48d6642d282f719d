// The session's own clock, in seconds: the sound card's, so that what is heard, counted and reported is one time.
// It stands while the audio context stands (a sleeping phone, a call), so time away is never worked time.

const KEEP_S = 0.25;

export class Clock {
  // atLeast: the server's time of this session; after a reload the clock goes on from the later of the two.
  constructor(name, atLeast) {
    this.key = `afterrun.clock.${name}`;
    this.context = makeContext();
    this.base = Math.max(Number(sessionStorage.getItem(this.key)) || 0, atLeast) - this.#time();
    this.kept = 0;
  }

  #time() { return this.context ? this.context.currentTime : performance.now() / 1000; }

  now() {
    const at = this.base + this.#time();
    if (at - this.kept > KEEP_S) {
      this.kept = at;
      sessionStorage.setItem(this.key, String(at));
    }
    return at;
  }

  // The audio context's time for a time of this clock.
  heardAt(at) { return at - this.base; }

  // Go back to `at`: an answer that came late was meant for then.
  backTo(at) { this.base -= Math.max(0, this.now() - at); }

  runs() { return !this.context || this.context.state === "running"; }

  // Inside a tap: from here on sound is allowed. Without a sound device the wall clock takes over.
  async wake() {
    if (this.runs()) return;
    const late = new Promise((go) => setTimeout(go, 700));
    await Promise.race([this.context.resume().catch(() => {}), late]);
    if (this.runs()) return;
    const at = this.now();
    this.context = null;
    this.base = at - this.#time();
  }
}

function makeContext() {
  try {
    return new AudioContext({ latencyHint: "interactive" });
  } catch {
    return null;
  }
}
