// What the page shows: the step, the ring, the captions, each at its time. It draws a view and never changes one.

const RING = 2 * Math.PI * 92;
const CAPTIONS = 40;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class Stage {
  constructor(root, clock) {
    this.clock = clock;
    this.part = (name) => root.querySelector(`[data-part="${name}"]`);
    this.view = null;
    this.plan = [];
    this.end = 0;
    this.part("ring").setAttribute("stroke-dasharray", RING);
    this.tick = this.tick.bind(this);
  }

  // What comes, in order: {at, type: "say" | "show" | "hush", …}. It replaces what was planned before.
  set(plan) {
    this.plan = plan;
    this.end = plan.at(-1)?.at ?? 0;
    this.catchUp(this.clock.now());
  }

  add(plan) {
    this.plan.push(...plan);
    this.end = plan.at(-1)?.at ?? this.end;
  }

  // Up to when the plan is known.
  until() { return this.end; }

  catchUp(now) {
    while (this.plan.length && this.plan[0].at <= now) {
      const one = this.plan.shift();
      if (one.type === "say") this.caption(one);
      if (one.type === "show") this.show(one, one.at);
    }
  }

  // Let everything stand as it is at `at`, until an answer says how it goes on.
  stand(at) {
    this.plan = [];
    if (this.view?.mode !== "working") return;
    const worked_s = Math.min(this.view.work_s, this.view.worked_s + at - this.at);
    this.view = { ...this.view, worked_s };
    this.stands = true;
  }

  // view (step counts from 1): title, detail, side, worked_s, work_s, step, steps, upcoming, mode; at: the clock when it was true.
  show(view, at) {
    this.view = view;
    this.at = at;
    this.stands = false;
    this.#mode(view.mode, view.kind);
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

  #mode(mode, kind) {
    document.documentElement.dataset.mode = mode;
    const words = this.#words("mode", `${mode} ${kind}`) ?? this.#words("mode", mode);
    if (this.part("mode").textContent !== words) this.part("mode").textContent = words;
  }

  #words(kind, key) {
    return document.querySelector("template[data-words]").content.querySelector(`[data-${kind}="${key}"]`)?.textContent;
  }

  tick() {
    const { view } = this;
    this.catchUp(this.clock.now());
    if (this.view !== view) return; // a later view draws itself
    const running = view.mode === "working" && !this.stands;
    const worked = Math.min(view.work_s, view.worked_s + (running ? this.clock.now() - this.at : 0));
    const left = Math.max(0, view.work_s - worked);
    const share = view.work_s > 0 ? worked / view.work_s : 0;
    this.part("ring").setAttribute("stroke-dashoffset", (RING * share).toFixed(2));
    const shown = this.#time(Math.ceil(left - 0.05));
    if (this.part("left").textContent !== shown) this.part("left").textContent = shown;
    dispatchEvent(new CustomEvent("beat", { detail: { view, worked } }));
    if (!running || left <= 0) return;
    if (calm.matches) this.timer = setTimeout(this.tick, 250);
    else this.frame = requestAnimationFrame(this.tick);
  }

  #time(seconds) {
    if (this.view.work_s <= 0) return "";
    return seconds < 60 ? String(seconds) : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }

  caption({ text, tone, take, at }) {
    if (tone) return;
    const list = this.part("captions");
    const line = document.createElement("li");
    line.textContent = text;
    line.dataset.take = take;
    line.dataset.at = at.toFixed(3);
    list.append(line);
    while (list.children.length > CAPTIONS) list.firstElementChild.remove();
  }
}
