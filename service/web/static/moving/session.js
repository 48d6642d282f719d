// The figure of a session. It listens to the stage's beat and never changes anything: in work it moves in the session's
// own time and stands when the session stands; while something is explained or awaited, it shows what comes.

import { Figure } from "./figure.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const holder = document.querySelector('[data-part="mover"]');
const figures = new Map();
const SHOWN = new Set(["ready", "briefing", "working", "paused", "hurt"]);

let wanted = null;
let figure = null;
let beat = null;
let round = 0;

addEventListener("beat", ({ detail }) => {
  beat = detail;
  const dial = holder.nextElementSibling;
  dial.toggleAttribute("data-long", dial.querySelector('[data-part="left"]').textContent.length > 3);
  want(detail.view);
  if (figure) draw();
});

function want({ exercise, mode }) {
  const id = SHOWN.has(mode) ? exercise : null;
  if (id === wanted) return;
  wanted = id;
  figure = null;
  holder.hidden = true;
  if (id) load(id).then((picture) => { if (id === wanted) begin(picture); }).catch(() => { wanted = null; });
}

function load(id) {
  if (!figures.has(id)) {
    const asked = fetch(holder.dataset.url.replace("ID", id))
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))));
    asked.catch(() => figures.delete(id));
    figures.set(id, asked);
  }
  return figures.get(id);
}

function begin(picture) {
  const inner = document.createElement("template");
  inner.innerHTML = picture.svg;
  holder.replaceChildren(inner.content);
  holder.hidden = false;
  figure = new Figure(holder, picture);
  round = performance.now();
  draw();
  show();
}

function draw() {
  const { view, worked } = beat;
  figure.turn(view.exercise_side);
  if (view.mode !== "briefing" && view.kind === "work") figure.work(worked / view.stretch, calm.matches);
}

// What is only shown has its own clock: the session's stands still meanwhile.
function show() {
  if (!figure) return;
  const { mode, kind } = beat.view;
  const watching = mode === "briefing" || (mode === "working" && kind !== "work") || mode === "ready";
  if (watching && calm.matches) figure.draw(figure.picture.key);
  else if (watching) figure.show((performance.now() - round) / 1000, false);
  const mine = figure;
  requestAnimationFrame(() => { if (mine === figure) show(); });
}
