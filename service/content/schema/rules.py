"""Files under rules/: what is derived, what does not fit, what is dangerous, what weighs what."""

from typing import Literal

from pydantic import Field

from service.content.schema.common import (
    Reviewed,
    Strict,
    Text,
    Triage,
    Urgency,
    Value,
    condition,
    fitting,
    known,
)
from service.core.catalogue import (
    Contradiction,
    Contraindication,
    Derivation,
    Escalation,
    FactValue,
    Lift,
    RedFlag,
    ScoringRule,
)
from service.core.errors import ContentError


class Example(Strict):
    """Facts, and what the rule makes of them. Run as tests."""

    given: dict[str, Value]
    gives: bool | Literal["unknown"]


class DerivedExample(Strict):
    """Facts, and the derived value; "unknown" where no case is true."""

    given: dict[str, Value]
    gives: bool | Text


class Case(Strict):
    """One value and the condition for it."""

    value: bool | Text
    when: object


class DerivedFile(Reviewed):
    """rules/derived: a fact from facts."""

    named_by = "id"

    id: Text
    cases: list[Case] = Field(min_length=1)
    says: Text
    examples: list[DerivedExample]

    def value(self) -> Derivation:
        """Give the core's value. Raises ContentError."""
        fact = f"d.{self.id}"
        cases: list[tuple[FactValue, object]] = [(case.value, case.when) for case in self.cases]
        for value, _ in cases:
            fitting({fact: value})
        for example in self.examples:
            fitting(example.given)
        if not {False, True} <= {example.gives != "unknown" for example in self.examples}:
            raise ContentError("needs an example that gives a value and one that gives unknown")
        parsed = tuple((value, condition(when)) for value, when in cases)
        return Derivation(fact, parsed, self.says, tuple(self.sources))


class RuleFile(Reviewed):
    """What all rules with a condition share."""

    named_by = "id"

    id: Text
    when: object
    says: Text
    examples: list[Example]

    def check_examples(self) -> None:
        """Raise ContentError unless one example fires, one does not, and all facts are known."""
        for example in self.examples:
            fitting(example.given)
        fires = {example.gives is True for example in self.examples}
        if True not in fires:
            raise ContentError("no example fires the rule")
        if False not in fires:
            raise ContentError("no example leaves the rule quiet")


class RedFlagFile(RuleFile):
    """rules/red_flags."""

    order: int
    label: Text
    urgency: Urgency

    def value(self) -> RedFlag:
        """Give the core's value. Raises ContentError."""
        self.check_examples()
        when = condition(self.when)
        return RedFlag(self.id, self.label, self.urgency, when, self.says, tuple(self.sources))


class ScoringFile(RuleFile):
    """rules/scoring."""

    points: dict[str, int] = Field(min_length=1)

    def value(self) -> ScoringRule:
        """Give the core's value. Raises ContentError."""
        self.check_examples()
        return ScoringRule(self.id, condition(self.when), self.points, self.says, tuple(self.sources))


class EscalationFile(RuleFile):
    """rules/triage."""

    to: Triage
    urgency: Urgency | None = None

    def value(self) -> Escalation:
        """Give the core's value. Raises ContentError."""
        self.check_examples()
        when = condition(self.when, sees_result=True)
        return Escalation(self.id, self.to, self.urgency, when, self.says, tuple(self.sources))


class LiftEntry(Strict):
    """What ends a part of a block in the course of a plan."""

    block: list[Text] = Field(min_length=1)
    when: object = "always"
    phases: list[Text] = Field(default_factory=list)
    pain_free_days: int = Field(0, ge=0)

    def value(self) -> Lift:
        """Give the core's value. Raises ContentError."""
        return Lift(tuple(self.block), condition(self.when), tuple(self.phases), self.pain_free_days)


class ContraindicationFile(RuleFile):
    """rules/contraindications."""

    block: list[Text] = Field(min_length=1)
    until: Text | None = None
    lifts: list[LiftEntry] = Field(default_factory=list)

    def value(self) -> Contraindication:
        """Give the core's value. Raises ContentError."""
        self.check_examples()
        if not {tag for lift in self.lifts for tag in lift.block} <= set(self.block):
            raise ContentError("lifts something that it does not block")
        return Contraindication(
            self.id,
            condition(self.when),
            block=tuple(self.block),
            says=self.says,
            sources=tuple(self.sources),
            until=self.until,
            lifts=tuple(lift.value() for lift in self.lifts),
        )


class ContradictionFile(RuleFile):
    """rules/contradictions."""

    asks: Text
    repairs: list[Text] = Field(min_length=1)
    cautious: dict[str, Value | None] = Field(min_length=1)

    def value(self) -> Contradiction:
        """Give the core's value. Raises ContentError."""
        self.check_examples()
        return Contradiction(
            self.id,
            condition(self.when),
            self.asks,
            known(self.repairs),
            fitting(self.cautious),
            tuple(self.sources),
            self.says,
        )
