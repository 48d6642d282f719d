import pytest

from service.core.findings.overload import overload
from service.core.findings.values import Circumstances, Finding
from service.core.findings.weigh import weigh
from service.core.load.past_run import PastRun
from service.core.load.values import LoadHistory
from tests.build.run import history, past_run, rich_history

NOBODY = Circumstances()
USUAL = [past_run(back, 8.0, load=50.0, ascent_m=80.0, descent_m=80.0) for back in range(120, 0, -2)]


def told(run: PastRun, past: LoadHistory, *, around: Circumstances = NOBODY, race: bool = False) -> Finding:
    return overload(weigh(run, past, around=around), past, around=around, race=race)


def test_a_notice_is_one_sentence_with_its_number_and_its_source() -> None:
    found = told(past_run(0, 9.6), rich_history(*USUAL))

    assert found.sentence == "Worth noticing: 20 % further than any run of the 30 days before."
    assert (found.level, found.source, found.notable) == ("notice", "frandsen2025", True)
    assert found.numbers["excess_pct"] == pytest.approx(20.0)


def test_several_signals_are_one_notice() -> None:
    past = rich_history(*(past_run(back, 8.0, descent_m=80.0) for back in range(60, 0, -1)))

    found = told(past_run(0, 9.6, descent_m=240.0), past)

    assert found.sentence == (
        "More than usual at once: 20 % further than any run of the 30 days before, 200 % more descent than any "
        "run of the 30 days before and no day off in ten days."
    )
    assert found.numbers["signals"] == 3.0


def test_sore_legs_come_first() -> None:
    found = told(past_run(0, 9.6), rich_history(*USUAL), around=Circumstances(soreness_0_10=6.0))

    assert found.sentence.startswith("Far more than usual: run on legs that were sore already (6 of 10) and")


def test_a_race_is_expected_to_be_a_step() -> None:
    assert "nearly every plan" in told(past_run(0, 15.0), rich_history(*USUAL), race=True).meaning


def test_the_weeks_after_a_marathon_and_a_thin_base_are_named() -> None:
    after = told(
        past_run(0, 8.0, above_threshold_s=1500.0), rich_history(*USUAL, past_run(9, 42.2, name="race"))
    )
    thin = told(past_run(0, 42.2), rich_history(*(past_run(back, 9.0) for back in range(90, 0, -3))))

    assert "a hard run 9 days after a marathon's effort" in after.sentence
    assert after.source == "marathon_recovery2017"
    assert "a marathon's distance on 20.2 km a week" in thin.sentence
    assert thin.source == "rasmussen2013"


def test_new_hills_after_a_month_without_have_no_share() -> None:
    flat = rich_history(*(past_run(back, 8.0, steep_descent_m=0.0) for back in range(60, 0, -3)))

    found = told(past_run(0, 8.0, steep_descent_m=120.0), flat)

    assert found.sentence == "Worth noticing: 120 m of steep descent after a month without."


def test_lasting_signals_are_named_with_their_numbers() -> None:
    base = [past_run(back, 8.0, load=40.0) for back in range(120, 8, -2)]
    camp = [past_run(back, 8.0, load=140.0, above_threshold_s=1500.0) for back in range(8, 0, -1)]

    found = told(past_run(0, 8.0, load=140.0, above_threshold_s=1500.0), rich_history(*base, *camp))

    assert "points in a week" in found.sentence
    assert "9 hard days in a row" in found.sentence
    assert found.source == "coaching_load"


def test_nothing_is_told_as_nothing() -> None:
    nothing = told(past_run(0, 8.0), rich_history(*USUAL))
    apart = told(past_run(0, 8.0), rich_history(*(past_run(back, 8.0) for back in range(60, 0, -1))))

    assert (nothing.level, nothing.sentence) == ("none", "Nothing in your load stands out.")
    assert apart.sentence == "Nothing in your load stands out, apart from no day off in ten days."
    assert not apart.notable


def test_a_cold_start_is_no_level() -> None:
    found = told(past_run(0, 8.0), history((3, 8.0)))

    assert (found.level, found.reason) == ("unknown", "cold_start")
