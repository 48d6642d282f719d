"""A re-check asks little: the dangers again, what the course turns on, and what nobody knew the last time.

Everything else is carried over, so that the same rules judge the whole picture anew.
"""

from service.core.catalogue import Questionnaire
from service.core.checkin import Answer, CheckIn, Unsure

SLOW_TO_SHOW = ("q.bruise",)
"""A "no" to these grows old: a bruise may take three to seven days to show. Source: rules.yaml `rf_avulsion`."""


def carry_over(
    before: CheckIn, questionnaire: Questionnaire, *, days: float, missing: tuple[str, ...] = ()
) -> CheckIn:
    """Give the check-in that asks again, `days` after `before` was answered.

    Not carried: the opening's dangers, the follow-up facts, every "don't know", and the profile, which has
    its own place. A number of days since the onset grows by `days`. `missing`: what is worth asking besides.
    """
    dangers = [fact for step in questionnaire.opening if step.kind == "bundle" for fact in step.facts]
    slow = [fact for fact in SLOW_TO_SHOW if before.answers.get(fact) is False]
    again = {*dangers, *questionnaire.follow_up, *slow}
    kept = {
        fact: _aged(fact, answer, days=days)
        for fact, answer in before.answers.items()
        if fact not in again and not isinstance(answer, Unsure) and not fact.startswith("p.")
    }
    return CheckIn(answers=kept, follow_up=tuple(dict.fromkeys((*questionnaire.follow_up, *slow, *missing))))


def _aged(fact: str, answer: Answer, *, days: float) -> Answer:
    return answer + days if fact == "q.onset_days" and isinstance(answer, int | float) else answer
