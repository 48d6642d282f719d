// A figure on a page stands until somebody asks it to move.

import { Figure } from "./figure.js";

for (const holder of document.querySelectorAll("[data-moves]")) {
  const button = holder.parentElement.querySelector("[data-move]");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let figure = null;
  let since = null;
  let spent = 0;

  const tick = () => {
    if (since === null) return;
    figure.show(spent + (performance.now() - since) / 1000, calm.matches);
    requestAnimationFrame(tick);
  };

  const press = async () => {
    figure ??= new Figure(holder, await (await fetch(holder.dataset.moves)).json());
    const moves = since === null;
    if (moves) since = performance.now();
    else { spent += (performance.now() - since) / 1000; since = null; }
    button.setAttribute("aria-pressed", String(moves));
    button.querySelector("span").textContent = moves ? button.dataset.stop : button.dataset.start;
    tick();
  };

  button.hidden = false;
  button.addEventListener("click", press);
}
