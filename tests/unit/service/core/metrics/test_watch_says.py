"""The watch's scores are the watch's."""

from dataclasses import replace

from service.core.activity import WatchScores
from service.core.metrics.watch_says import watch_says
from tests.build.watch import watch_run

SAID = WatchScores(
    training_effect=3.3,
    anaerobic_effect=0.0,
    load_peak=142.2,
    vo2_max=52.0,
    recovery_s=96_420.0,
    sweat_ml=1218.0,
    feel_0_100=50.0,
    gap_m_s=2.5,
)


def test_each_score_is_told_in_its_unit_and_as_the_watchs() -> None:
    found = watch_says(replace(watch_run(), scores=SAID))

    assert {name: (each.value, each.unit) for name, each in found.items()} == {
        "watch_training_effect": (3.3, "0-5"),
        "watch_anaerobic_effect": (0.0, "0-5"),
        "watch_load": (142.2, "watch load"),
        "watch_vo2_max": (52.0, "ml/kg/min"),
        "watch_recovery": (96_420.0, "s"),
        "watch_sweat": (1.218, "L"),
        "watch_feel": (50.0, "0-100"),
        "watch_gap": (400.0, "s/km"),
    }
    assert all(each.formula.startswith("watch.") for each in found.values())


def test_what_the_watch_did_not_write_is_missing_and_says_so() -> None:
    found = watch_says(replace(watch_run(), scores=WatchScores()))

    assert {(each.value, each.reason) for each in found.values()} == {(None, "not_recorded")}
