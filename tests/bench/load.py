"""Load: one long run in numbers, fifteen years judged again, and the newest run at 50 and at 5,000."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import numpy as np

from adapters.files import RawFile
from service.app.importing import import_file
from service.app.world import World
from service.config import Settings
from service.core.activity import Session, Streams
from service.core.findings.values import Circumstances
from service.core.findings.weigh import Weighed, weigh
from service.core.load import Chronicle, PastRun
from service.core.metrics.baselines import Baseline, Baselines, UsualHeart
from service.core.metrics.summarise import summarise
from service.wiring import open_world, sample_season_files
from tests.bench.measure import ROUNDS, Measurement, medians_ms
from tests.bench.web import fill

NOBODY_SAID = Circumstances()
RUNS, YEARS = 5_000, 15
ADDED = 40
"""How many runs are added one by one; one alone is too quick to time."""
FILES_DAYS = 20
"""So much of the sample season is added as files."""
FIRST_DAY = date(2011, 11, 22)


def measure(*, long: bool) -> Iterator[Measurement]:
    del long  # all of it is short
    yield _long_run()
    yield from _years()
    yield from _newest()
    yield from _newest_file()


def _long_run() -> Measurement:
    run, known = three_hours(), baselines()
    taken = medians_ms(
        {"run": lambda: summarise(run, utc_offset_s=0, baselines=known)},
        rounds=3 * ROUNDS,
        clock=process_time,
    )
    return Measurement("load.metrics_3h_ms", taken["run"], "ms", bar=25)


def _years() -> Iterator[Measurement]:
    runs = years_of_runs()

    def judge_all() -> list[Weighed]:
        chronicle = Chronicle(runs)
        return [weigh(run, chronicle.before(run.day), around=NOBODY_SAID) for run in runs]

    taken = medians_ms({"all": judge_all}, clock=process_time)
    yield Measurement("load.history_5000_ms", taken["all"], "ms", bar=300)


def _newest() -> Iterator[Measurement]:
    """Time the adding and judging of the same newest runs on top of 50 and of 5,000 earlier ones."""
    runs = years_of_runs(RUNS + ADDED)
    few, many, new = runs[RUNS - 50 : RUNS], runs[:RUNS], runs[RUNS:]
    taken: dict[int, list[float]] = {50: [], RUNS: []}
    for _ in range(3 * ROUNDS):
        for count, past in ((50, few), (RUNS, many)):
            chronicle = Chronicle(past)
            chronicle.before(new[0].day)  # the process is up and has judged before
            begin = process_time()
            for run in new:
                chronicle.add(run)
                weigh(run, chronicle.before(run.day), around=NOBODY_SAID)
            taken[count].append((process_time() - begin) * 1000 / ADDED)
    fastest = {count: min(times) for count, times in taken.items()}  # the least disturbed of fifteen
    yield Measurement("load.add_run.50.ms", fastest[50], "ms")
    yield Measurement("load.add_run.5000.ms", fastest[RUNS], "ms")
    # Ours: "the same" allows for windows that hold a year where 50 runs are two months.
    yield Measurement("load.add_run.ratio_5000_to_50", fastest[RUNS] / fastest[50], "x", bar=1.5)


def _newest_file() -> Iterator[Measurement]:
    """Time the same through the whole app: a file is read, kept, measured, stored and judged."""
    fastest: dict[int, float] = {}
    for count in (50, RUNS):
        with TemporaryDirectory() as folder, open_world(Settings(data_dir=Path(folder))) as world:
            fill(world, count, days_ago=FILES_DAYS + 1)
            files = list(sample_season_files()(world.clock.local_date()))
            newest = [file for file in files if _age(world, file) < FILES_DAYS]
            taken: list[float] = []
            for file in newest:
                begin = process_time()
                import_file(world, file)
                taken.append((process_time() - begin) * 1000)
            fastest[count] = min(taken)
    yield Measurement("load.add_file.50.ms", fastest[50], "ms")
    yield Measurement("load.add_file.5000.ms", fastest[RUNS], "ms")
    # Ours: what is held against is a year, which is all of 50 runs and a fifteenth of 5,000.
    yield Measurement("load.add_file.ratio_5000_to_50", fastest[RUNS] / fastest[50], "x", bar=2)


def _age(world: World, file: RawFile) -> float:
    start = world.decode(file).sessions[0].start
    return inf if start is None else (world.clock.now() - start) / timedelta(days=1)


def years_of_runs(count: int = RUNS) -> list[PastRun]:
    """Give runs evenly over fifteen years, all numbers known, with a long one every sixth time."""
    runs: list[PastRun] = []
    for number in range(count):
        day = FIRST_DAY + timedelta(days=int(number * YEARS * 365.25 / RUNS))
        km = 5.0 + number * 37 % 11 + (12.0 if number % 6 == 0 else 0.0)
        start = datetime(day.year, day.month, day.day, 6, 30, tzinfo=UTC) + timedelta(hours=number % 7)
        past = PastRun(f"{number:05}", start, day, distance_m=1000.0 * km, moving_s=360.0 * km)
        runs.append(
            replace(
                past,
                load=6.0 * km,
                load_estimated=number % 3 == 0,
                above_threshold_s=60.0 * (number % 23),
                rpe=3.0 + number % 6,
                ascent_m=float(number * 7 % 300),
                descent_m=float(number * 7 % 300),
                steep_ascent_m=float(number * 3 % 90),
                steep_descent_m=float(number * 3 % 90),
                fast_s=float(number % 60),
                steps=980.0 * km,
            )
        )
    return runs


def baselines() -> Baselines:
    """Give a runner of whom everything is known, so that nothing is left out of the time."""
    return Baselines(
        hr_max=Baseline(178.0, "lab"),
        hr_rest=Baseline(50.0, "lab"),
        lthr=Baseline(160.0, "lab"),
        threshold_speed=Baseline(3.5, "lab"),
        mass=Baseline(72.0, "lab"),
        sex="female",
        usual=UsualHeart(slope=20.0, level_bpm=90.0, runs=20),
    )


def three_hours() -> Session:
    """Give a hilly run of three hours at 1 Hz with every column a watch can write, and its noise."""
    n, rng = 3 * 3600, np.random.default_rng(20261122)
    speed = 3.0 + np.clip(np.cumsum(rng.normal(0.0, 0.005, n)), -0.4, 0.4) + rng.normal(0.0, 0.05, n)
    absent = np.full(n, np.nan)
    streams = Streams(
        t_s=np.arange(n, dtype=np.float64),
        distance_m=np.cumsum(speed),
        speed_m_s=speed,
        heart_bpm=np.round(150.0 + np.clip(np.cumsum(rng.normal(0.0, 0.2, n)), -20.0, 20.0)),
        cadence_spm=172.0 + np.round(rng.normal(0.0, 2.0, n)),
        altitude_m=200.0 + 40.0 * np.sin(np.arange(n) / 400.0) + rng.normal(0.0, 0.3, n),
        temperature_c=np.full(n, 21.0),
        latitude_deg=absent,
        longitude_deg=absent,
        others={
            "stance_time_ms": 250.0 + rng.normal(0.0, 5.0, n),
            "vertical_oscillation_mm": 90.0 + rng.normal(0.0, 3.0, n),
            "stance_time_balance_percent": 50.0 + rng.normal(0.0, 0.3, n),
        },
    )
    return Session(
        sport="running",
        sub_sport="generic",
        start=datetime(2026, 11, 22, 8, 0, tzinfo=UTC),
        timer_s=float(n),
        elapsed_s=float(n),
        distance_m=float(speed.sum()),
        ascent_m=None,
        descent_m=None,
        streams=streams,
        workout_rpe=6.0,
    )
