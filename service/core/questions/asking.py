"""What a check-in says next: a question, or that it is done. And how a step becomes a question."""

from collections.abc import Mapping
from dataclasses import dataclass

from service.core.catalogue import Contradiction, Question, Questionnaire, Step
from service.core.checkin import Answer, CheckIn, Unsure

PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Ask:
    """One screen or breath. Answer all its questions, some of them, or (a bundle) all with one word."""

    step: str
    """Names this asking: `Q1`, `Q1:drill` after its "yes", `Q3:more` for what is left, `X1`, `profile`."""
    kind: str
    """one, slots, bundle, drill, repair or profile."""
    says: str | None
    """The sentence of the whole; None where each question has its own (profile)."""
    questions: tuple[Question, ...]
    """To show now. Of a bundle: what it is about, asked one by one only after "yes"."""
    facts: tuple[str, ...]
    """All that the step still has to learn, what waits for these answers included."""
    also_no: tuple[str, ...] = ()
    """Of a bundle: facts that "no" does not settle."""

    @property
    def base(self) -> str:
        """Give the id of the step in the content."""
        return self.step.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing more to ask."""

    why: str
    """red_flag, nothing_hurts, enough or complete."""
    unsure: tuple[str, ...] = ()
    """Facts that must be known for a full plan but were answered "don't know": the plan stays gentle."""


def ask_step(step: Step, facts: tuple[str, ...], *, check_in: CheckIn, questionnaire: Questionnaire) -> Ask:
    """Ask what is still open of a step: its slots, its one question, its bundle, or the drill after "yes"."""
    questions = _questions(_now(facts), questionnaire.questions)
    if f"{step.id}:yes" in check_in.asked:
        return Ask(f"{step.id}:drill", "drill", step.says, questions, facts=facts)
    name = f"{step.id}:more" if f"{step.id}:more" in check_in.asked else step.id
    if len(questions) == 1 and (step.kind == "bundle" or len(facts) < len(step.facts)):
        return Ask(name, "one", questions[0].says, questions, facts=facts)
    says = step.says or (questions[0].says if questions else None)
    also_no = step.also_no if step.kind == "bundle" else ()
    return Ask(name, step.kind, says, questions, facts=facts, also_no=also_no)


def ask_repair(found: Contradiction, check_in: CheckIn, *, questions: Mapping[str, Question]) -> Ask:
    """Ask again, once, for what did not fit. What was never answered is not "again"."""
    again = tuple(fact for fact in found.repairs if _answered(check_in.answers.get(fact)))
    return Ask(found.id, "repair", found.asks, _questions(again, questions), facts=again)


def ask_profile(facts: tuple[str, ...], *, questions: Mapping[str, Question]) -> Ask:
    """Ask what the profile does not say yet, on one page."""
    return Ask(PROFILE, "profile", None, _questions(facts, questions), facts=facts)


def _questions(facts: tuple[str, ...], questions: Mapping[str, Question]) -> tuple[Question, ...]:
    return tuple(questions[fact] for fact in facts)


def _now(facts: tuple[str, ...]) -> tuple[str, ...]:
    """Hold back "how many days" until the onset is known: often the date of the run answers it."""
    return tuple(fact for fact in facts if fact != "q.onset_days") if "q.onset" in facts else facts


def _answered(answer: Answer | None) -> bool:
    return answer is not None and not isinstance(answer, Unsure)
