// Wires the page to the player on the server: taps, keys and headset buttons become events; what comes back is a
// plan of the whole session, so that sound and sight go on while the network is away.

import { Clock } from "./clock.js";
import { Headset } from "./headset.js";
import { Hearing } from "./hearing.js";
import { Stage } from "./stage.js";
import { Turns } from "./turns.js";
import { Voice } from "./voice.js";

const root = document.querySelector("[data-player]");
const url = root.dataset.url;
const part = (name) => root.querySelector(`[data-part="${name}"]`);
const RUNNING = new Set(["briefing", "working"]);
const OVER = new Set(["finished", "stopped"]);
const SILENCING = new Set(["start", "pause", "resume", "next", "back", "repeat", "easier", "harder", "hurts", "stop"]);
const LATE_S = 0.02;
const REPORT_S = 10;
const FIRST = 12;

const first = await look();
const clock = new Clock(root.dataset.session, first.clock);
const stage = new Stage(root, clock);
const voice = new Voice(clock, { silent: (yes) => { part("mute").hidden = !yes; } });
const turns = new Turns(url, first.version, { done: obey, lost, line: (up) => { part("offline").hidden = up; } });
const headset = new Headset(root.querySelector("audio"), {
  play: () => toggle(), pause: () => toggle(), stop: () => send("pause"),
  nexttrack: () => send("next"), previoustrack: () => send("back"),
});
const mode = () => document.documentElement.dataset.mode;
const hearing = new Hearing(root, {
  send, mode,
  duck: (yes) => voice.duck(yes),
  speaking: (after_s) => voice.speaking(0.05, after_s),
  saying: () => part("captions").lastElementChild?.textContent ?? "",
  wake: async () => { headset.begin(); await clock.wake(); },
});

let lock = null;
let more = false;
let reported = 0;
let elsewhere = false;
let arriving = RUNNING.has(first.state.mode);

stage.show(first.view, clock.now());
if (arriving) send("pause"); // what ran when the page went away stands until the runner is back
for (const sound of [...first.speech.slice(first.speech_from, first.speech_from + FIRST), ...first.prompts]) voice.load(sound);
listen();
setInterval(tend, 250); // sees to what is not heard: the next sounds' download, the picture, the report
document.documentElement.dataset.ready = "yes";

// The session as the server knows it; asked for until it can be reached.
async function look() {
  for (;;) {
    try {
      const answer = await fetch(url);
      if (answer.ok) {
        part("offline").hidden = true;
        return await answer.json();
      }
      if (answer.status === 404) location.assign("/");
    } catch { /* no network */ }
    part("offline").hidden = false;
    await new Promise((go) => setTimeout(go, 2000));
  }
}

function send(type, more_ = {}) {
  if (elsewhere) { location.reload(); return; }
  const event = { type, at: clock.now(), ...more_ };
  if (SILENCING.has(type)) {
    voice.hush();
    stage.stand(event.at);
  }
  turns.send(event);
}

function obey(event, { commands, ahead = [], more: unknown, version }) {
  arriving = false;
  document.documentElement.dataset.version = version;
  if (event.type === "sync") {
    if (!event.ahead) return;
    more = unknown;
    const news = ahead.filter((one) => one.at > stage.until() + 0.001);
    stage.add(news);
    voice.add(news.filter((one) => one.type === "say"));
    return;
  }
  more = unknown;
  const plan = [...commands.map((one) => ({ ...one, at: event.at })), ...ahead].filter((one) => one.type !== "wake_at");
  if (commands.some((one) => one.type === "say") && clock.now() > event.at + LATE_S) clock.backTo(event.at - LATE_S);
  if (commands.some((one) => one.type === "hush")) voice.hush();
  stage.set(plan);
  voice.set(plan.filter((one) => one.type === "say"));
  tend();
}

function lost() {
  // The page before this one had a last word on its way; this screen was opened after it, so it leads.
  if (arriving) { location.reload(); return; }
  elsewhere = true;
  voice.hush();
  stage.stand(clock.now());
  part("elsewhere").hidden = false;
}

function tend() {
  const now = clock.now();
  voice.fill();
  stage.catchUp(now);
  if (stage.view) headset.show(stage.view);
  keepAwake(RUNNING.has(mode()));
  if (RUNNING.has(mode()) && !clock.runs()) send("pause"); // the phone took the sound away
  if (RUNNING.has(mode()) && (more ? now - reported > 1 : now - reported > REPORT_S)) {
    reported = now;
    turns.report(now, more);
  }
  if (OVER.has(mode()) && !voice.speaking()) headset.end();
}

// A dark screen in the middle of a hold helps nobody. Only secure pages may ask.
async function keepAwake(wanted) {
  if (!wanted) { lock?.release(); lock = null; return; }
  if (lock || !navigator.wakeLock) return;
  lock = { release() {} }; // asked for
  try {
    lock = await navigator.wakeLock.request("screen");
    lock.addEventListener("release", () => { lock = null; });
  } catch { lock = { release() {} }; /* refused, for example on low battery: not asked for again */ }
}

async function toggle() {
  headset.begin();
  await clock.wake();
  if (RUNNING.has(mode())) send("pause");
  else if (mode() === "paused") send("resume");
  else if (mode() !== "hurt") send("start");
}

const deeds = {
  toggle,
  next: () => send("next"),
  back: () => send("back"),
  repeat: () => send("repeat"),
  slower: () => send("slower"),
  faster: () => send("faster"),
  easier: () => send("easier"),
  harder: () => send("harder"),
  how_long: () => send("how_long"),
  how_many_left: () => send("how_many_left"),
  hurts: () => send("hurts"),
  stop: () => { if (!OVER.has(mode())) send("stop"); },
  onward: () => send("start"),
  ears: () => hearing.toggle(),
  full: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => {}),
  sound: (button) => {
    const muted = button.getAttribute("aria-pressed") === "true";
    button.setAttribute("aria-pressed", String(!muted));
    voice.mute(muted);
    // Read out by a screen reader only when no voice speaks.
    part("log").setAttribute("aria-live", muted ? "polite" : "off");
  },
};

const keys = {
  " ": "toggle", ArrowRight: "next", ArrowLeft: "back", r: "repeat", h: "hurts", s: "stop", Escape: "stop",
  v: "full", "-": "slower", "+": "faster", e: "easier", f: "harder", t: "how_long", m: "how_many_left",
};

function listen() {
  root.querySelector('[data-do="full"]').hidden = !document.fullscreenEnabled;
  root.addEventListener("click", (event) => {
    const button = event.target.closest("button, a, summary");
    if (!button && event.target.closest("[data-tap]")) toggle(); // the whole stage is one big button
    if (!button || button.tagName !== "BUTTON") return;
    if (button.dataset.pain) send("hurts", { pain: Number(button.dataset.pain) });
    else deeds[button.dataset.do]?.(button);
  });
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (mode() === "hurt" && /^[0-9]$/.test(event.key)) { send("hurts", { pain: Number(event.key) }); return; }
    const deed = keys[event.key] ?? keys[event.key.toLowerCase()];
    if (!deed) return;
    // Space on a focused button is that button's own click.
    if (event.key === " " && event.target.closest("button, a, summary")) return;
    event.preventDefault();
    deeds[deed]();
  });
  // The page goes away: where it stands is told at once, so that any screen goes on from here.
  addEventListener("pagehide", () => {
    if (RUNNING.has(mode()) && !elsewhere) turns.leave({ type: "pause", at: clock.now(), ahead: true });
  });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}
