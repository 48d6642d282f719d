"""From a runner's sentence to facts: a small grammar of phrases, plain "no" and numbers. No model, no guessing.

- The longest phrase wins; unknown words are passed over.
- A fact is denied only by a "no" that stands right before it ("no real pop or bruise"). Any other "not" in the
  same thought, a bare list behind a denied one, and every "maybe" or "not sure" leave it unsaid: it is asked.
- A thought about somebody else, or about a time that is over, says nothing about these legs.
- Two things that exclude each other leave both unsaid, with one exception: a danger that was named once stays
  named, whatever else is said.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from service.core.catalogue import Catalogue, FactValue, Vocabulary
from service.core.rules.predicate import facts_in
from service.core.words.measures import measures
from service.core.words.tokens import COMMA, STOP, first_of, holds_any, tokens

_YEAR = re.compile(r"(19|20)\d\d")

PAINLESS: Mapping[str, FactValue] = {"q.site": "none", "q.pain": 0}


@dataclass(frozen=True, slots=True)
class _Part:
    """A phrase, a measure or a single word of a thought."""

    words: tuple[str, ...]
    facts: Mapping[str, FactValue] | None
    """None for a word without a meaning of its own."""
    at: int


@dataclass(frozen=True, slots=True)
class _Mood:
    """What the words so far do to the next phrase."""

    denies: bool = False
    fresh: bool = False
    """The "no" has not met anything yet: another one would turn it round."""
    doubtful: bool = False
    """Whatever follows in this thought is left unsaid."""


@dataclass(frozen=True, slots=True)
class _Said:
    fact: str
    value: FactValue


def hear(text: str, catalogue: Catalogue, *, today: date | None = None) -> dict[str, FactValue]:
    """Give the facts that the words state, by full name. `today`: the runner's date, for "since Saturday"."""
    said: list[_Said] = []
    denied = False
    for thought in _thoughts(text, catalogue.vocabulary):
        parts = list(_parts(thought, catalogue.vocabulary, today=today))
        if _is_elsewhere(thought, catalogue.vocabulary):
            denied = False
            continue
        bare = denied and all(_is_listed(part, catalogue.vocabulary) for part in parts)
        heard = [] if bare else list(_heard(parts, catalogue.vocabulary))
        said += heard
        ends_softly = thought[-1:] == [COMMA]
        denied = ends_softly and (bare or any(one.value is False for one in heard))
    return _without_false_peace(_settled(said, _dangers(catalogue)), said)


def _dangers(catalogue: Catalogue) -> set[str]:
    return {fact for flag in catalogue.red_flags for fact in facts_in(flag.when)}


