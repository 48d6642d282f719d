// What the page shows: the step, the ring, the captions. It draws a view and never changes one.

const RING = 2 * Math.PI * 92;
const CAPTIONS = 40;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class Stage {
  constructor(root, clock) {
    this.clock = clock;
    this.part = (name) => root.querySelector(`[data-part="${name}"]`);
    this.view = null;
    this.part("ring").setAttribute("stroke-dasharray", RING);
    this.tick = this.tick.bind(this);
  }

  // view (step counts from 1): title, detail, side, worked_s, work_s, step, steps, upcoming, mode; at: the clock when it was true.
  show(view, at) {
    this.view = view;
    this.at = at;
    this.#mode(view.mode);
    this.part("title").textContent = view.title;
    this.part("detail").textContent = view.detail;
    this.part("side").textContent = view.side ? this.#words("side", view.side) : "";
    this.part("side").hidden = !view.side;
    this.part("next").textContent = view.upcoming ?? "";
    this.part("upcoming").hidden = !view.upcoming || view.upcoming === view.title;
    this.part("count").textContent = `${view.step} / ${view.steps}`;
    this.part("steps").max = view.steps;
    this.part("steps").value = view.mode === "finished" ? view.steps : view.step - 1;
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    this.tick();
  }

  #mode(mode) {
    const root = document.documentElement;
    if (root.dataset.mode === mode) return;
    root.dataset.mode = mode;
    this.part("mode").textContent = this.#words("mode", mode);
  }

  #words(kind, key) {
    return document.querySelector("template[data-words]").content.querySelector(`[data-${kind}="${key}"]`)?.textContent ?? key;
  }

  tick() {
    const { view } = this;
    const running = view.mode === "working";
    const worked = Math.min(view.work_s, view.worked_s + (running ? this.clock.now() - this.at : 0));
    const left = Math.max(0, view.work_s - worked);
    const share = view.work_s > 0 ? worked / view.work_s : 0;
    this.part("ring").setAttribute("stroke-dashoffset", (RING * share).toFixed(2));
    const shown = this.#time(Math.ceil(left - 0.05));
    if (this.part("left").textContent !== shown) this.part("left").textContent = shown;
    if (!running || left <= 0) return;
    if (calm.matches) this.timer = setTimeout(this.tick, 250);
    else this.frame = requestAnimationFrame(this.tick);
  }

  #time(seconds) {
    if (this.view.work_s <= 0) return "";
    return seconds < 60 ? String(seconds) : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  caption({ text, tone, take }) {
    if (tone) return;
    const list = this.part("captions");
    const line = document.createElement("li");
    line.textContent = text;
    line.dataset.take = take;
    line.dataset.at = this.clock.now().toFixed(3);
    list.append(line);
    while (list.children.length > CAPTIONS) list.firstElementChild.remove();
  }

  line(up) { this.part("offline").hidden = up; }
}
