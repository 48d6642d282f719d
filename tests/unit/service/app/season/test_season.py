from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, timedelta
from functools import cache
from itertools import islice, pairwise

import numpy as np
import pytest

from adapters.outlets.fit_file import write_fit
from service.app.season import Outing, SampleRun, run_of, sample_season, season_files
from service.core.activity import Session
from tests.build.session import START

MADE_FOR = date(2026, 11, 22)


@cache
def season(made_for: date = MADE_FOR, utc_offset_s: int = 3600) -> Sequence[SampleRun]:
    return tuple(sample_season(made_for, utc_offset_s=utc_offset_s))


def local_day(run: SampleRun) -> date:
    assert run.session.start is not None
    return (run.session.start + timedelta(seconds=run.utc_offset_s)).date()


def km(session: Session) -> float:
    assert session.distance_m is not None
    return session.distance_m / 1000


def longest_before(run: SampleRun) -> float:
    """The longest run of D-30..D-1, counted here by itself."""
    days = [(local_day(run) - local_day(other)).days for other in season()]
    return max((km(o.session) for o, ago in zip(season(), days, strict=True) if 1 <= ago <= 30), default=0.0)


def band(ratio: float) -> str:
    """Frandsen 2025: up to 10 % above, to 30 %, to 100 %."""
    edges = {"reference": 0.10, "small": 0.30, "moderate": 1.00}
    return next((name for name, edge in edges.items() if ratio <= edge + 1e-9), "large")


def decoupling_pct(session: Session) -> float:
    """Halves of the time after ten minutes and before the last two, speed over heart rate."""
    s = session.streams
    end = s.t_s[-1] - 120
    middle = (600 + end) / 2
    first, second = (
        np.mean(s.speed_m_s[part]) / np.mean(s.heart_bpm[part])
        for part in ((s.t_s > 600) & (s.t_s <= middle), (s.t_s > middle) & (s.t_s <= end))
    )
    return float(100 * (first - second) / first)


def test_the_season_ends_with_a_marathon_on_the_day_before() -> None:
    marathon = season()[-1]

    assert local_day(marathon) == MADE_FOR - timedelta(days=1)
    assert marathon.name == "2026-11-21-marathon.fit"
    assert km(marathon.session) == pytest.approx(42.2)
    assert marathon.session.timer_s == pytest.approx(250 * 60, abs=120)


def test_the_long_runs_tell_the_story() -> None:
    told = [
        (16, 18, "reference"),
        (21.1, 18, "small"),
        (24, 21.1, "small"),
        (18, 24, "reference"),
        (28, 24, "small"),
        (30, 28, "reference"),
        (32, 30, "reference"),
        (21, 32, "reference"),
        (42.2, 32, "moderate"),
    ]

    held = [(round(km(run.session), 3), round(longest_before(run), 3)) for run in season()]
    known = [(now, before, band(now / before - 1)) for now, before in held if before]

    places = [known.index(chapter) for chapter in told]
    assert places == sorted(places)


def test_only_the_story_s_own_runs_stand_out_once_a_month_is_known() -> None:
    first = local_day(season()[0])

    spikes = [
        round(km(run.session), 1)
        for run in season()
        if (local_day(run) - first).days >= 30
        and band(km(run.session) / longest_before(run) - 1) != "reference"
    ]

    assert spikes == [21.1, 24.0, 28.0, 42.2]


