// The slider for thumbs, and the question's voice. Both are extras: numbers can be tapped, and the voice is a plain link.

const slide = document.querySelector("[data-slide]");
if (slide) {
  const [range, felt, go] = ["input", "[data-felt]", "[data-go]"].map((one) => slide.querySelector(one));
  const words = [...slide.querySelectorAll("template")].map((one) => [Number(one.dataset.from), one.innerHTML]);
  slide.hidden = false;
  const show = () => {
    range.disabled = go.disabled = false;
    const value = Number(range.value);
    felt.textContent = `${value} · ${words.findLast(([from]) => value >= from)[1]}`;
    slide.dataset.zone = value <= 3 ? "green" : value <= 5 ? "amber" : "red";
  };
  range.disabled = false;
  range.addEventListener("input", show);
  range.addEventListener("change", show);
  range.addEventListener("pointerup", show); // a tap where it rests is an answer too
}

const aloud = document.querySelector("[data-aloud]");
if (aloud) {
  const [hear, always] = ["[data-hear]", "[data-always]"].map((one) => aloud.querySelector(one));
  const voice = new Audio();
  const play = () => { voice.src = hear.href; return voice.play(); };
  const remembered = () => localStorage.getItem("afterrun-aloud") === "yes";
  const tell = () => always.setAttribute("aria-pressed", String(remembered()));
  always.hidden = false;
  tell();
  hear.addEventListener("click", (tap) => { tap.preventDefault(); play().catch(() => {}); });
  always.addEventListener("click", () => {
    localStorage.setItem("afterrun-aloud", remembered() ? "no" : "yes");
    tell();
    if (remembered()) play().catch(() => {}); else voice.pause();
  });
  if (remembered()) play().catch(() => {}); // a browser may want a tap first; the link is there
}
