"""Free words in a check-in: what they say is shown first, and taken when the runner agrees. Dangers do not wait."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from service.app.assessing import facts_for
from service.app.checking import Moment, finish, get_open, moment_of
from service.app.world import World
from service.core.catalogue import FactValue
from service.core.checkin import CheckIn
from service.core.errors import InputError
from service.core.facts import profile_facts
from service.core.questions import Done, next_step
from service.core.questions import tell as taken
from service.core.words import hear

LONGEST = 2000
"""Characters: some three minutes of speech. Ours."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What free words state that was not said before."""

    facts: Mapping[str, FactValue]
    danger: bool
    """They raise a red flag: take them at once, what to do comes before every question."""


def listen(world: World, check_in_id: str, text: str) -> Heard:
    """Say what the words state, changing nothing. Raises NotFound, Conflict, and InputError for a whole book."""
    if len(text) > LONGEST:
        raise InputError(f"Please say it shorter: at most {LONGEST} characters.", code="too_long")
    with world.store.unit() as unit:
        kept = get_open(unit, check_in_id)
        known = facts_for(world, unit, kept)
    said = hear(text, world.catalogue, today=world.clock.local_date())
    fresh = {fact: value for fact, value in said.items() if fact not in kept.check_in.answers}
    if not fresh:
        return Heard({}, danger=False)
    step = next_step(taken(kept.check_in, fresh), known, catalogue=world.catalogue)
    return Heard(fresh, danger=isinstance(step, Done) and step.why == "red_flag")


def dangers_in(world: World, text: str) -> Mapping[str, FactValue]:
    """Give what the words state where it raises a red flag by itself, and nothing for anything else."""
    said = hear(text[:LONGEST], world.catalogue, today=world.clock.local_date())
    if not said:
        return {}
    with world.store.unit() as unit:
        known = profile_facts(unit.profiles.get())
    step = next_step(taken(CheckIn(), said), {**known, **said}, catalogue=world.catalogue)
    return said if isinstance(step, Done) and step.why == "red_flag" else {}


def tell(world: World, check_in_id: str, given: Mapping[str, FactValue]) -> Moment:
    """Take what was said unasked. Raises NotFound, Conflict, InputError for what cannot be."""
    with world.store.unit() as unit:
        kept = get_open(unit, check_in_id)
        kept = unit.check_ins.update(replace(kept, check_in=taken(kept.check_in, given)))
        moment = moment_of(world, unit, kept)
        return finish(world, unit, moment) if isinstance(moment.step, Done) else moment
