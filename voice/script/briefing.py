"""What is said before the clock runs: what comes, on which side, how much, and how it is done.

A briefing grows shorter: in full the first two times a runner meets an exercise, in one sentence from then
on, and within a sitting in one line for every further bout.
"""

from collections.abc import Sequence

from voice.script import dose as doses
from voice.script.coaching import CueKind, Given
from voice.script.desk import Desk, Part
from voice.script.dose import Bout
from voice.script.model import Tone, Utterance
from voice.script.wording import sentence

PRAISE_EVERY = 3
"""Praise comes after every third exercise, and names what was done: rare and specific. Ours."""


def first_lines(desk: Desk, part: Part, bout: Bout) -> list[Utterance]:
    """Give the lines before the first bout of an exercise."""
    lines = [] if part.opening is None else [sentence(part.opening)]
    if part.of > 1 and not part.easier:
        n, of = desk.phrases.number(part.index + 1), desk.phrases.number(part.of)
        lines.append(desk.phrases.say("brief.place", n=n, of=of))
    return _spoken([*lines, _heading(desk, part, bout)]) + _how(desk, part)


def _heading(desk: Desk, part: Part, bout: Bout) -> str:
    """Give name, side and dose: "Clamshell, left side first: two sets of twelve, each side."."""
    say, name = desk.phrases.say, part.item.exercise.name
    dose = doses.spoken(part.item.dose, desk.phrases)
    if bout.side is None:
        return say("brief.name", name=name, dose=dose)
    return say("brief.name_side", name=name, dose=dose, side=say(f"side.{bout.side}"))


def _how(desk: Desk, part: Part) -> list[Utterance]:
    exercise = part.item.exercise
    told = exercise.move[:1] if desk.knows(exercise) else (*exercise.setup, *exercise.move, exercise.breathe)
    return given(desk, CueKind.HOW, [sentence(text) for text in told if text])


def later_lines(desk: Desk, part: Part, previous: Bout, bout: Bout) -> list[Utterance]:
    """Give the lines before a further bout: which one it is, or the change of sides."""
    if not switches(previous, bout):
        return _spoken([counted(desk, part, bout)])
    how = part.item.exercise.side_switch if bout.set == 0 else None
    side = desk.phrases.say(f"side.{bout.side}")
    return _spoken([desk.phrases.say("brief.switch", side=side), *([sentence(how)] if how else [])])


def counted(desk: Desk, part: Part, bout: Bout) -> str:
    """Give "Set two of three, left side."."""
    what, n, of = doses.counted(part.item.dose, bout)
    say, number = desk.phrases.say, desk.phrases.number
    said = say(f"brief.{what}", n=number(n), of=number(of))
    if bout.side is None:
        return sentence(said)
    return say("brief.with_side", what=said, side=say(f"side.{bout.side}"))


def praise(desk: Desk, part: Part) -> list[Utterance]:
    """Give the praise that stands behind this exercise, or none."""
    bouts = len(list(doses.bouts(part.item.dose, desk.first_side)))
    if part.index % PRAISE_EVERY != PRAISE_EVERY - 1 or bouts < 2:
        return []
    dose = doses.spoken(part.item.dose, desk.phrases)
    return given(desk, CueKind.PRAISE, [desk.phrases.say("praise.all", dose=dose)])


def given(desk: Desk, kind: CueKind, lines: Sequence[str]) -> list[Utterance]:
    """Give the lines the way the runner wants this kind: spoken, as one short tone for all, or not."""
    way = desk.coaching.way(kind)
    if way is Given.VOICE:
        return _spoken(lines)
    return [Utterance(" ".join(lines), Tone.TICK)] if way is Given.TONE and lines else []


def switches(previous: Bout, bout: Bout) -> bool:
    """Say whether this bout is the same set on the other side."""
    return previous.set == bout.set and previous.side != bout.side


def _spoken(lines: Sequence[str]) -> list[Utterance]:
    return [Utterance(line) for line in lines]
