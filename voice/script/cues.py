"""What is said while a step works, and when: of two wishes that overlap the lesser is dropped.

A cue that comes late is worse than none (voice.md §5), so nothing is ever moved to make room.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from voice.script.coaching import Coaching, CueKind, Given
from voice.script.model import Cue, Tone, Utterance
from voice.script.timing import TONE_S, length_s
from voice.script.wording import Phrases, sentence

SHORT_HOLD_S = 20.0
MIDDLE_HOLD_S = 40.0
"""Below the first only three-two-one is said, above the second "ten seconds" too. Source: voice.md §5."""
LONG_HOLD_S = 120.0
"""From here on "one minute left" helps; ours."""
SLOWEST_COUNT_S = 1.5
"""Repetitions quicker than this are not counted one by one: nobody can follow; ours."""
BREATH_EVERY = 3
"""A breath cue every third repetition. Source: the exercise library's voice rule."""
AFTER_COUNT_S = 0.9
"""Room for a spoken number; ours."""

PACED_REPS = 2
"""The breath is led through so many repetitions; after that it is only recalled. Source: voice.md §5."""

_TONE, _COUNTDOWN, _TIME_LEFT, _FIX, _HALF, _COUNT, _BREATH = range(7)


@dataclass(frozen=True, slots=True)
class Wish:
    """A cue that would be good to have; the lower its rank the more it matters."""

    at_s: float
    utterance: Utterance
    rank: int
    kind: CueKind


def as_wished(wishes: Iterable[Wish], coaching: Coaching) -> Iterator[Wish]:
    """Give the wishes the way the runner likes each kind: spoken, as a short tone, or not at all."""
    for wish in wishes:
        way = coaching.way(wish.kind)
        if way is Given.VOICE or (way is Given.TONE and wish.utterance.tone is not None):
            yield wish
        elif way is Given.TONE:
            yield replace(wish, utterance=Utterance(wish.utterance.text, Tone.TICK))


def place(wishes: Iterable[Wish], *, work_s: float, words_per_minute: int) -> tuple[Cue, ...]:
    """Keep what fits, in time order. What starts at `work_s` itself may last beyond it; nothing else may."""
    kept: list[tuple[float, float, Utterance]] = []
    for wish in sorted(wishes, key=lambda wish: (wish.rank, wish.at_s)):
        end_s = wish.at_s + length_s(wish.utterance, words_per_minute)
        inside = wish.at_s >= 0 and (wish.at_s == work_s or end_s <= work_s)
        if inside and all(end_s <= start or wish.at_s >= end for start, end, _ in kept):
            kept.append((wish.at_s, end_s, wish.utterance))
    return tuple(Cue(start, utterance) for start, _, utterance in sorted(kept, key=lambda one: one[0]))


def hold_wishes(phrases: Phrases, work_s: float, *, fix: str | None) -> list[Wish]:
    """Give the wishes of a hold of `work_s` seconds."""

    def wish(at_s: float, text: str, rank: int, kind: CueKind = CueKind.TIME_LEFT) -> Wish:
        return Wish(at_s, Utterance(text), rank, kind)

    wishes = _tones(phrases, work_s)
    wishes += [
        wish(work_s - left, phrases.number(left), _COUNTDOWN, CueKind.COUNTDOWN)
        for left in (3, 2, 1)
        if left < work_s
    ]
    if work_s >= SHORT_HOLD_S:
        wishes.append(wish(work_s / 2, phrases.say("cue.half"), _HALF))
    if work_s >= SHORT_HOLD_S and fix is not None:
        wishes.append(wish(0.15 * work_s, sentence(fix), _FIX, CueKind.FIX))
    if work_s > MIDDLE_HOLD_S:
        wishes.append(wish(work_s - 10, phrases.say("cue.ten"), _TIME_LEFT))
    if work_s > LONG_HOLD_S:
        wishes.append(wish(work_s - 60, phrases.say("cue.minute"), _TIME_LEFT))
    return wishes


def rep_wishes(
    phrases: Phrases, tempo_s: Sequence[float], *, reps: int, fix: str | None, breath: str | None = None
) -> list[Wish]:
    """Give the wishes of a set of repetitions: each is counted as it begins, the first with its breath."""
    rep_s = math.fsum(tempo_s)
    work_s = reps * rep_s
    every = 1 if rep_s >= SLOWEST_COUNT_S else math.ceil(SLOWEST_COUNT_S / rep_s)
    wishes = _tones(phrases, work_s)
    for rep in range(0, reps, every):
        at_s = max(rep * rep_s, TONE_S)
        wishes.append(Wish(at_s, Utterance(phrases.number(rep + 1)), _COUNT, CueKind.COUNT))
    wishes += _led_breath(phrases, tempo_s, reps, breath)
    for rep in range(BREATH_EVERY - 1, reps, BREATH_EVERY):
        at_s = rep * rep_s + max(tempo_s[0], AFTER_COUNT_S)
        wishes.append(Wish(at_s, Utterance(phrases.say("cue.breathe")), _BREATH, CueKind.BREATH))
    if fix is not None and work_s >= SHORT_HOLD_S:
        at_s = min(PACED_REPS if breath else 1, reps - 1) * rep_s + AFTER_COUNT_S
        wishes.append(Wish(at_s, Utterance(sentence(fix)), _FIX, CueKind.FIX))
    return wishes


def _led_breath(phrases: Phrases, tempo_s: Sequence[float], reps: int, breath: str | None) -> Iterator[Wish]:
    """Give "breathe out" behind the count of the first repetitions, and "and in" as their last part begins."""
    if breath is None or len(tempo_s) < 2:
        return
    other = "in" if breath == "out" else "out"
    for rep in range(min(PACED_REPS, reps)):
        begins_s = rep * math.fsum(tempo_s)
        turns_s = begins_s + math.fsum(tempo_s[:-1])
        first, second = phrases.say(f"cue.breathe_{breath}"), phrases.say(f"cue.and_{other}")
        yield Wish(begins_s + TONE_S + AFTER_COUNT_S, Utterance(first), _BREATH, CueKind.BREATH)
        yield Wish(turns_s, Utterance(second), _BREATH, CueKind.BREATH)


def _tones(phrases: Phrases, work_s: float) -> list[Wish]:
    begin, end = (
        Utterance(phrases.say("tone.begin"), Tone.BEGIN),
        Utterance(phrases.say("tone.end"), Tone.END),
    )
    return [Wish(0.0, begin, _TONE, CueKind.BEGIN), Wish(work_s, end, _TONE, CueKind.END)]
