"""How well a session keeps its time, in the terminal and in Chromium, with a core busy beside it.

Both play in real time: LONG=1 a session of 25 minutes, else one hold. A cue's drift is how far it was from
its place in the script, both counted from the tone that starts its step's work. In the terminal a cue is
where the driver has it said; in Chromium where its sound was put on the audio clock, or later where it came too
late for that, and that clock is held against the machine's own. Every cue is drawn in artefacts/drift.svg.
"""

import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import Process
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias

import numpy as np

from service.app.coaching import _start
from service.config import read_settings
from service.content.loader import load as load_content
from service.core.catalogue import Dose
from service.core.routine import Routine, RoutineItem
from service.wiring import open_world, speech_cache
from tests.bench.measure import Measurement
from tests.e2e.conftest import CHROMIUM, FLAGS, PHONE, environment_in, running
from voice.phrases.loader import load as load_phrases
from voice.playback.driver import Driver, QueueInbox
from voice.player.messages import Start
from voice.script.compile import compile_script
from voice.script.model import Kind, Script, Utterance
from voice.script.timing import length_s
from voice.script.webvtt import Airing, estimated, timeline
from voice.speech import Voice

SESSION_S = 25 * 60
MEDIAN_MS, WORST_MS = 30.0, 80.0
PLOT = Path("artefacts/drift.svg")
Points: TypeAlias = list[tuple[float, float]]
"""Seconds into the session, and ms off."""

HEAR = """
(() => {
  const heard = window.heard = [];
  const start = AudioBufferSourceNode.prototype.start, stop = AudioBufferSourceNode.prototype.stop;
  AudioBufferSourceNode.prototype.start = function (when = 0, ...more) {
    heard.push({ node: this, context: this.context, at: Math.max(when, this.context.currentTime) });
    start.call(this, when, ...more);
  };
  AudioBufferSourceNode.prototype.stop = function (when = 0) {
    const one = heard.find((one) => one.node === this);
    if (one && one.at > Math.max(when, this.context.currentTime)) one.gone = true;
    stop.call(this, when);
  };
  window.clocks = [];
  setInterval(() => {
    if (heard.length) window.clocks.push([heard[0].context.currentTime, performance.now() / 1000]);
  }, 500);
})();
"""


def measure(*, long: bool) -> Iterator[Measurement]:
    routine = _routine(SESSION_S) if long else _one_hold()
    with _busy_core(), ThreadPoolExecutor(2) as pool:
        playing = {"terminal": pool.submit(_terminal, routine)}
        if CHROMIUM is not None:
            playing["chromium"] = pool.submit(_chromium, routine)
        points = {name: one.result() for name, one in playing.items()}
    PLOT.parent.mkdir(exist_ok=True)
    PLOT.write_text(drawn(points), encoding="utf-8")
    for name, found in points.items():
        off = [abs(ms) for _, ms in found]
        yield Measurement(f"drift.{name}.minutes", max(at for at, _ in found) / 60, "min")
        yield Measurement(f"drift.{name}.cues", len(off), "")
        yield Measurement(f"drift.{name}.median_ms", median(off), "ms", bar=MEDIAN_MS)
        yield Measurement(f"drift.{name}.worst_ms", max(off), "ms", bar=WORST_MS)


# ---- what is played


def _routine(at_least_s: float) -> Routine:
    """Give as many of the library's exercises as fill the time."""
    items: list[RoutineItem] = []
    for exercise in load_content().exercises.values():
        dose = exercise.dose if (exercise.dose.hold_s or 0) < 120 else Dose(hold_s=60.0)
        items.append(RoutineItem(exercise, dose))
        routine = Routine("bench", "Bench", tuple(items))
        script = compile_script(routine, load_phrases())
        if max(airing.end_s for airing in timeline(script, estimated(Voice()))) >= at_least_s:
            return routine
    raise AssertionError("the library is shorter than a session")


def _one_hold() -> Routine:
    """Give the shortest session that has every cue of a hold: under a minute and a half."""
    exercise = load_content().exercises["iso_bridge"]
    return Routine("bench", "Bench", (RoutineItem(exercise, Dose(hold_s=45.0)),))


@contextmanager
def _busy_core() -> Iterator[None]:
    busy = Process(target=_spin, daemon=True)
    busy.start()
    try:
        yield
    finally:
        busy.kill()


def _spin() -> None:
    while True:
        pass


# ---- the terminal


class _Ear:
    """Airs each utterance for its estimated time and notes when it began."""

    def __init__(self, inbox: QueueInbox) -> None:
        self.inbox = inbox
        self.heard: list[tuple[float, Utterance]] = []
        self._timer: threading.Timer | None = None

    def say(self, utterance: Utterance, ended: Callable[[], None]) -> None:
        self.hush()
        self.heard.append((self.inbox.now(), utterance))
        self._timer = threading.Timer(length_s(utterance, Voice().words_per_minute), ended)
        self._timer.daemon = True
        self._timer.start()

    def hush(self) -> None:
        if self._timer is not None:
            self._timer.cancel()


