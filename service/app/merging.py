"""One run that came by two roads, from the watch and from the phone, is one run.

Both files stay. The richer record counts, the other stands in its shadow and can be let out again. Which of
two is richer depends on the records alone, so the order in which they came changes nothing; only a record
that a check-in was made about keeps its place.
"""

from collections.abc import Sequence
from dataclasses import fields

from service.app.judging import outdate, settle
from service.app.ports import Unit
from service.app.records import Run
from service.app.world import World
from service.core.activity import Verdict
from service.core.errors import NotFound
from service.core.load.past_run import SAME_START, remembered, same_run
from service.core.metrics import Measure


def merge(unit: Unit, run: Run) -> Run | None:
    """Join a run that was just added with an earlier record of it, and give that record; None without one."""
    near = unit.runs.around(run.metrics.start, within=SAME_START)
    twins = [other for other in near if other.sha256 != run.sha256 and _same(run, other)]
    if not twins:
        return None
    other = min(twins, key=lambda twin: (abs(twin.metrics.start - run.metrics.start), twin.id))
    if _rank(unit, run) > _rank(unit, other):
        _stand_before(unit, run, (other, *unit.runs.shadowed(other.id)))
    else:
        unit.runs.shadow(run.id, by=other.id)
    return other


def separate(world: World, activity_id: str) -> Sequence[Run]:
    """Let every record that was merged with this file's runs count for itself again, and give them.

    Each is then a run of its own, in lists and in every load. Raises NotFound when nothing of this file is merged.
    """
    with world.store.unit() as unit:
        mine = unit.runs.of_activity(activity_id)
        hidden = [run for run in mine if run.shadowed_by is not None]
        hidden += [twin for run in mine for twin in unit.runs.shadowed(run.id)]
        if not hidden:
            raise NotFound("This run is not merged with another record.")
        for run in [*hidden, *mine]:
            unit.runs.part(run.id)
            outdate(unit, run)
    settle(world)
    return hidden


def twins(world: World, activity_id: str) -> Sequence[tuple[Run, str]]:
    """Give the other records of this file's runs, each with the name of its file."""
    with world.store.unit() as unit:
        found: list[Run] = []
        for run in unit.runs.of_activity(activity_id):
            front = unit.runs.get(run.shadowed_by) if run.shadowed_by is not None else None
            found += [*unit.runs.shadowed(run.id), *([front] if front is not None else [])]
        return [(run, _file_name(unit, run)) for run in found]


def _same(run: Run, other: Run) -> bool:
    return same_run(remembered(run.id, run.metrics), remembered(other.id, other.metrics))


def _stand_before(unit: Unit, run: Run, others: Sequence[Run]) -> None:
    for other in others:
        unit.runs.shadow(other.id, by=run.id)


def _rank(unit: Unit, run: Run) -> tuple[bool, bool, bool, int, str]:
    """Give how rich a record is; a check-in outweighs all, and between equals the digest decides for ever."""
    file = unit.runs.file(run.sha256)
    whole = file is not None and file.verdict is Verdict.COMPLETE
    metrics = run.metrics
    known = [getattr(metrics, field.name) for field in fields(metrics)]
    values = sum(isinstance(one, Measure) and one.value is not None for one in known)
    return _is_answered(unit, run), metrics.quarantined is None, whole, values, run.id


def _is_answered(unit: Unit, run: Run) -> bool:
    """Say whether somebody has said how this run felt; a check-in that only waits goes along to the richer record."""
    waiting = unit.check_ins.open_for_run(run.id)
    return unit.check_ins.answered_for_run(run.id) or (waiting is not None and not waiting.is_untouched)


def _file_name(unit: Unit, run: Run) -> str:
    file = unit.runs.file(run.sha256)
    return file.name if file is not None else run.sha256[:16]
