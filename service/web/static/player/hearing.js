// Joins the ears to the player: the switch, the level, what was heard, and what a spoken word does.

import { Ears } from "./ears.js";

const RUNNING = new Set(["briefing", "working"]);
const PLAIN = new Set(["next", "skip", "back", "repeat", "pause", "resume", "slower", "faster", "easier", "harder", "how_long", "how_many_left", "help"]);

export class Hearing {
  // root: the page; send(type, more): an event for the player; mode(): the player's mode; wake(): have the sound
  // run; duck(yes): our own voice goes low, or loud again; speaking(after_s): is our own voice on the air, or was it just now; saying(): its words.
  constructor(root, { send, mode, wake, duck, speaking, saying }) {
    Object.assign(this, { root, send, mode, wake });
    this.part = (name) => root.querySelector(`[data-part="${name}"]`);
    this.button = root.querySelector('[data-do="ears"]');
    this.ears = new Ears(this.button.dataset.url, {
      heard: (one) => this.#heard(one),
      ended: () => this.#earcon(),
      interrupted: duck,
      level: (value) => { this.part("level").value = value; },
      lost: () => this.#off("lost"),
      mode: () => (this.mode() === "hurt" ? "question" : "working"),
      speaking, saying,
    });
  }

  async toggle() {
    if (this.ears.on) { this.ears.close(); this.#off(null); return; }
    const obstacle = Ears.obstacle();
    this.part("secure").hidden = obstacle !== "insecure";
    if (obstacle) { this.#off(obstacle); return; }
    this.button.disabled = true;
    try {
      const cancels = await this.ears.open();
      this.tones = earcons();
      this.button.setAttribute("aria-pressed", "true");
      this.root.dataset.hearing = "on";
      this.root.dataset.echo = cancels ? "cancelled" : "heard";
      this.#say(cancels ? "listening" : "echo");
    } catch (refused) {
      this.#off(refused.name === "NotAllowedError" ? "refused" : refused.name === "NotFoundError" ? "no-microphone" : "failed");
    } finally {
      this.button.disabled = false;
    }
  }

  #off(why) {
    this.button.setAttribute("aria-pressed", "false");
    this.root.dataset.hearing = why ? "unable" : "off";
    this.part("level").value = 0;
    this.#say(why ?? "off");
  }

  #say(key, word = "") {
    const words = document.querySelector("template[data-words]").content.querySelector(`[data-hearing="${key}"]`);
    this.part("heard").textContent = `${words?.textContent ?? key} ${word}`.trim();
  }

  // The end of speech is answered at once, before it is known what was said.
  #earcon() {
    this.tones?.ended();
    performance.mark("earcon");
    this.#say("thinking");
  }

  #heard({ command, sure, likelihood }) {
    const spoken = command && document.querySelector("template[data-words]").content.querySelector(`[data-command="${command}"]`)?.textContent;
    const word = spoken ?? command ?? "";
    const line = document.createElement("li");
    Object.assign(line.dataset, { command: command ?? "", sure, likelihood: likelihood ?? "" });
    line.textContent = word;
    this.part("heard-log").append(line);
    if (!command) { this.#say("listening"); return; }
    if (!sure) {
      this.tones?.again(); // for closed eyes: say it once more
      this.#say("did-you-say", `“${word}”?`);
      return;
    }
    this.#say("heard", `“${word}”`);
    performance.mark(`heard-${command}`);
    this.#obey(command);
  }

  async #obey(command) {
    const mode = this.mode();
    if (/^\d+$/.test(command)) { if (mode === "hurt") this.send("hurts", { pain: Number(command) }); return; }
    if (command === "hurts") { this.send("hurts"); return; }
    // A wrong stop only pauses: the second one, said into the pause, ends.
    if (command === "stop") { this.send(RUNNING.has(mode) ? "pause" : "stop"); return; }
    // A wrong "begin" never undoes a stop.
    if (command === "begin") { if (mode === "ready") { await this.wake(); this.send("start"); } return; }
    if (command === "resume") await this.wake();
    if (PLAIN.has(command)) this.send(command);
  }
}

// Short soft tones, made once, so that they sound without waiting for anything: a rising one when somebody has ended
// speaking, two that fall when it was not clear what they said.
function earcons() {
  const context = new AudioContext({ latencyHint: "interactive" });
  const tone = (from, slope) => {
    const sound = context.createBuffer(1, context.sampleRate * 0.09, context.sampleRate);
    const samples = sound.getChannelData(0);
    for (let i = 0; i < samples.length; i += 1) {
      const t = i / context.sampleRate;
      samples[i] = 0.12 * Math.sin(2 * Math.PI * (from + slope * t) * t) * Math.sin(Math.PI * i / samples.length);
    }
    return (after_s = 0) => {
      const source = context.createBufferSource();
      source.buffer = sound;
      source.connect(context.destination);
      source.start(after_s && context.currentTime + after_s);
    };
  };
  const falling = tone(660, -900);
  return { ended: tone(880, 900), again: () => { falling(); falling(0.14); } };
}
