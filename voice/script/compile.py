"""A routine becomes a script: what is said when, for both versions of every exercise.

Every bout of work stands behind a CHANGE step that briefs it and gives time to settle; "begin" ends that step
and a tone starts the work, so a slow voice never eats into a hold.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from service.core.catalogue import Exercise
from service.core.errors import InputError
from service.core.routine import Routine, RoutineItem
from voice.script import dose as doses
from voice.script.cues import Wish, hold_wishes, place, rep_wishes
from voice.script.dose import Bout
from voice.script.model import PROMPTS, Cue, Kind, Script, Step, Utterance
from voice.script.timing import spoken_s
from voice.script.wording import Phrases, sentence
from voice.speech import Voice

SETTLE_S = 6.0
"""To get into position the first time: 5 to 8 s. Source: voice.md §5."""
CHANGE_S = 5.0
"""To change sides, or to take the position again. Source: voice.md §5."""
BETWEEN_EXERCISES_S = 20.0
"""Rest between two exercises; the exercise library counts 20 s of setting up for each."""
NAMED_AHEAD_S = 6.0
"""The next exercise is named at least so long before its start. Source: voice.md §5."""
_NAME_AT_S = 1.0
_REMIND_S = 20.0
"""In a long rest the next exercise is named so long before its end, not at its beginning; ours."""


def compile_script(
    routine: Routine, phrases: Phrases, *, voice: Voice | None = None, first_side: str = "left"
) -> Script:
    """Write the routine out as a script.

    `voice` sets the speed that spoken lengths are estimated for. `first_side` is the side each exercise
    starts with: the good one where the runner has named a sore one. Raises InputError for an empty routine.
    """
    if not routine.items:
        raise InputError(
            "There is no exercise in this routine, so there is nothing to guide.", code="no_exercise"
        )
    desk = _Desk(phrases, (voice or Voice()).words_per_minute, first_side)
    steps: list[Step] = []
    for index, item in enumerate(routine.items):
        opening = routine.opening if index == 0 else None
        following = routine.items[index + 1].exercise if index + 1 < len(routine.items) else None
        steps += desk.version(_Part(index, item, easier=False, opening=opening, following=following))
        if item.easier is not None:
            steps += desk.version(_Part(index, item.easier, easier=True, opening=None, following=following))
    return Script(
        routine=routine.id,
        title=routine.title,
        steps=(*steps, desk.end(len(routine.items) - 1)),
        exercises=tuple(item.exercise.id for item in routine.items),
        easier=tuple(item.easier.exercise.id if item.easier else None for item in routine.items),
        prompts=dict(zip(PROMPTS, prompts(phrases), strict=True)),
        phrases=phrases.for_answers(),
    )


def prompts(phrases: Phrases) -> tuple[Utterance, ...]:
    """Give the player's own words, in the order of PROMPTS."""
    return tuple(Utterance(phrases.prompts[key]) for key in PROMPTS)


