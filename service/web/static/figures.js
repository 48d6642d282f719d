// Read-outs for the figures: point, touch or use the arrow keys, and every picture says its value there.

const PAGE = 20;

for (const figure of document.querySelectorAll("[data-figure]")) {
  const places = figure.dataset.places.split("|");
  const box = figure.querySelector("[data-panels]");
  const plot = figure.querySelector(".plot");
  const slider = figure.querySelector("[data-reader]");
  const place = figure.querySelector("[data-place]");
  const route = figure.closest("section").nextElementSibling?.querySelector("[data-route]");
  const way = route?.dataset.points.split("|").map((point) => point.split(" "));
  const here = route?.querySelector("[data-here]");
  const panels = [...figure.querySelectorAll("[data-texts]")].map((panel) => ({
    name: panel.dataset.name,
    unit: panel.dataset.unit,
    texts: panel.dataset.texts.split("|"),
    reading: panel.querySelector("[data-reading]"),
    usual: panel.querySelector("[data-reading]").textContent,
    cursor: panel.querySelector("[data-cursor]"),
  }));

  const look = (index) => {
    const at = `${((index + 0.5) * 100) / places.length}%`;
    slider.value = index;
    slider.setAttribute("aria-valuetext",
      `${places[index]}: ${panels.map(({ name, texts, unit }) => `${name} ${texts[index]} ${unit}`).join(", ")}`);
    place.textContent = places[index];
    if (way?.length === places.length && way[index][1]) {
      here.setAttribute("cx", way[index][0]);
      here.setAttribute("cy", way[index][1]);
      here.setAttribute("visibility", "visible");
    }
    for (const { texts, reading, cursor } of panels) {
      reading.textContent = texts[index];
      cursor.setAttribute("x1", at);
      cursor.setAttribute("x2", at);
      cursor.setAttribute("visibility", "visible");
    }
  };

  const rest = () => {
    place.textContent = "";
    here?.setAttribute("visibility", "hidden");
    for (const { reading, usual, cursor } of panels) {
      reading.textContent = usual;
      cursor.setAttribute("visibility", "hidden");
    }
  };

  const point = (event) => {
    const { left, width } = plot.getBoundingClientRect();
    const share = Math.min(Math.max((event.clientX - left) / width, 0), 0.9999);
    look(Math.floor(share * places.length));
  };

  figure.querySelector("[data-read]").hidden = false;
  slider.addEventListener("input", () => look(Number(slider.value)));
  slider.addEventListener("blur", rest);
  slider.addEventListener("keydown", (event) => {
    const step = { PageUp: PAGE, PageDown: -PAGE }[event.key];
    if (!step) return;
    event.preventDefault();
    look(Math.min(Math.max(Number(slider.value) + step, 0), places.length - 1));
  });
  box.addEventListener("pointermove", point);
  box.addEventListener("pointerdown", point);
  box.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") rest(); });
}
