"""Files of the check-in: one question a fact, and the order in which they are asked."""

from typing import Literal

from pydantic import Field

from service.content.schema.common import Reviewed, Strict, Text, condition, known
from service.core.catalogue import Branch, Choice, Question, Questionnaire, Step
from service.core.errors import ContentError
from service.core.facts import FACTS

SPOKEN_WORDS_AT_MOST = 14
"""What one breath carries. Source: soreness.md §2."""

KIND_OF = {"bool": "yes_no", "number": "number", "enum": "choice"}


class ChoiceEntry(Strict):
    """One answer of a closed question."""

    value: Text
    words: Text
    say: list[Text] = Field(default_factory=list)


class QuestionFile(Reviewed):
    """questions/<fact>."""

    named_by = "fact"

    fact: Text
    says: Text
    kind: Literal["yes_no", "number", "choice"]
    choices: list[ChoiceEntry] = Field(default_factory=list)
    minimum: float | None = None
    maximum: float | None = None
    help: Text | None = None

    def value(self) -> Question:
        """Give the core's value. Raises ContentError."""
        known((self.fact,))
        self._check_kind()
        choices = tuple(Choice(choice.value, choice.words, tuple(choice.say)) for choice in self.choices)
        return Question(
            self.fact,
            self.says,
            self.kind,
            choices,
            minimum=self.minimum,
            maximum=self.maximum,
            help=self.help,
        )

    def _check_kind(self) -> None:
        spec = FACTS[self.fact]
        if len(self.says.split()) > SPOKEN_WORDS_AT_MOST:
            raise ContentError(f"a question has at most {SPOKEN_WORDS_AT_MOST} words: {self.says!r}")
        if self.kind != KIND_OF[spec.type]:
            raise ContentError(f"{self.fact} is a {spec.type} and cannot be asked as {self.kind}")
        if tuple(choice.value for choice in self.choices) != spec.values:
            raise ContentError(
                f"the choices must be the fact's values, in their order: {', '.join(spec.values)}"
            )
        if (self.kind == "number") != (self.minimum is not None and self.maximum is not None):
            raise ContentError("a number has a minimum and a maximum, and nothing else has")


class StepEntry(Strict):
    """Several facts in one breath."""

    facts: list[Text] = Field(min_length=2)
    says: Text


class OpeningEntry(StepEntry):
    """A step that everybody is asked."""

    id: Text
    kind: Literal["slots", "bundle"]
    also_no: list[Text] = Field(default_factory=list)

    def value(self) -> Step:
        """Give the core's value. Raises ContentError."""
        if not set(self.also_no) <= set(self.facts):
            raise ContentError(f"{self.id}: also_no names a fact that the step does not have")
        return Step(self.id, known(self.facts), self.kind, says=self.says, also_no=tuple(self.also_no))


class AskEntry(Strict):
    """Questions behind a condition."""

    when: object
    ask: list[Text | StepEntry] = Field(min_length=1)

    def branch(self, branch_id: str, must: tuple[str, ...] = ()) -> Branch:
        """Give the core's value; a step is named after the branch and its first fact. Raises ContentError."""
        steps = tuple(_step(branch_id, entry) for entry in self.ask)
        asked = {fact for step in steps for fact in step.facts}
        if not set(must) <= asked:
            raise ContentError(f"{branch_id}: must names {sorted(set(must) - asked)}, which it never asks")
        return Branch(branch_id, condition(self.when), steps, must)


class ProbeEntry(AskEntry):
    """Asked in front of the branch."""

    id: Text


class BranchEntry(ProbeEntry):
    """The questions that fit the first answers."""

    must: list[Text] = Field(default_factory=list)
    add_if: AskEntry | None = None


class QuestionnaireFile(Reviewed):
    """questionnaire.yaml."""

    profile: list[Text]
    opening: list[OpeningEntry]
    probes: list[ProbeEntry]
    branches: list[BranchEntry] = Field(min_length=1)
    follow_up: list[Text]

    def value(self, questions: dict[str, Question]) -> Questionnaire:
        """Give the core's value. Raises ContentError."""
        made = Questionnaire(
            questions,
            known(self.profile),
            opening=tuple(entry.value() for entry in self.opening),
            branches=tuple(entry.branch(entry.id, tuple(entry.must)) for entry in self.branches),
            additions={
                entry.id: (entry.add_if.branch(f"{entry.id}+"),) for entry in self.branches if entry.add_if
            },
            probes=tuple(entry.branch(entry.id) for entry in self.probes),
            follow_up=known(self.follow_up),
        )
        _check_asked(made)
        return made


def _step(branch_id: str, entry: str | StepEntry) -> Step:
    if isinstance(entry, str):
        return Step(f"{branch_id}.{entry.removeprefix('q.')}", known((entry,)), "one")
    facts = known(entry.facts)
    return Step(f"{branch_id}.{facts[0].removeprefix('q.')}", facts, "bundle", says=entry.says)


def _check_asked(made: Questionnaire) -> None:
    branches = [*made.branches, *made.probes, *(part for parts in made.additions.values() for part in parts)]
    steps = [*made.opening, *(step for branch in branches for step in branch.ask)]
    asked = [*made.profile, *made.follow_up, *(fact for step in steps for fact in step.facts)]
    for fact in asked:
        if fact not in made.questions:
            raise ContentError(f"asks {fact}, but there is no question for it")
    if len({step.id for step in steps}) != len(steps):
        raise ContentError("two steps carry the same id")
