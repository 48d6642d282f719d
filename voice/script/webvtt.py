"""The full version of a script on one line of time, and as WebVTT, the field's text format for timed speech.

`timeline` is given the length of each utterance: estimated for golden files, measured for a rendered session.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from voice.script.model import Kind, Script, Step, Utterance
from voice.script.timing import length_s
from voice.speech import Voice


@dataclass(frozen=True, slots=True)
class Airing:
    """One utterance in its place."""

    start_s: float
    end_s: float
    utterance: Utterance
    step: int
    """Index into the script's steps."""


Length = Callable[[Utterance], float]


def timeline(script: Script, length: Length) -> Iterator[Airing]:
    """Give the airings of a session without a pause, in order and without overlap.

    As in the player, a cue at the very end of a step is heard out before the next step begins. A cue
    for which the measured length of the one ahead leaves no room is left out.
    """
    now_s = 0.0
    for index, step in enumerate(script.steps):
        if step.easier:
            continue
        for line in step.briefing:
            end_s = now_s + length(line)
            yield Airing(now_s, end_s, line, index)
            now_s = end_s
        began_s, free_s = now_s, now_s
        for cue in step.cues:
            start_s = began_s + cue.at_s
            if start_s >= free_s:
                free_s = start_s + length(cue.utterance)
                yield Airing(start_s, free_s, cue.utterance, index)
        now_s = max(began_s + step.work_s, free_s)


def estimated(voice: Voice) -> Length:
    """Give the estimate of lengths for a voice."""
    return lambda utterance: length_s(utterance, voice.words_per_minute)


def to_webvtt(script: Script, voice: Voice | None = None) -> str:
    """Give the full version with estimated times, and a note at each step."""
    airings = timeline(script, estimated(voice or Voice()))
    return captions(airings, script)


def captions(airings: Iterable[Airing], script: Script) -> str:
    """Give the airings as WebVTT. Times are whole milliseconds, so that no two captions overlap."""
    blocks = ["WEBVTT"]
    last = -1
    for airing in airings:
        if airing.step != last:
            blocks.append(f"NOTE {_heading(script.steps[airing.step])}")
            last = airing.step
        start_ms, end_ms = round(airing.start_s * 1000), round(airing.end_s * 1000)
        blocks.append(
            f"{_clock(start_ms)} --> {_clock(max(end_ms, start_ms + 1))}\n{_plain(airing.utterance.text)}"
        )
    return "\n\n".join(blocks) + "\n"


def _heading(step: Step) -> str:
    parts = [step.title, step.detail, *([step.side] if step.side and step.kind is Kind.WORK else [])]
    return " · ".join(_plain(part) for part in parts if part)


def _plain(text: str) -> str:
    """Keep what WebVTT would take for markup as text: one line, no arrow, no tags."""
    line = " ".join(text.split())
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(ms: int) -> str:
    seconds, milli = divmod(ms, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}.{milli:03}"
