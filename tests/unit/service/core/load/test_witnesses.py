"""A few runs say all that many say."""

from datetime import timedelta
from random import Random

import pytest

from service.core.athlete import Athlete
from service.core.load.establish import establish
from service.core.load.past_run import PastRun
from service.core.load.witnesses import Witnesses
from tests.build.run import DAY, past_run


def years(seed: int) -> list[PastRun]:
    odd = Random(seed)  # noqa: S311  # made-up runs, not a secret
    runs = [
        past_run(
            odd.randrange(1, 900),
            8.0,
            name=f"{number:03}",
            rpe=odd.choice([None, 3.0, 9.0]),
            hr_peak_bpm=odd.choice([None, 150.0, 171.0, 178.0, 180.0, odd.uniform(140.0, 190.0)]),
            hr_20min_bpm=odd.choice([None, 160.0, odd.uniform(140.0, 170.0)]),
            hr_mean_bpm=odd.uniform(120.0, 160.0),
            gap_s_per_km=odd.uniform(300.0, 400.0),
            steady=odd.random() < 0.3,
        )
        for number in range(250)
    ]
    return sorted(runs, key=lambda run: (run.day, run.id))


@pytest.mark.parametrize("seed", range(12))
def test_the_few_that_can_say_something_say_what_all_say(seed: int) -> None:
    past = years(seed)
    runner = Athlete(age=51, sex="female")
    witnesses = Witnesses(past)

    for back in (0, 30, 200, 500):
        day = DAY - timedelta(days=back)
        few = witnesses.before(day)

        assert len(few) < 60
        assert establish(runner, few, day=day) == establish(runner, past, day=day)


def test_a_run_of_the_day_itself_says_nothing_about_it() -> None:
    witnesses = Witnesses([past_run(0, 8.0, hr_peak_bpm=190.0), past_run(731, 8.0, hr_peak_bpm=190.0)])

    assert witnesses.before(DAY) == []
