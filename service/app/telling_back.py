"""Write back to an account how the legs were, where the runner wants it: one word a day for soreness and for injury.

Their scales have four steps. Which of ours is which of theirs is our choice: pain 0 is 1, up to 3 is 2, up to 6 is 3,
more is 4; self-care is no injury, a rest first a niggle, to be seen by somebody 3, urgent 4.
"""

from dataclasses import replace
from itertools import groupby

from adapters.vendors import Account
from service.app.connections import change, find
from service.app.records import KeptAssessment
from service.app.world import World
from service.core.assess.triage import TRIAGE

MOST_AT_ONCE = 50
STEPS = (0, 3, 6)


def tell_back(world: World, account: Account) -> None:
    """Write back the newest assessment of each day since the last one that was told. Raises as the account does."""
    with world.store.unit() as unit:
        connection = find(unit, account.name)
        if connection is None or not connection.tells_back or connection.told_until is None:
            return
        latest = unit.check_ins.latest_assessments(limit=MOST_AT_ONCE)
    since = connection.told_until
    new = sorted((one for one in latest if one.made_at > since), key=lambda one: one.made_at)
    days = groupby(new, key=lambda one: one.made_at.astimezone(world.clock.zone).date())
    for day, made in days:
        *_, last = made
        soreness = soreness_of(last)
        if soreness is not None:
            account.tell(day, soreness=soreness, injury=1 + TRIAGE.index(last.assessment.triage))
        told = last.made_at
        change(world, account.name, lambda one, told=told: replace(one, told_until=told))  # type: ignore[misc]


def soreness_of(kept: KeptAssessment) -> int | None:
    """Give the soreness on their scale, 1 to 4; None where the runner did not say how much it hurts."""
    pain = kept.assessment.facts.get("q.pain")
    if isinstance(pain, bool) or not isinstance(pain, int | float):
        return None
    return 1 + sum(pain > step for step in STEPS)
