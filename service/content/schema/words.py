"""words.yaml: what runners say, and which facts it states."""

from typing import Literal

from pydantic import Field

from service.content.schema.common import Reviewed, Strict, Text, Value, fitting
from service.core.catalogue import FactValue, Vocabulary
from service.core.errors import ContentError
from service.core.facts import GIVEN_FAMILIES
from service.core.words.tokens import tokens

Words = tuple[str, ...]
Reply = Literal["yes", "no", "dont_know", "repeat", "back", "stop", "help"]


class PhraseEntry(Strict):
    """Phrases that mean the same."""

    means: dict[str, Value]
    say: list[Text] = Field(min_length=1)

    def facts(self) -> dict[str, FactValue]:
        """Give the facts. Raises ContentError for what nobody can say: unknown facts, or a "no"."""
        for name, value in fitting(self.means).items():
            if name.split(".")[0] not in GIVEN_FAMILIES:
                raise ContentError(f"{name} is worked out and cannot be said")
            if value is False:
                raise ContentError(f"{name}: write what is said as true; a plain no makes it false")
        return dict(self.means)


class WordsFile(Reviewed):
    """words.yaml."""

    phrases: list[PhraseEntry] = Field(min_length=1)
    negators: list[Text]
    fillers: list[Text]
    joiners: list[Text]
    breaks: list[Text]
    unsure: list[Text]
    others: list[Text]
    past: list[Text]
    lasting: list[Text]
    replies: dict[Reply, list[Text]]
    numbers: dict[str, int]

    def value(self) -> Vocabulary:
        """Give the core's value. Raises ContentError for a phrase with two meanings."""
        phrases: dict[Words, dict[str, FactValue]] = {}
        for entry in self.phrases:
            for said in entry.say:
                if self._split(said) in phrases:
                    raise ContentError(f"{said!r} is written twice")
                phrases[self._split(said)] = entry.facts()
        return Vocabulary(
            phrases=phrases,
            negators=frozenset(self.negators),
            fillers=frozenset(self.fillers),
            joiners=frozenset(self.joiners),
            breaks=frozenset(self.breaks),
            unsure=self._all(self.unsure),
            others=self._all(self.others),
            past=self._all(self.past),
            lasting=self._all(self.lasting),
            replies={name: self._all(said) for name, said in self.replies.items()},
            numbers={name: float(value) for name, value in self.numbers.items()},
        )

    def _all(self, said: list[Text]) -> frozenset[Words]:
        return frozenset(self._split(one) for one in said)

    def _split(self, said: str) -> Words:
        return tuple(tokens(said, {name: float(value) for name, value in self.numbers.items()}))
