"""Answers a check-in as a runner would, through its use cases."""

from collections.abc import Mapping

from service.app.checking import Moment, look, open_check_in, reply
from service.app.records import KeptAssessment
from service.app.world import World
from service.core.checkin import DONT_KNOW, Answer
from service.core.questions import Ask

SORE_THE_NEXT_DAY: Mapping[str, Answer] = {
    "q.site": "thighs_general", "q.side": "both", "q.pain": 3.0, "q.onset": "next_day", "q.onset_days": 1.0,
    "q.walk": "normal", "q.tender": "diffuse", "q.trend": "same", "q.warmup": "none", "q.radiate": "none",
    "p.age": 51.0, "p.sex": "female",
}  # fmt: skip
CHEST_PAIN: Mapping[str, Answer] = {**SORE_THE_NEXT_DAY, "q.chest_pain": True}
NOTHING_HURTS: Mapping[str, Answer] = {**SORE_THE_NEXT_DAY, "q.site": "none", "q.pain": 0.0}


def answers_to(ask: Ask, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Give what is answered to each question of a step; a yes/no that is not in `answers` is "no"."""
    return {question.fact: answers.get(question.fact, False) for question in ask.questions}


def answer_step(world: World, moment: Moment, answers: Mapping[str, Answer]) -> Moment:
    """Answer the step that is asked now."""
    ask = moment.step
    assert isinstance(ask, Ask), "the check-in has ended"
    if ask.kind == "bundle":
        some = any(answers.get(fact) is True for fact in ask.facts)
        return reply(world, moment.kept.id, step=ask.step, given={}, bundle=some)
    return reply(world, moment.kept.id, step=ask.step, given=answers_to(ask, answers))


def finish(world: World, check_in_id: str, answers: Mapping[str, Answer] = SORE_THE_NEXT_DAY) -> Moment:
    """Answer to the end."""
    moment = look(world, check_in_id)
    for _ in range(60):
        if not isinstance(moment.step, Ask):
            return moment
        moment = answer_step(world, moment, answers)
    raise AssertionError("the check-in does not end")


def assessed(
    world: World, answers: Mapping[str, Answer] = SORE_THE_NEXT_DAY, *, run_id: str | None = None
) -> KeptAssessment:
    """Open a check-in, answer it to the end and give what came of it."""
    made = finish(world, open_check_in(world, run_id).id, answers).assessment
    assert made is not None
    return made


def unsure_of(*facts: str) -> Mapping[str, Answer]:
    """Give the sore runner's answers with "don't know" to these."""
    return {**SORE_THE_NEXT_DAY, **dict.fromkeys(facts, DONT_KNOW)}
