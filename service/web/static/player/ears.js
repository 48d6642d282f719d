// The microphone: sends what it hears to the ears on our own server, and tells what they made of it.
// While our own voice is on the air, and a moment after it, only somebody much louder than its echo is listened to.

const RATE_HZ = 16000;
const AFTER_CUE_S = 0.2;
const ECHO_S = 1.5;
const MOST_WAITING = 16;

export class Ears {
  // heard({command, likelihood, sure}), ended(): somebody stopped speaking, interrupted(yes): somebody speaks through
  // our own voice, level(0..1), lost(words),
  // mode(): "working" or "question"; speaking(after_s): whether our own voice is on the air, or was so long ago;
  // saying(): its words.
  constructor(url, { heard, ended, interrupted, level, lost, mode, speaking, saying }) {
    Object.assign(this, { url, heard, ended, interrupted, level, lost, mode, speaking, saying, waiting: [] });
  }

  get on() { return Boolean(this.stream); }

  // Why it cannot work here, as a key for the page's words; null when it can.
  static obstacle() {
    if (!window.isSecureContext) return "insecure";
    return navigator.mediaDevices?.getUserMedia && window.AudioWorkletNode ? null : "unable";
  }

  // Must be called inside a tap. Gives whether the browser cancels echoes, true or false.
  async open() {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
    try {
      await this.#join();
      this.context = new AudioContext({ sampleRate: RATE_HZ });
      await this.context.audioWorklet.addModule(new URL("capture.js", import.meta.url));
      this.node = new AudioWorkletNode(this.context, "capture", { numberOfOutputs: 0 });
      this.node.port.onmessage = ({ data }) => this.#take(data);
      this.context.createMediaStreamSource(stream).connect(this.node);
      await this.context.resume();
    } catch (failed) {
      stream.getTracks().forEach((track) => track.stop());
      throw failed;
    }
    this.stream = stream;
    const [track] = stream.getAudioTracks();
    track.addEventListener("ended", () => { this.close(); this.lost(); });
    return track.getSettings().echoCancellation === true;
  }

  close() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
    this.context?.close();
    this.waiting.length = 0;
    if (this.address) fetch(this.address, { method: "DELETE", keepalive: true }).catch(() => {});
    this.address = null;
  }

  async #join() {
    const answer = await fetch(this.url, { method: "POST" });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.detail ?? String(answer.status));
    this.address = `${this.url}/${told.id}`;
    this.known = 0;
  }

  #take(pcm) {
    let sum = 0;
    for (const value of pcm) sum += value * value;
    this.level(Math.min(1, Math.max(0, 1 + Math.log10(Math.sqrt(sum / pcm.length) / 32768 + 1e-5) / 3)));
    const airing = this.speaking(AFTER_CUE_S);
    this.waiting.push({ pcm, airing, saying: this.speaking(ECHO_S) ? this.saying() : "" });
    // After a lost line only the newest sound counts: a command of long ago must not be obeyed.
    if (this.waiting.length > MOST_WAITING) this.waiting.splice(0, this.waiting.length - 1);
    if (!this.sending) this.#send();
  }

  async #send() {
    this.sending = true;
    while (this.waiting.length && this.address) {
      const airing = this.waiting[0].airing;
      let count = this.waiting.findIndex((one) => one.airing !== airing);
      if (count < 0) count = this.waiting.length;
      const batch = this.waiting.splice(0, count);
      await this.#post(batch, airing);
    }
    this.sending = false;
  }

  async #post(batch, airing) {
    const about = new URLSearchParams({ mode: this.mode(), airing: airing ? "1" : "0", saying: batch[0].saying.slice(0, 600) });
    const body = new Blob(batch.map((one) => one.pcm));
    try {
      const answer = await fetch(`${this.address}/sound?${about}`, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body });
      if (answer.status === 404) await this.#join();
      if (answer.ok) this.#told(await answer.json());
    } catch {
      await new Promise((go) => setTimeout(go, 500));  // no network: the newest sound will do
    }
  }

  #told({ ended, interrupted }) {
    this.interrupted(interrupted);
    if (ended <= this.known) return;
    this.known = ended;
    this.ended();
    this.#ask();
  }

  async #ask() {
    if (this.asking) return;
    this.asking = true;
    const address = this.address;
    let got = this.got?.address === address ? this.got.count : 0;
    try {
      while (this.address === address && got < this.known) {
        const answer = await fetch(`${address}/heard?after=${got}`);
        if (!answer.ok) break;
        for (const one of (await answer.json()).heard) {
          got += 1;
          this.got = { address, count: got };
          this.heard(one);
        }
      }
    } catch { /* no network: what was said then is lost */ }
    this.asking = false;
  }
}
