"""A routine becomes a script: what is said when, for both versions of every exercise.

Every bout of work stands behind a CHANGE step that briefs it and gives time to settle; "begin" ends that step
and a tone starts the work, so a slow voice never eats into a hold.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from service.core.catalogue import Exercise
from service.core.errors import InputError
from service.core.routine import Routine
from voice.script import dose as doses
from voice.script.briefing import counted, first_lines, given, later_lines, praise, switches
from voice.script.coaching import Coaching, CueKind, Given
from voice.script.cues import Wish, as_wished, hold_wishes, place, rep_wishes
from voice.script.desk import Desk, Part
from voice.script.dose import Bout
from voice.script.model import PROMPTS, Cue, Kind, Script, Step, Utterance
from voice.script.timing import length_s
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
    routine: Routine,
    phrases: Phrases,
    *,
    voice: Voice | None = None,
    first_side: str = "left",
    coaching: Coaching | None = None,
    known: Mapping[str, int] | None = None,
) -> Script:
    """Write the routine out as a script.

    `voice` sets the speed that spoken lengths are estimated for. `first_side` is the side each exercise
    starts with: the good one where the runner has named a sore one. `coaching` is how the runner likes it,
    `known` in how many sittings each exercise was done. Raises InputError for an empty routine.
    """
    if not routine.items:
        raise InputError(
            "There is no exercise in this routine, so there is nothing to guide.", code="no_exercise"
        )
    wpm = (voice or Voice()).words_per_minute
    desk = Desk(phrases, wpm, first_side, coaching or Coaching(), known or {})
    return Script(
        routine=routine.id,
        title=routine.title,
        steps=(*_steps(desk, routine), _end(desk, len(routine.items) - 1)),
        exercises=tuple(item.exercise.id for item in routine.items),
        easier=tuple(item.easier.exercise.id if item.easier else None for item in routine.items),
        prompts=dict(zip(PROMPTS, prompts(phrases), strict=True)),
        phrases=phrases.for_answers(),
    )


def prompts(phrases: Phrases) -> tuple[Utterance, ...]:
    """Give the player's own words, in the order of PROMPTS."""
    return tuple(Utterance(phrases.prompts[key]) for key in PROMPTS)


def _steps(desk: Desk, routine: Routine) -> Iterator[Step]:
    items = routine.items
    for index, item in enumerate(items):
        opening = routine.opening if index == 0 else None
        following = items[index + 1].exercise if index + 1 < len(items) else None
        yield from _version(desk, Part(index, len(items), item, False, opening, following))  # noqa: FBT003 - fields in order
        if item.easier is not None:
            yield from _version(desk, Part(index, len(items), item.easier, True, None, following))  # noqa: FBT003 - fields in order


def _version(desk: Desk, part: Part) -> Iterator[Step]:
    every = tuple(doses.bouts(part.item.dose, desk.first_side))
    fixes = _fixes(part.item.exercise, every)
    previous: Bout | None = None
    for number, bout in enumerate(every):
        if previous is not None:
            yield from _rest_between(desk, part, previous, bout)
        work, left_over = _work(desk, part, bout, fixes.get(number))
        yield _ready(desk, part, (previous, bout), left_over)
        yield work
        previous = bout
    if part.following is not None:
        yield _rest_after(desk, part, part.following)


def _end(desk: Desk, item: int) -> Step:
    say = desk.phrases.say
    line = Utterance(say("end.closing"))
    return Step(Kind.END, item, easier=False, title=say("page.end"), detail="", work_s=0.0, briefing=(line,))


# ---- work and what leads to it


def _work(desk: Desk, part: Part, bout: Bout, fix: str | None) -> tuple[Step, str | None]:
    """Give the working step, and the fix that found no room in it and must be said before."""
    dose, phrases = part.item.dose, desk.phrases
    work_s = doses.work_s(dose)
    if dose.hold_s is None:
        breath = part.item.exercise.first_breath
        wishes = rep_wishes(phrases, doses.tempo_s(dose), reps=dose.reps, fix=fix, breath=breath)
    else:
        wishes = hold_wishes(phrases, work_s, fix=fix)
    cues = _place(desk, wishes, work_s)
    said = fix is None or any(cue.utterance.text == sentence(fix) for cue in cues)
    rep_s = None if dose.hold_s is not None else work_s / dose.reps
    bare = part.step(Kind.WORK, detail=doses.shown(dose, bout, phrases), work_s=work_s, side=bout.side)
    return replace(bare, cues=cues, rep_s=rep_s), None if said else fix


def _ready(desk: Desk, part: Part, bouts: tuple[Bout | None, Bout], fix: str | None) -> Step:
    previous, bout = bouts
    first = previous is None
    lines = first_lines(desk, part, bout) if previous is None else later_lines(desk, part, previous, bout)
    if fix is not None:
        lines += given(desk, CueKind.FIX, [desk.phrases.say("brief.mind", fix=sentence(fix))])
    work_s = SETTLE_S if first else CHANGE_S
    begin = Wish(work_s, Utterance(desk.phrases.say("cue.begin")), 0, CueKind.BEGIN)
    switched = previous is not None and switches(previous, bout)
    side = desk.phrases.say(f"side.{bout.side}") if switched else ""
    detail = desk.phrases.say("page.switch", side=side) if switched else desk.phrases.say("page.ready")
    bare = part.step(Kind.CHANGE, detail=detail, work_s=work_s, side=bout.side)
    spoken = [begin] if desk.coaching.way(CueKind.BEGIN) is Given.VOICE else []
    return replace(bare, briefing=tuple(lines), cues=_place(desk, spoken, work_s))


# ---- rests


def _rest_between(desk: Desk, part: Part, done: Bout, upcoming: Bout) -> Iterator[Step]:
    work_s = doses.rest_s(part.item.dose, done, upcoming)
    if work_s > 0:
        which = counted(desk, part, upcoming)
        name = desk.phrases.say(
            "rest.next_part", name=part.item.exercise.name, part=which[:1].lower() + which[1:]
        )
        yield _rest(desk, part, name, work_s=work_s, about=None)


def _rest_after(desk: Desk, part: Part, following: Exercise) -> Step:
    name = desk.phrases.say("rest.next", name=following.name)
    rest = _rest(desk, part, name, work_s=BETWEEN_EXERCISES_S, about=part.index + 1)
    return replace(rest, briefing=(*praise(desk, part), *rest.briefing))


def _rest(desk: Desk, part: Part, name: str, *, work_s: float, about: int | None) -> Step:
    """Give a rest that names what comes next: on its clock, or before it when the rest is short."""
    at_s = max(_NAME_AT_S, work_s - _REMIND_S)
    lines = [Utterance(desk.phrases.say("rest.for", time=desk.phrases.duration(work_s)))]
    cues: tuple[Cue, ...] = ()
    for named in given(desk, CueKind.NEXT, [name]):
        if at_s <= work_s - NAMED_AHEAD_S and at_s + length_s(named, desk.words_per_minute) <= work_s:
            cues = (Cue(at_s, named, about),)
        else:
            lines.append(named)
    title, detail = desk.phrases.say("page.rest"), name.removesuffix(".")
    return Step(Kind.REST, part.index, part.easier, title, detail, work_s, tuple(lines), cues)


def _place(desk: Desk, wishes: list[Wish], work_s: float) -> tuple[Cue, ...]:
    wished = as_wished(wishes, desk.coaching)
    return place(wished, work_s=work_s, words_per_minute=desk.words_per_minute)


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
