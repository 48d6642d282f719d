"""What is said while a step works, and when: of two wishes that overlap the lesser is dropped.

A cue that comes late is worse than none (voice.md §5), so nothing is ever moved to make room.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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

_TONE, _COUNTDOWN, _TIME_LEFT, _FIX, _HALF, _COUNT, _BREATH = range(7)


@dataclass(frozen=True, slots=True)
class Wish:
    """A cue that would be good to have; the lower its rank the more it matters."""

    at_s: float
    utterance: Utterance
    rank: int


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
    wishes = _tones(phrases, work_s)
    wishes += [
        Wish(work_s - left, Utterance(phrases.number(left)), _COUNTDOWN)
        for left in (3, 2, 1)
        if left < work_s
    ]
    if work_s >= SHORT_HOLD_S:
        wishes.append(Wish(work_s / 2, Utterance(phrases.say("cue.half")), _HALF))
    if work_s >= SHORT_HOLD_S and fix is not None:
        wishes.append(Wish(0.15 * work_s, Utterance(sentence(fix)), _FIX))
    if work_s > MIDDLE_HOLD_S:
        wishes.append(Wish(work_s - 10, Utterance(phrases.say("cue.ten")), _TIME_LEFT))
    if work_s > LONG_HOLD_S:
        wishes.append(Wish(work_s - 60, Utterance(phrases.say("cue.minute")), _TIME_LEFT))
    return wishes


def rep_wishes(phrases: Phrases, tempo_s: Sequence[float], *, reps: int, fix: str | None) -> list[Wish]:
    """Give the wishes of a set of repetitions: each is counted as it begins."""
    rep_s = math.fsum(tempo_s)
    work_s = reps * rep_s
    every = 1 if rep_s >= SLOWEST_COUNT_S else math.ceil(SLOWEST_COUNT_S / rep_s)
    wishes = _tones(phrases, work_s)
    for rep in range(0, reps, every):
        at_s = max(rep * rep_s, TONE_S)
        wishes.append(Wish(at_s, Utterance(phrases.number(rep + 1)), _COUNT))
    for rep in range(BREATH_EVERY - 1, reps, BREATH_EVERY):
        at_s = rep * rep_s + max(tempo_s[0], AFTER_COUNT_S)
        wishes.append(Wish(at_s, Utterance(phrases.say("cue.breathe")), _BREATH))
    if fix is not None and work_s >= SHORT_HOLD_S:
        at_s = min(1, reps - 1) * rep_s + AFTER_COUNT_S
        wishes.append(Wish(at_s, Utterance(sentence(fix)), _FIX))
    return wishes


def _tones(phrases: Phrases, work_s: float) -> list[Wish]:
    return [
        Wish(0.0, Utterance(phrases.say("tone.begin"), Tone.BEGIN), _TONE),
        Wish(work_s, Utterance(phrases.say("tone.end"), Tone.END), _TONE),
    ]