@dataclass(frozen=True, slots=True)
class _Part:
    """One version of one exercise in its place."""

    index: int
    item: RoutineItem
    easier: bool
    opening: str | None
    following: Exercise | None

    def step(self, kind: Kind, *, detail: str, work_s: float, side: str | None = None) -> Step:
        return Step(kind, self.index, self.easier, self.item.exercise.name, detail, work_s, side=side)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every line of the script is written with."""

    phrases: Phrases
    words_per_minute: int
    first_side: str

    def version(self, part: _Part) -> Iterator[Step]:
        every = tuple(doses.bouts(part.item.dose, self.first_side))
        fixes = _fixes(part.item.exercise, every)
        for number, bout in enumerate(every):
            if number > 0:
                yield from self._rest_between(part, every[number - 1], bout)
            work, left_over = self._work(part, bout, fixes.get(number))
            previous = every[number - 1] if number > 0 else None
            yield self._ready(part, previous, bout, left_over)
            yield work
        if part.following is not None:
            yield self._rest_after(part, part.following)

    def end(self, item: int) -> Step:
        say = self.phrases.say
        line = Utterance(say("end.closing"))
        return Step(
            Kind.END, item, easier=False, title=say("page.end"), detail="", work_s=0.0, briefing=(line,)
        )

    # ---- work and what leads to it

    def _work(self, part: _Part, bout: Bout, fix: str | None) -> tuple[Step, str | None]:
        """Give the working step, and the fix that found no room in it and must be said before."""
        dose, phrases = part.item.dose, self.phrases
        work_s = doses.work_s(dose)
        wishes = (
            rep_wishes(phrases, doses.tempo_s(dose), reps=dose.reps, fix=fix)
            if dose.hold_s is None
            else hold_wishes(phrases, work_s, fix=fix)
        )
        cues = self._place(wishes, work_s)
        said = fix is None or any(cue.utterance.text == sentence(fix) for cue in cues)
        bare = part.step(Kind.WORK, detail=doses.shown(dose, bout, phrases), work_s=work_s, side=bout.side)
        rep_s = None if dose.hold_s is not None else work_s / dose.reps
        return replace(_with(bare, (), cues), rep_s=rep_s), None if said else fix

    def _ready(self, part: _Part, previous: Bout | None, bout: Bout, fix: str | None) -> Step:
        first = previous is None
        lines = self._first_lines(part, bout) if first else self._later_lines(part, previous, bout)
        if fix is not None:
            lines.append(self.phrases.say("brief.mind", fix=sentence(fix)))
        work_s = SETTLE_S if first else CHANGE_S
        begin = Wish(work_s, Utterance(self.phrases.say("cue.begin")), 0)
        switches = previous is not None and _switches(previous, bout)
        detail = self._switch("page.switch", bout) if switches else self.phrases.say("page.ready")
        bare = part.step(Kind.CHANGE, detail=detail, work_s=work_s, side=bout.side)
        return _with(bare, lines, self._place([begin], work_s))

    def _first_lines(self, part: _Part, bout: Bout) -> list[str]:
        say, exercise = self.phrases.say, part.item.exercise
        lines = [] if part.opening is None else [sentence(part.opening)]
        dose = doses.spoken(part.item.dose, self.phrases)
        lines.append(say("brief.name", name=exercise.name, dose=dose))
        if bout.side is not None:
            lines.append(say("brief.first_side", side=say(f"side.{bout.side}")))
        return lines + [
            sentence(text) for text in (*exercise.setup, *exercise.move, exercise.breathe) if text
        ]

    def _later_lines(self, part: _Part, previous: Bout | None, bout: Bout) -> list[str]:
        if previous is None or not _switches(previous, bout):
            return [self._counted(part, bout)]
        how = part.item.exercise.side_switch if bout.set == 0 else None
        return [self._switch("brief.switch", bout), *([sentence(how)] if how else [])]

    def _counted(self, part: _Part, bout: Bout) -> str:
        """Give "Set two of three, left side."."""
        what, n, of = doses.counted(part.item.dose, bout)
        said = self.phrases.say(f"brief.{what}", n=self.phrases.number(n), of=self.phrases.number(of))
        if bout.side is None:
            return sentence(said)
        return self.phrases.say("brief.with_side", what=said, side=self.phrases.say(f"side.{bout.side}"))

    def _switch(self, key: str, bout: Bout) -> str:
        return self.phrases.say(key, side=self.phrases.say(f"side.{bout.side}"))

    # ---- rests

    def _rest_between(self, part: _Part, done: Bout, upcoming: Bout) -> Iterator[Step]:
        work_s = doses.rest_s(part.item.dose, done, upcoming)
        if work_s > 0:
            counted = self._counted(part, upcoming)
            name = self.phrases.say(
                "rest.next_part", name=part.item.exercise.name, part=counted[:1].lower() + counted[1:]
            )
            yield self._rest(part, name, work_s=work_s, about=None)

    def _rest_after(self, part: _Part, following: Exercise) -> Step:
        name = self.phrases.say("rest.next", name=following.name)
        return self._rest(part, name, work_s=BETWEEN_EXERCISES_S, about=part.index + 1)

    def _rest(self, part: _Part, name: str, *, work_s: float, about: int | None) -> Step:
        """Give a rest that names what comes next: on its clock, or before it when the rest is short."""
        at_s = max(_NAME_AT_S, work_s - _REMIND_S)
        lines = [self.phrases.say("rest.for", time=self.phrases.duration(work_s))]
        cues: tuple[Cue, ...] = ()
        if at_s <= work_s - NAMED_AHEAD_S and at_s + spoken_s(name, self.words_per_minute) <= work_s:
            cues = (Cue(at_s, Utterance(name), about),)
        else:
            lines.append(name)
        title, detail = self.phrases.say("page.rest"), name.removesuffix(".")
        return Step(Kind.REST, part.index, part.easier, title, detail, work_s, _lines(lines), cues)

    def _place(self, wishes: list[Wish], work_s: float) -> tuple[Cue, ...]:
        return place(wishes, work_s=work_s, words_per_minute=self.words_per_minute)


def _with(step: Step, lines: Sequence[str], cues: tuple[Cue, ...]) -> Step:
    return replace(step, briefing=_lines(lines), cues=cues)


def _lines(lines: Sequence[str]) -> tuple[Utterance, ...]:
    return tuple(Utterance(line) for line in lines)


def _switches(previous: Bout, bout: Bout) -> bool:
    return previous.set == bout.set and previous.side != bout.side


def _fixes(exercise: Exercise, every: tuple[Bout, ...]) -> dict[int, str]:
    """Give one fault cue for each set and side, by the number of its first bout; never one twice in a row.

    A single fault is named in every other set only.
    """
    starts = [
        0,
        *(number + 1 for number, (a, b) in enumerate(pairwise(every)) if (a.set, a.side) != (b.set, b.side)),
    ]
    faults = exercise.faults
    turns = max(len(faults), 2)
    return {
        number: faults[turn % turns].fix for turn, number in enumerate(starts) if turn % turns < len(faults)
    }
