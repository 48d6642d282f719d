// Taps on the picture set the boxes of the list, which hold the answer; the styles show them on the picture.

for (const map of document.querySelectorAll("[data-bodymap]")) {
  const boxes = [...map.querySelectorAll("[name=spot]")];
  const said = map.closest("form").querySelector("[data-said]");
  const order = new Set(boxes.filter((box) => box.checked));

  map.addEventListener("click", (tap) => {
    const place = tap.target.closest("[data-spot]");
    if (place) map.querySelector(`input[value="${place.dataset.spot}"]`).click();
  });

  map.addEventListener("change", (changed) => {
    const box = changed.target;
    if (box.name === "spot") {
      order.delete(box);
      if (box.checked) order.add(box);
      worstIsMarked();
      tell();
    }
  });

  // What was marked first hurts most, until the runner says otherwise.
  function worstIsMarked() {
    const sites = [...order].map((box) => box.dataset.site);
    const chosen = map.querySelector("[name=worst]:checked");
    if (chosen && sites.includes(chosen.value)) return;
    if (chosen) chosen.checked = false;
    const first = sites.length && map.querySelector(`[name=worst][value="${sites[0]}"]`);
    if (first) first.checked = true;
  }

  function tell() {
    const words = [...order].map((box) => box.dataset.name).join(", ");
    said.textContent = words ? words[0].toUpperCase() + words.slice(1) : said.dataset.none;
  }
  worstIsMarked();
  tell();
}
