"""The watch's own scores, as measures whose formula is `watch`: shown as the watch's and never combined with ours.

The makers' formulas are not published. A training effect can be lower for a hundred miles than for three, and
a watch's load says nothing about muscles, so neither is a measure of a long run.
"""

from service.core.activity import Session
from service.core.metrics.heart_load import Measures
from service.core.metrics.values import Measure, missing
from service.core.units import pace_s_per_km


def watch_says(session: Session) -> Measures:
    """Give watch_training_effect, watch_load and so on; what the watch did not write is missing."""
    said = session.scores
    found = (
        ("watch_training_effect", said.training_effect, "0-5", "total_training_effect"),
        ("watch_anaerobic_effect", said.anaerobic_effect, "0-5", "total_anaerobic_training_effect"),
        ("watch_load", said.load_peak, "watch load", "training_load_peak"),
        ("watch_vo2_max", said.vo2_max, "ml/kg/min", "vo2_max"),
        ("watch_recovery", said.recovery_s, "s", "recovery"),
        ("watch_sweat", None if said.sweat_ml is None else said.sweat_ml / 1000.0, "L", "sweat"),
        ("watch_feel", said.feel_0_100, "0-100", "workout_feel"),
        (
            "watch_gap",
            None if said.gap_m_s is None else pace_s_per_km(said.gap_m_s),
            "s/km",
            "grade_adjusted",
        ),
    )
    return {
        name: missing(unit, f"watch.{field}", "not_recorded")
        if value is None
        else Measure(value, unit, f"watch.{field}")
        for name, value, unit, field in found
    }
