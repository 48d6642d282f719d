// Puts every sound on the audio clock, ahead of time. No timer decides when anything is heard.

const AHEAD_S = 90; // beyond what a hidden page's slowest timer may oversleep
const DUCKED = 0.15;
const KEPT = 160; // decoded sounds: some 30 MB

export class Voice {
  // silent(yes): whether a sound that was wanted is not to be had.
  constructor(clock, { silent }) {
    Object.assign(this, { clock, silent, sounds: new Map(), plan: [], airing: [] });
    this.volume = clock.context?.createGain();
    this.volume?.connect(clock.context.destination);
  }

  mute(yes) { this.muted = yes; this.#loud(); }

  // Somebody speaks through our words: they go low, so that the rest is heard.
  duck(yes) { if (this.ducked !== yes) { this.ducked = yes; this.#loud(); } }

  #loud() {
    if (this.volume) this.volume.gain.value = this.muted ? 0 : this.ducked ? DUCKED : 1;
  }

  // What will be heard, in order: {at, url}. What was planned before and has not begun is forgotten.
  set(plan) {
    this.#drop((one) => !one.begun());
    if (plan.length && plan[0].at <= this.clock.now() + 0.5) this.#drop(() => true, plan[0].at);
    this.plan = plan;
    this.fill();
  }

  add(plan) {
    this.plan.push(...plan);
    this.fill();
  }

  hush() {
    this.plan = [];
    this.#drop(() => true);
  }

  // Whether one of our own words is in the air: then a microphone hears us and not the runner.
  speaking(before_s = 0, after_s = 0) {
    const now = this.clock.now();
    return this.airing.some((one) => one.at - before_s <= now && now <= one.at + one.lasts + after_s);
  }

  // Fetch and schedule what comes within AHEAD_S; called often, and harmless when called late.
  fill() {
    const now = this.clock.now();
    while (this.plan.length && this.plan[0].at < now + AHEAD_S) this.#schedule(this.plan.shift());
    this.airing = this.airing.filter((one) => one.at + one.lasts > now - 2);
  }

  // Fetch and decode, so that a word starts at its time.
  load(url) {
    if (!this.sounds.has(url)) {
      this.sounds.set(url, this.#fetch(url));
      if (this.sounds.size > KEPT) this.sounds.delete(this.sounds.keys().next().value);
    }
    return this.sounds.get(url);
  }

  async #fetch(url) {
    try {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(answer.status);
      const sound = await this.clock.context.decodeAudioData(await answer.arrayBuffer());
      this.silent(false);
      return sound;
    } catch {
      this.sounds.delete(url);
      this.silent(true);
      return null;
    }
  }

  async #schedule({ at, url }) {
    if (!this.clock.context) return;
    const one = { at, lasts: 5, source: null, gone: false, begun: () => one.source && this.clock.now() >= at };
    this.airing.push(one);
    const sound = await this.load(url);
    // Late is dropped, not delayed: a word that is not there at its time would be a lie, or cut another.
    if (one.gone || !sound || !this.clock.context || this.clock.now() > at + 0.25) { one.lasts = 0; return; }
    one.lasts = sound.duration;
    one.source = new AudioBufferSourceNode(this.clock.context, { buffer: sound });
    one.source.connect(this.volume);
    one.source.start(this.clock.heardAt(at));
  }

  #drop(which, at) {
    for (const one of this.airing.filter(which)) {
      one.gone = true;
      one.source?.stop(at === undefined ? 0 : this.clock.heardAt(at));
    }
    this.airing = this.airing.filter((one) => !one.gone);
  }
}
