// Runs beside the sound card: gathers the microphone's samples as 16-bit PCM and hands on 60 ms at a time.

const SAMPLES = 960;

class Capture extends AudioWorkletProcessor {
  constructor() {
    super();
    this.pcm = new Int16Array(SAMPLES);
    this.filled = 0;
  }

  process([input]) {
    for (const value of input[0] ?? []) {
      this.pcm[this.filled++] = Math.max(-1, Math.min(1, value)) * 32767;
      if (this.filled === SAMPLES) {
        this.port.postMessage(this.pcm.slice());
        this.filled = 0;
      }
    }
    return true;
  }
}

registerProcessor("capture", Capture);
