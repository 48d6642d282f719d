"""The words a script is written with, as a value; the loader in `voice.phrases` fills it from a file.

Every line and the names it may fill in are listed here once, so that a file which lacks one stops the start
and not a session.
"""

from collections.abc import Mapping
from dataclasses import dataclass

LINES: Mapping[str, frozenset[str]] = {
    "side.left": frozenset(),
    "side.right": frozenset(),
    "time.second": frozenset(),
    "time.seconds": frozenset({"n"}),
    "time.minute": frozenset(),
    "time.minutes": frozenset({"n"}),
    "time.both": frozenset({"minutes", "seconds"}),
    "dose.rep": frozenset(),
    "dose.reps": frozenset({"reps"}),
    "dose.sets": frozenset({"sets", "reps"}),
    "dose.holds": frozenset({"holds", "time"}),
    "dose.sets_of_holds": frozenset({"sets", "holds", "time"}),
    "dose.each_side": frozenset({"dose"}),
    "brief.name": frozenset({"name", "dose"}),
    "brief.name_side": frozenset({"name", "dose", "side"}),
    "brief.place": frozenset({"n", "of"}),
    "brief.set": frozenset({"n", "of"}),
    "brief.hold": frozenset({"n", "of"}),
    "brief.with_side": frozenset({"what", "side"}),
    "brief.switch": frozenset({"side"}),
    "brief.mind": frozenset({"fix"}),
    "cue.begin": frozenset(),
    "cue.half": frozenset(),
    "cue.minute": frozenset(),
    "cue.ten": frozenset(),
    "cue.breathe": frozenset(),
    "cue.breathe_in": frozenset(),
    "cue.breathe_out": frozenset(),
    "cue.and_in": frozenset(),
    "cue.and_out": frozenset(),
    "praise.all": frozenset({"dose"}),
    "tone.begin": frozenset(),
    "tone.end": frozenset(),
    "rest.for": frozenset({"time"}),
    "rest.next": frozenset({"name"}),
    "rest.next_part": frozenset({"name", "part"}),
    "end.closing": frozenset(),
    "answer.here": frozenset({"time", "total"}),
    "answer.total": frozenset({"total"}),
    "answer.under_a_minute": frozenset(),
    "answer.rep": frozenset(),
    "answer.reps": frozenset({"n"}),
    "answer.round": frozenset(),
    "answer.rounds": frozenset({"n"}),
    "answer.exercise": frozenset(),
    "answer.exercises": frozenset({"n"}),
    "answer.then": frozenset(),
    "answer.last": frozenset(),
    "page.rest": frozenset(),
    "page.ready": frozenset(),
    "page.switch": frozenset({"side"}),
    "page.end": frozenset(),
    "page.set": frozenset({"n", "of", "dose"}),
    "page.hold": frozenset({"n", "of", "dose"}),
    "page.rep": frozenset(),
    "page.reps": frozenset({"n"}),
    "page.seconds": frozenset({"n"}),
    "page.minutes": frozenset({"n"}),
}
"""Key → the names that the line may fill in."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language's lines, checked by the loader against LINES and PROMPTS."""

    language: str
    lines: Mapping[str, str]
    numbers: tuple[str, ...]
    """Number words from zero on; above the list figures are given, which every engine reads aloud."""
    prompts: Mapping[str, str]

    def say(self, key: str, **values: str) -> str:
        """Give the line with its names filled in."""
        return self.lines[key].format(**values)

    def number(self, n: int) -> str:
        """Give the number as a word: 8 → "eight"."""
        return self.numbers[n] if n < len(self.numbers) else str(n)

    def duration(self, seconds: float) -> str:
        """Give a time as it is said: 90 → "one minute and thirty seconds"."""
        minutes, rest = divmod(round(seconds), 60)
        if minutes == 0:
            return self._unit("time.second", rest)
        if rest == 0:
            return self._unit("time.minute", minutes)
        both = {"minutes": self._unit("time.minute", minutes), "seconds": self._unit("time.second", rest)}
        return self.say("time.both", **both)

    def for_answers(self) -> "Phrases":
        """Give the part that a player needs to answer with: numbers, times and the answers themselves."""
        lines = {key: line for key, line in self.lines.items() if key.startswith(("answer.", "time."))}
        return Phrases(self.language, lines, numbers=self.numbers, prompts={})

    def _unit(self, key: str, n: int) -> str:
        return self.say(key) if n == 1 else self.say(f"{key}s", n=self.number(n))


def sentence(text: str) -> str:
    """Give the text with a capital in front and a stop behind, so that an engine lowers its voice there."""
    trimmed = text.strip()
    ended = trimmed if trimmed.endswith((".", "!", "?")) else f"{trimmed}."
    return ended[:1].upper() + ended[1:]