def _is_elsewhere(thought: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Say whether the thought is about another person, or about what was once and is not said to go on."""
    if holds_any(thought, vocabulary.others):
        return True
    over = holds_any(thought, vocabulary.past) or any(_YEAR.fullmatch(word) for word in thought)
    return over and not holds_any(thought, vocabulary.lasting)


def _thoughts(text: str, vocabulary: Vocabulary) -> Iterator[list[str]]:
    """Split at pauses, which stay at the end, and at words such as "but", which begin something new."""
    thought: list[str] = []
    for word in tokens(text, vocabulary.numbers):
        if word in vocabulary.breaks:
            yield thought
            thought = []
        else:
            thought.append(word)
            if word in {STOP, COMMA}:
                yield thought
                thought = []
    yield thought


def _parts(words: Sequence[str], vocabulary: Vocabulary, *, today: date | None) -> Iterator[_Part]:
    numbered = {start: (end, facts) for start, end, facts in measures(words, today=today)}
    longest = max(map(len, vocabulary.phrases), default=0)
    at = 0
    while at < len(words):
        found = numbered.get(at) or _phrase(words, at, vocabulary, longest=longest)
        end, facts = found or (at + 1, None)
        yield _Part(tuple(words[at:end]), facts, at)
        at = end


def _phrase(
    words: Sequence[str], at: int, vocabulary: Vocabulary, *, longest: int
) -> tuple[int, Mapping[str, FactValue]] | None:
    """Give the end and the facts of the longest phrase that begins here."""
    for end in range(min(at + longest, len(words)), at, -1):
        facts = vocabulary.phrases.get(tuple(words[at:end]))
        if facts is not None:
            return end, facts
    return None


def _heard(parts: Sequence[_Part], vocabulary: Vocabulary) -> Iterator[_Said]:
    """Give what one thought states, part by part."""
    unsure_from = _first_unsure([word for part in parts for word in part.words], vocabulary)
    mood = _Mood()
    for part, following in zip_longest(parts, parts[1:]):
        after = following.words[0] if following is not None else ""
        if part.facts is None:
            mood = _after_word(mood, part.words[0], vocabulary)
            continue
        if after != "?" and not mood.doubtful and part.at < unsure_from:
            yield from _stated(part.facts, denied=mood.denies)
        mood = _after_phrase(mood, part.facts, carries_on=after in vocabulary.joiners)


def _after_word(mood: _Mood, word: str, vocabulary: Vocabulary) -> _Mood:
    if word in vocabulary.negators:
        return _Mood(denies=True, fresh=True, doubtful=mood.doubtful or mood.fresh)
    if mood.denies and word in vocabulary.fillers | vocabulary.joiners:
        return mood
    if word == "and":
        return _Mood()
    return _Mood(doubtful=mood.doubtful or mood.denies)


def _after_phrase(mood: _Mood, facts: Mapping[str, FactValue], *, carries_on: bool) -> _Mood:
    """A denied yes/no is settled; what a denied place or side leaves open stays open for the whole thought."""
    settles = any(value is True for value in facts.values())
    doubtful = mood.doubtful or (mood.denies and not settles)
    return _Mood(denies=mood.denies and carries_on, doubtful=doubtful)


def _stated(facts: Mapping[str, FactValue], *, denied: bool) -> Iterator[_Said]:
    """Give the facts; of what is denied only a yes/no becomes a no. "Not the calf" names no other place."""
    for fact, value in facts.items():
        if not denied:
            yield _Said(fact, value)
        elif value is True:
            yield _Said(fact, value=False)


def _first_unsure(words: Sequence[str], vocabulary: Vocabulary) -> int:
    """Give the place of the first "maybe" or "not sure" in the thought, or its end."""
    return first_of(words, vocabulary.unsure)


def _is_listed(part: _Part, vocabulary: Vocabulary) -> bool:
    """Say whether the part could be one more of a list: "no pop, bruise or weakness"."""
    word = part.words[0]
    return bool(part.facts) or (
        part.facts is None
        and (word in {STOP, COMMA} or word in vocabulary.fillers | vocabulary.joiners - {"no"})
    )


def _settled(said: Sequence[_Said], dangers: set[str]) -> dict[str, FactValue]:
    values: dict[str, list[FactValue]] = {}
    for one in said:
        values.setdefault(one.fact, []).append(one.value)
    facts: dict[str, FactValue] = {}
    for fact, every in values.items():
        heard = [value for value in every if value != PAINLESS.get(fact)] or every
        if len(set(heard)) == 1:
            facts[fact] = heard[0]
        elif fact in dangers and any(value is True for value in heard):
            facts[fact] = True
    return facts


def _without_false_peace(facts: dict[str, FactValue], said: Sequence[_Said]) -> dict[str, FactValue]:
    """Take "nothing hurts" back where something else was said that does."""
    peace = any(one.fact == "q.site" and one.value == PAINLESS["q.site"] for one in said)
    trouble = any(
        name.startswith("q.") and value is not False and PAINLESS.get(name) != value
        for name, value in facts.items()
    )
    if peace and (trouble or "q.site" not in facts):
        return {name: value for name, value in facts.items() if PAINLESS.get(name) != value}
    return facts
