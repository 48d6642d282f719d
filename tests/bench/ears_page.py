"""From the end of a spoken word to the page's earcon and to its spoken answer, in Chromium.

The microphone plays a file. A word ends with its last loud sample in the page's microphone node; an answer begins when
its sound is due on the audio clock. What the sound card itself delays, in and out, is not in it. Memory is that of the
service with its ears and its speech engine, the engine's own process counted, while it is in use.
"""

import json
import urllib.request
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from playwright.sync_api import Page

from tests.bench.measure import Measurement, Skipped
from tests.build.microphone import page_that_hears, recorded, word
from tests.e2e.conftest import CHROMIUM, House, running

QUESTIONS = ("how long", "how many left")
TIMES = 16
APART_S = 7.5
FIRST_S = 5.0
ANSWER_S = 0.4
"""Longer than the earcon: a spoken answer."""
WATCH = """
window.seen = {ends: [], sounds: []};
const Node = window.AudioWorkletNode;
window.AudioWorkletNode = class extends Node {
  constructor(...all) {
    super(...all);
    this.port.addEventListener("message", ({ data }) => {
      let last = -1;
      for (let i = 0; i < data.length; i += 1) if (Math.abs(data[i]) > 650) last = i;
      if (last >= 0) window.seen.ends.push(performance.now() - (data.length - last) / 16);
    });
  }
};
const start = AudioBufferSourceNode.prototype.start;
AudioBufferSourceNode.prototype.start = function (when = 0, ...more) {
  const due = Math.max(0, when - this.context.currentTime) * 1000;
  window.seen.sounds.push([performance.now() + due, this.buffer.duration]);
  return start.call(this, when, ...more);
};
"""


def measure() -> Iterator[Measurement]:
    if CHROMIUM is None:
        raise Skipped("Chromium is not installed")
    with TemporaryDirectory() as folder, running(Path(folder)) as house:
        asked = list(islice(cycle(QUESTIONS), TIMES))
        words = [(FIRST_S + APART_S * n, word(said)) for n, said in enumerate(asked)]
        with page_that_hears(recorded(words, Path(folder) / "microphone.wav")) as page:
            _pause_a_session(page, house)
            page.wait_for_timeout((words[-1][0] + 5) * 1000)
            seen = page.evaluate("window.seen")
            memory_mb = _memory_mb(house)
    yield from _latencies(seen)
    yield Measurement("ears.service_memory_mb", memory_mb, "MB", bar=500)


def _pause_a_session(page: Page, house: House) -> None:
    page.add_init_script(WATCH)
    asked = urllib.request.Request(  # noqa: S310 - our own server
        f"{house.address}api/v1/sessions",
        json.dumps({"sitting": "warm_up", "hurts": False}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(asked) as answer:  # noqa: S310 - our own server
        session = json.load(answer)["id"]
    page.goto(f"{house.address}sessions/{session}")
    page.locator("html[data-ready=yes]").wait_for(state="attached")
    page.locator(".controls button[data-do=toggle]").click()
    page.locator("html[data-mode=briefing]").wait_for(state="attached")
    page.locator(".controls button[data-do=toggle]").click()
    page.locator("html[data-mode=paused]").wait_for(state="attached")
    page.get_by_role("button", name="Listen to me").click()


def _latencies(seen: dict[str, Any]) -> Iterator[Measurement]:
    ends = np.array(seen["ends"])
    last = ends[np.append(np.diff(ends) > 1000, True)]
    earcons = _after(last, [at for at, lasts in seen["sounds"] if lasts < ANSWER_S])
    answers = _after(last, [at for at, lasts in seen["sounds"] if lasts >= ANSWER_S])
    yield Measurement("ears.page.words", len(last), "")
    yield Measurement("ears.page.answered", len(answers), "")
    yield Measurement("ears.page.earcon_ms", _quantile(earcons, 0.5), "ms", bar=300)
    yield Measurement("ears.page.earcon_p95_ms", _quantile(earcons, 0.95), "ms")
    yield Measurement("ears.page.answer_ms", _quantile(answers, 0.5), "ms", bar=550)
    yield Measurement("ears.page.answer_p95_ms", _quantile(answers, 0.95), "ms", bar=800)


def _after(ends: np.ndarray[Any, Any], sounds: list[float]) -> list[float]:
    """Give the milliseconds from each word's end to the first sound behind it, of those that came before the next."""
    found = [min((at - end for at in sounds if at > end), default=np.inf) for end in ends]
    return [ms for ms in found if ms < 1000 * APART_S / 2]


def _quantile(values: list[float], share: float) -> float:
    return float(np.quantile(values, share)) if values else float("nan")


def _memory_mb(house: House) -> float:
    """Give the resident memory of every process that was started with this house's port."""
    port = f"AFTERRUN_PORT={house.environment['AFTERRUN_PORT']}\0".encode()
    kib = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if port in (process / "environ").read_bytes():
                (line,) = (
                    one
                    for one in (process / "status").read_text("ascii").splitlines()
                    if one.startswith("VmRSS:")
                )
                kib += int(line.split()[1])
        except OSError:
            continue  # another's, or gone
    return kib / 1024
