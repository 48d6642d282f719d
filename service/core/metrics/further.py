"""Everything about a run beyond its first numbers, by name: `RunMetrics.extra`."""

from service.core.activity import Session
from service.core.metrics.baselines import Baselines
from service.core.metrics.cleaning import Cleaned
from service.core.metrics.graded_pace import graded_paces
from service.core.metrics.ground import ground
from service.core.metrics.heart_load import Measures, heart_loads, unusable
from service.core.metrics.mechanics import mechanics
from service.core.metrics.motion import motion_of
from service.core.metrics.peaks import peaks
from service.core.metrics.staying import staying_power
from service.core.metrics.sweat import heat_and_sweat
from service.core.metrics.training_load import rpe_load, training_load
from service.core.metrics.values import Measure
from service.core.metrics.watch_says import watch_says
from service.core.metrics.zones import zones


def further(
    session: Session, cleaned: Cleaned, *, baselines: Baselines, first: dict[str, Measure]
) -> Measures:
    """Give all further measures. `first`: timer, distance, temperature and workout_rpe of the same run."""
    motion = motion_of(cleaned)
    found = heart_loads(cleaned, baselines, timer_s=session.timer_s)
    found |= graded_paces(motion, baselines, quarantined=cleaned.quarantined is not None)
    found |= {"srpe": rpe_load(first["workout_rpe"], first["timer"])}
    found |= training_load(found, first["timer"], quarantined=cleaned.quarantined)
    found |= zones(cleaned, baselines) | peaks(cleaned)
    found |= staying_power(
        motion, heart_reason=unusable(cleaned), heart_coverage=cleaned.coverage(cleaned.heart_bpm)
    )
    found |= mechanics(cleaned, motion) | ground(cleaned, motion, baselines)
    found |= heat_and_sweat(
        first["temperature"], first["timer"], distance=first["distance"], baselines=baselines
    )
    return found | watch_says(session)
