"""The runner's whole history judged again by other content: nothing is stored, only shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.app.records import KeptAssessment
from service.app.world import World
from service.core.catalogue import Catalogue
from service.core.replay import Replayed, replay

EVERY = 1_000_000
"""More assessments than a lifetime of check-ins makes."""


@dataclass(frozen=True, slots=True)
class ReplayedAssessment:
    """A stored assessment and its replay."""

    kept: KeptAssessment
    replayed: Replayed


def replay_history(world: World, catalogue: Catalogue) -> Sequence[ReplayedAssessment]:
    """Judge every stored assessment by this content, oldest first."""
    with world.store.unit() as unit:
        newest_first = unit.check_ins.latest_assessments(limit=EVERY)
    return [ReplayedAssessment(kept, replay(kept.assessment, catalogue)) for kept in reversed(newest_first)]