def _terminal(routine: Routine) -> Points:
    script = compile_script(routine, load_phrases())
    inbox = QueueInbox()
    ear = _Ear(inbox)
    inbox.put(Start(inbox.now()))
    Driver(script, ear, inbox).run()
    planned = _still_said(timeline(script, estimated(Voice())), [said for _, said in ear.heard])
    return list(_off(script, planned, [at for at, _ in ear.heard]))


def _still_said(planned: Iterable[Airing], heard: Sequence[Utterance]) -> list[Airing]:
    """Give what was said of what was planned: on a machine too busy a late cue is dropped, never delayed."""
    rest, said = iter(planned), list[Airing]()
    for utterance in heard:
        said.append(next(airing for airing in rest if airing.utterance == utterance))
    return said


# ---- the page


def _chromium(routine: Routine) -> Points:
    """Play it in the real page of a real server, and give where each of its sounds really began."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = read_settings(environment_in(folder))
        with open_world(settings) as world:
            session = _start(world, routine, assessment_id=None)
        cache = speech_cache(settings)
        planned = list(timeline(session.script, lambda said: cache.clip_for(said, Voice()).seconds))
        with running(folder) as house:
            heard = _played(f"{house.address}sessions/{session.id}", lasts_s=planned[-1].end_s)
    assert len(heard) == len(planned), f"{len(heard)} sounds for {len(planned)} in the script"
    return list(_off(session.script, planned, heard))


def _played(address: str, *, lasts_s: float) -> list[float]:
    """Give the begin of every sound, in the machine's seconds."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = chromium.new_page(viewport=PHONE)
        page.add_init_script(HEAR)
        page.goto(address)
        page.wait_for_selector("html[data-ready=yes]")
        page.click("[data-do=toggle]")
        page.wait_for_selector(
            "html[data-mode=finished]", state="attached", timeout=1000 * (2 * lasts_s + 120)
        )
        told: dict[str, Any] = page.evaluate(
            "() => ({ heard: heard.filter((o) => !o.gone && o.context === heard[0].context).map((o) => o.at), clocks })"
        )
        chromium.close()
    return _in_our_time(told["heard"], told["clocks"])


def _in_our_time(heard: Iterable[float], clocks: list[tuple[float, float]]) -> list[float]:
    """Turn the audio clock's times into the machine's, by the straight line through what both said."""
    audio, ours = np.array(clocks).T
    rate, begin = np.polyfit(audio, ours, 1)
    return [float(rate * at + begin) for at in sorted(heard)]


# ---- what came of it


def _off(script: Script, planned: Iterable[Airing], began: Iterable[float]) -> Iterator[tuple[float, float]]:
    begins: dict[int, tuple[float, float]] = {}
    for airing, at_s in zip(planned, began, strict=True):
        if script.steps[airing.step].kind is Kind.WORK:
            planned_s, began_s = begins.setdefault(airing.step, (airing.start_s, at_s))
            yield airing.start_s, ((at_s - began_s) - (airing.start_s - planned_s)) * 1000


def drawn(points: Mapping[str, Points]) -> str:
    """Give an SVG: a panel for each way of playing, a dot for each cue, the bars as lines."""
    panels = "".join(_panel(name, found, top=20 + 210 * n) for n, (name, found) in enumerate(points.items()))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {20 + 210 * len(points)}" '
        f'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/>{panels}</svg>\n'
    )


def _panel(name: str, found: Points, *, top: float) -> str:
    ends = max(at for at, _ in found)
    shown = max(WORST_MS * 1.25, *(abs(ms) for _, ms in found))

    def y(ms: float) -> float:
        return top + 90 - 80 * ms / shown

    lines = "".join(
        f'<line x1="60" x2="700" y1="{y(ms):.1f}" y2="{y(ms):.1f}" stroke="{colour}"/>'
        f'<text x="54" y="{y(ms) + 4:.1f}" text-anchor="end">{ms:g}</text>'
        for ms, colour in (
            (0.0, "#999"),
            (MEDIAN_MS, "#9c9"),
            (-MEDIAN_MS, "#9c9"),
            (WORST_MS, "#c66"),
            (-WORST_MS, "#c66"),
        )
    )
    dots = "".join(
        f'<circle cx="{60 + 640 * at / ends:.1f}" cy="{y(ms):.1f}" r="2" fill="#246"/>' for at, ms in found
    )
    words = f"{name}: ms off the script, over {ends / 60:.1f} minutes ({len(found)} cues)"
    return f'<text x="60" y="{top + 4}">{words}</text>{lines}{dots}'
