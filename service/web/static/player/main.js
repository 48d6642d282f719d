// Wires the page to the player on the server: taps and keys become events, commands become sound and sight.

import { Clock } from "./clock.js";
import { Stage } from "./stage.js";
import { Turns } from "./turns.js";
import { Voice } from "./voice.js";

const root = document.querySelector("[data-player]");
const url = root.dataset.url;
const RUNNING = new Set(["briefing", "working"]);
const OVER = new Set(["finished", "stopped"]);

let wake = null;
let lock = null;

const first = await look();
const clock = new Clock(root.dataset.session, first.state.since);
const stage = new Stage(root, clock);
const voice = new Voice(root.querySelector("audio"), first.speech, first.prompts);
const turns = new Turns(url, { done: obey, lost: resume, line: (up) => stage.line(up) });
const mode = () => document.documentElement.dataset.mode;

take(first);
voice.fetchFrom(first.speech[first.speech_from]);
listen();
document.documentElement.dataset.ready = "yes";

// The session as the server knows it; asked for until it can be reached.
async function look() {
  for (;;) {
    try {
      const answer = await fetch(url);
      if (answer.ok) {
        root.querySelector('[data-part="offline"]').hidden = true;
        return await answer.json();
      }
      if (answer.status === 404) location.assign("/");
    } catch { /* no network */ }
    root.querySelector('[data-part="offline"]').hidden = false;
    await new Promise((go) => setTimeout(go, 2000));
  }
}

// Show the stored state. What ran when the page went away stands still until the runner is back.
function take(session) {
  stage.show(session.view, clock.now());
  if (RUNNING.has(session.state.mode)) send("pause");
}

async function resume() {
  voice.hush();
  setWake(null);
  take(await look());
}

function send(type, more = {}) {
  turns.send({ type, at: clock.now(), ...more });
}

function obey(event, { commands, version }) {
  document.documentElement.dataset.version = version;
  for (const command of commands) {
    switch (command.type) {
      case "say":
        stage.caption(command);
        voice.say(command, () => send("spoken", { take: command.take }));
        break;
      case "hush": voice.hush(); break;
      case "wake_at": setWake(command.at); break;
      case "show": stage.show(command, event.at); break;
    }
  }
  keepAwake(RUNNING.has(mode()));
}

function setWake(at) {
  clearTimeout(wake);
  if (at !== null) wake = setTimeout(() => send("wake"), Math.max(0, at - clock.now()) * 1000);
}

// A dark screen in the middle of a hold helps nobody. Only secure pages may ask.
async function keepAwake(wanted) {
  if (!wanted) { lock?.release(); lock = null; return; }
  if (lock || !navigator.wakeLock) return;
  try {
    lock = await navigator.wakeLock.request("screen");
    lock.addEventListener("release", () => { lock = null; });
  } catch { /* refused, for example on low battery */ }
}

function toggle() {
  voice.unlock();
  if (RUNNING.has(mode())) send("pause");
  else if (mode() === "paused") send("resume");
  else send("start");
}

const deeds = {
  toggle,
  next: () => send("next"),
  back: () => send("back"),
  repeat: () => send("repeat"),
  hurts: () => send("hurts"),
  stop: () => { if (!OVER.has(mode())) send("stop"); },
  onward: () => send("start"),
  sound: (button) => {
    const muted = (root.querySelector("audio").muted = !root.querySelector("audio").muted);
    button.setAttribute("aria-pressed", String(!muted));
    // Read out by a screen reader only when no voice speaks.
    root.querySelector('[data-part="log"]').setAttribute("aria-live", muted ? "polite" : "off");
  },
};

const keys = { " ": "toggle", ArrowRight: "next", ArrowLeft: "back", r: "repeat", h: "hurts", s: "stop", Escape: "stop" };

function listen() {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.pain) send("hurts", { pain: Number(button.dataset.pain) });
    else deeds[button.dataset.do]?.(button);
  });
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (mode() === "hurt" && /^[0-9]$/.test(event.key)) { send("hurts", { pain: Number(event.key) }); return; }
    const deed = keys[event.key] ?? keys[event.key.toLowerCase()];
    if (!deed) return;
    // Space on a focused button is that button's own click.
    if (event.key === " " && event.target.closest("button, a")) return;
    event.preventDefault();
    deeds[deed]();
  });
}