def test_four_or_five_runs_a_week_for_26_weeks() -> None:
    last = local_day(season()[-1])

    weeks = Counter((last - local_day(run)).days // 7 for run in season())

    assert set(weeks) == set(range(26))
    assert set(weeks.values()) == {4, 5}


def test_one_run_a_day_and_every_one_in_the_morning() -> None:
    assert all(local_day(a) < local_day(b) for a, b in pairwise(season()))
    for run in season():
        assert run.session.start is not None
        assert 6 <= (run.session.start + timedelta(seconds=run.utc_offset_s)).hour < 10


def test_intervals_come_once_a_week_and_are_fast() -> None:
    intervals = [run for run in season() if "intervals" in run.name]

    assert len(intervals) == 26
    for run in intervals:
        fast_s = 5 * np.count_nonzero(run.session.streams.speed_m_s > 3.2)
        assert 8 * 60 <= fast_s <= 35 * 60


def test_the_marathon_tires_the_runner() -> None:
    marathon = season()[-1].session
    distance_km = marathon.streams.distance_m / 1000
    early, late = (
        float(np.mean(marathon.streams.speed_m_s[(distance_km > a) & (distance_km <= b)]))
        for a, b in ((5, 10), (35, 40))
    )

    assert 10 < decoupling_pct(marathon) < 18
    assert 0.80 < late / early < 0.92


def test_an_ordinary_long_run_does_not() -> None:
    long_runs = [run.session for run in season() if "long-run" in run.name]

    assert all(-5 < decoupling_pct(session) < 5 for session in long_runs)


@pytest.mark.parametrize("number", range(117))
def test_every_run_could_be_that_of_a_man_of_51(number: int) -> None:
    run = season()[number].session
    s = run.streams

    assert s.heart_bpm.min() >= 80
    assert s.heart_bpm.max() <= 172
    assert s.heart_bpm[0] < 100  # the heart starts late
    assert 115 <= s.heart_bpm.mean() <= 160
    assert 150 <= s.cadence_spm.mean() <= 172
    assert s.speed_m_s.min() > 1.2
    assert s.speed_m_s.max() < 4.2
    assert np.all(np.diff(s.distance_m) > 0)
    assert np.diff(s.t_s).max() <= 5
    assert s.temperature_c.min() > -5
    assert s.temperature_c.max() < 32
    assert np.abs(s.latitude_deg - 1.0).max() < 0.2  # out at sea: a made-up runner has no home
    assert np.abs(s.longitude_deg - 1.0).max() < 0.2
    assert sum(lap.distance_m or 0 for lap in run.laps) == pytest.approx(run.distance_m)
    assert sum(lap.timer_s or 0 for lap in run.laps) == pytest.approx(run.timer_s)


def test_faster_is_quicker_on_the_feet() -> None:
    s = run_of(Outing(repetitions=4, every_s=1), start=START).streams

    assert np.corrcoef(s.speed_m_s, s.cadence_spm)[0, 1] > 0.8


def test_another_day_moves_the_dates_and_nothing_else() -> None:
    later = season(MADE_FOR + timedelta(days=45), 3600)

    for run, moved in zip(season(), later, strict=True):
        assert local_day(moved) - local_day(run) == timedelta(days=45)
        assert moved.session.start is not None
        assert run.session.start is not None
        assert moved.session.start - run.session.start == timedelta(days=45)
        assert np.array_equal(moved.session.streams.heart_bpm, run.session.streams.heart_bpm)
        assert np.array_equal(moved.session.streams.distance_m, run.session.streams.distance_m)


def test_another_place_runs_at_the_same_hour_of_its_own_day() -> None:
    for run, far in zip(season(), season(MADE_FOR, -34_200), strict=True):
        assert run.name == far.name
        assert far.session.start is not None
        assert run.session.start is not None
        assert far.session.start - run.session.start == timedelta(seconds=3600 + 34_200)
        assert far.session.start.tzinfo is UTC


def test_the_same_day_gives_the_same_bytes() -> None:
    once, again = (
        [file.sha256 for file in islice(season_files(MADE_FOR, write_fit), 20)] for _ in ("once", "again")
    )

    assert once == again
    assert len(set(once)) == 20


def test_the_files_say_that_they_are_a_sample() -> None:
    file = next(season_files(MADE_FOR, write_fit))

    assert file.origin == "sample"
    assert file.name.endswith("-recovery-run.fit")
    assert file.data[8:12] == b".FIT"


@pytest.mark.parametrize("every_s", [1.0, 5.0, 7.0])
def test_records_come_as_often_as_asked_and_once_at_the_end(every_s: float) -> None:
    run = run_of(Outing(distance_km=3, every_s=every_s), start=START)

    assert np.all(np.diff(run.streams.t_s)[:-1] == every_s)
    assert run.streams.t_s[-1] == run.timer_s == 3 * 390
    assert run.streams.distance_m[-1] == run.distance_m == 3000
