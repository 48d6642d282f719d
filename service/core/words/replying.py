"""What a runner says back to a question, as answers: the one door for typed and for spoken replies.

- A "yes" may be said along with anything; a "no" must be nothing but a no. "No, but my heart jumps" settles
  nothing and is asked again, because a danger that was half heard must not count as denied.
- What is said about other things on the way counts too, as everywhere in a check-in.
- The words of every question (repeat, back, stop, help) mean themselves only when they are all that is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from service.core.catalogue import Catalogue, FactValue, Question, Vocabulary
from service.core.checkin import DONT_KNOW, Answer, Unsure
from service.core.questions import Ask
from service.core.words.hearing import hear
from service.core.words.measures import DAYS_IN
from service.core.words.tokens import COMMA, STOP, first_of, holds_any, number, tokens

Words = tuple[str, ...]
PAUSES = frozenset({STOP, COMMA, "?"})
POLITE = frozenset({"please", "thanks", "um", "uh", "er", "erm", "oh", "hmm"})
"""What may stand round an answer without meaning anything."""


PRONOUNS = frozenset({"it", "i", "there", "both"})


class Command(StrEnum):
    """Words that every question understands."""

    REPEAT = "repeat"
    BACK = "back"
    STOP = "stop"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Replied:
    """What was said, as `answer` takes it."""

    given: Mapping[str, Answer]
    bundle: bool | Unsure | None = None


def understand(
    text: str, ask: Ask, *, catalogue: Catalogue, today: date | None = None
) -> Replied | Command | None:
    """Give what the words answer to what is asked now, or which command they are; None: ask again.

    Of several slots the first open one is the one that was asked; the others are heard in passing.
    """
    said = _Spoken(text, catalogue, today)
    command = next((one for one in Command if said.is_wholly(one.value)), None)
    if command is not None:
        return command
    if ask.kind == "bundle":
        return _to_bundle(said, ask)
    question = ask.questions[0]
    value = said.answer_to(question)
    if value is not None:
        return Replied({**said.heard, question.fact: value})
    return Replied(said.heard) if set(said.heard) & set(ask.facts) else None


def is_agreed(text: str, catalogue: Catalogue) -> bool | None:
    """Say whether the words are a plain yes or a plain no; None for anything else."""
    said = _Spoken(text, catalogue, None)
    if said.is_unsure() or said.heard:
        return None
    return False if said.is_no() else (True if said.is_yes() else None)


def answer_in_words(
    text: str, question: Question, *, catalogue: Catalogue, today: date | None = None
) -> Answer | None:
    """Give the value that the words answer to this one question; None when they answer nothing."""
    return _Spoken(text, catalogue, today).answer_to(question)


def _to_bundle(said: "_Spoken", ask: Ask) -> Replied | None:
    """Read an answer to a whole bundle: what is named counts by itself, and the rest is asked on."""
    named = {fact: value for fact, value in said.heard.items() if fact in ask.facts}
    if any(value is not False for value in named.values()):
        return Replied(said.heard)
    if said.is_unsure():
        return Replied(said.heard, bundle=DONT_KNOW)
    if said.is_no():
        return Replied({fact: value for fact, value in said.heard.items() if fact not in named}, bundle=False)
    if said.is_yes():
        return Replied(said.heard, bundle=True)
    return Replied(said.heard) if named else None


class _Spoken:
    """One reply: its words, and the facts that they state by themselves."""

    def __init__(self, text: str, catalogue: Catalogue, today: date | None) -> None:
        self._vocabulary: Vocabulary = catalogue.vocabulary
        self._catalogue = catalogue
        self._today = today
        self._all = tokens(text, self._vocabulary.numbers)
        self.words = tuple(word for word in self._all if word not in PAUSES and word not in POLITE)
        self.heard: dict[str, FactValue] = hear(text, catalogue, today=today)

    def is_wholly(self, kind: str) -> bool:
        return self.words in self._phrases(kind)

    def is_unsure(self) -> bool:
        return holds_any(self.words, self._phrases("dont_know"))

    def is_yes(self) -> bool:
        """Say whether it begins with a yes and denies nothing; "it is" and the like must be all of it."""
        if self.is_wholly("yes"):
            return True
        begins = any(
            self.words[: len(said)] == said and said[0] not in PRONOUNS for said in self._phrases("yes")
        )
        return begins and self._vocabulary.negators.isdisjoint(self.words)

    def is_no(self) -> bool:
        """Say whether all of it is a no: phrases that say so, and dangers denied by name."""
        if any(value is not False for value in self.heard.values()):
            return False
        left, denies = self.words, False
        while left:
            length = self._length_of_no(left)
            denies = (
                denies
                or length > 1
                or left[0] in self._vocabulary.negators
                or left[:1] in self._phrases("no")
            )
            if not length:
                return False
            left = left[length:]
        return denies

    def answer_to(self, question: Question) -> Answer | None:
        """Give the value for this question. Raises nothing: what cannot be is None."""
        stated = self.heard.get(question.fact)
        if stated is not None:
            return stated
        match question.kind:
            case "yes_no":
                return self._yes_no()
            case "number":
                return self._number(question)
            case _:
                return self._choice(question)

    def _yes_no(self) -> Answer | None:
        if self.is_unsure():
            return DONT_KNOW
        if self.is_no():
            return False
        return True if self.is_yes() else None

    def _number(self, question: Question) -> Answer | None:
        value = self._days() if question.fact == "q.onset_days" else self._strength(question)
        if value is None:
            return DONT_KNOW if self.is_unsure() else None
        low, high = question.minimum, question.maximum
        within = (low is None or value >= low) and (high is None or value <= high)
        return value if within else None

    def _strength(self, question: Question) -> float | None:
        """Give the number; of "three to four" the higher, as everywhere; two numbers otherwise are no answer."""
        found = [value for word in self.words if (value := number(word)) is not None]
        if question.fact == "q.pain" and found[1:] == [10] and first_of(self.words, {("out", "of")}):
            found = found[:1]
        halves = 0.5 if holds_any(self.words, {("and", "a", "half")}) else 0.0
        if len(found) == 1:
            return found[0] + halves
        if len(found) == 2 and holds_any(self.words, {("to",), ("or",), ("between",)}):
            return max(found)
        return 0.0 if not found and question.fact == "q.pain" and self.is_no() else None

    def _days(self) -> float | None:
        found = [value for word in self.words if (value := number(word)) is not None]
        if holds_any(self.words, {("today",), ("this", "morning")}):
            return 0.0
        if holds_any(self.words, {("day", "before", "yesterday")}):
            return 2.0
        if holds_any(self.words, {("yesterday",)}):
            return 1.0
        unit = next((days for word in self.words if (days := DAYS_IN.get(word))), None)
        if len(found) > 1 or (not found and unit is None):
            return self._since_weekday() if not found else None
        return (found[0] if found else 1.0) * (unit or 1)

    def _since_weekday(self) -> float | None:
        stated = hear(f"since {' '.join(self.words[-1:])}", self._catalogue, today=self._today)
        days = stated.get("q.onset_days")
        return None if days is None else float(days)

    def _choice(self, question: Question) -> Answer | None:
        """Give the one choice that is named, the longest naming winning; two, or a denied one, are none."""
        words = self.words[1:] if self._all[:2] == ["no", COMMA] else self.words
        best: dict[str, int] = {}
        for choice in question.choices:
            names = [self._split(name) for name in (choice.words, *choice.say)]
            lengths = [len(name) for name in names if holds_any(words, {name})]
            if lengths:
                best[choice.value] = max(lengths)
        longest = max(best.values(), default=0)
        named = [value for value, length in best.items() if length == longest]
        if len(named) == 1 and not self._is_denied(words, length=longest):
            return named[0]
        return DONT_KNOW if not named and self.is_unsure() else None

    def _is_denied(self, words: Words, *, length: int) -> bool:
        """Say whether a "no" stands in words that are more than the choice's own name."""
        return len(words) > length and not self._vocabulary.negators.isdisjoint(words)

    def _length_of_no(self, left: Words) -> int:
        """Give how many words at the front are a no, or may stand in a list of them."""
        longest = max(
            (len(said) for said in self._phrases("no") if left[: len(said)] == said),
            default=0,
        )
        if longest:
            return longest
        denied = [said for said, facts in self._vocabulary.phrases.items() if self._is_named_no(facts)]
        named = max((len(said) for said in denied if left[: len(said)] == said), default=0)
        filler = self._vocabulary.fillers | self._vocabulary.joiners | self._vocabulary.negators
        return named or int(left[0] in filler)

    def _is_named_no(self, facts: Mapping[str, FactValue]) -> bool:
        return bool(facts) and all(self.heard.get(fact) is False for fact in facts)

    def _phrases(self, kind: str) -> frozenset[Words]:
        return self._vocabulary.replies.get(kind, frozenset())

    def _split(self, words: str) -> Words:
        return tuple(word for word in tokens(words, self._vocabulary.numbers) if word not in PAUSES)
