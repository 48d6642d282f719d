"""Our numbers beside other people's, for the same run and the same days: by how much they are off, and the time.

`tests/integration/test_peers.py` says by which conventions they may differ at all.
"""

from collections.abc import Iterator

import acwr
import numpy as np
import pandas as pd
from fitdocs.load.channels.grade import running_cost_ratio
from fitdocs.metrics.sources import weighting_for
from fitdocs.metrics.stress import trimp
from fitdocs.metrics.types import TrimpWeighting
from fitdocs.model import Samples

from service.core.load import averages
from service.core.metrics import impulse
from service.core.metrics.minetti import FLAT_J_KG_M, cost_j_kg_m
from tests.bench.load import three_hours
from tests.bench.measure import Measurement, medians_ms

HR_MAX, HR_REST, DAYS = 190, 52, 365


def measure(*, long: bool) -> Iterator[Measurement]:
    del long  # all of it is short
    yield from _impulse()
    yield _gradients()
    yield from _days()


def _impulse() -> Iterator[Measurement]:
    heart = three_hours().streams.heart_bpm
    beats = tuple(int(bpm) for bpm in heart.tolist())
    n = len(beats)
    nothing = (None,) * (n + 1)
    # One more sample: theirs gives each the time up to the next, so the last has none.
    held = Samples(
        tuple(float(t) for t in range(n + 1)), (*beats, beats[-1]), nothing, nothing, nothing, nothing, nothing,
        nothing, nothing, nothing,
    )  # fmt: skip
    weighting = weighting_for(TrimpWeighting.BANISTER_MALE)
    theirs = trimp(held, HR_REST, HR_MAX, weighting)
    ours = impulse.banister(heart, hr_rest=HR_REST, hr_max=HR_MAX, sex="male")
    taken = medians_ms(
        {
            "ours": lambda: impulse.banister(heart, hr_rest=HR_REST, hr_max=HR_MAX, sex="male"),
            "fitdocs": lambda: trimp(held, HR_REST, HR_MAX, weighting),
        }
    )
    yield Measurement("peers.trimp.ours", ours, "")
    yield Measurement("peers.trimp.fitdocs", 0.0 if theirs is None else theirs.value, "")
    yield Measurement("peers.trimp.ours_ms", taken["ours"], "ms")
    yield Measurement("peers.trimp.fitdocs_ms", taken["fitdocs"], "ms")


def _gradients() -> Measurement:
    grades = np.linspace(-0.6, 0.6, 1201)
    theirs = np.array([running_cost_ratio(grade)[0] for grade in grades.tolist()])
    off = float(np.abs(cost_j_kg_m(grades) / FLAT_J_KG_M - theirs).max())
    return Measurement("peers.minetti.most_off_x1e9", 1e9 * off, "", bar=1.0)


def _days() -> Iterator[Measurement]:
    rng = np.random.default_rng(20261122)
    loads = [float(load) for load in np.where(rng.random(DAYS) < 0.4, 0.0, rng.gamma(4.0, 15.0, DAYS))]
    days = pd.Series(loads, index=pd.date_range("2026-01-01", periods=DAYS, freq="D"))
    coupled = acwr.acwr(days, method="rac")
    assert isinstance(coupled, pd.Series)
    pairs = {
        "acwr": (averages.acute_chronic(loads), coupled),
        "monotony": (averages.monotony(loads[-7:]), acwr.monotony(days)),
        "strain": (averages.strain(loads[-7:]), acwr.strain(days)),
    }
    for name, (ours, theirs) in pairs.items():
        yield Measurement(f"peers.{name}.ours", ours if ours is not None else float("nan"), "")
        yield Measurement(f"peers.{name}.acwr", theirs.tolist()[-1], "")
