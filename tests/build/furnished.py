"""A house on disk with everything in it that a page can show, made through the pages themselves."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from service.app.sampling import add_sample_season
from service.config import Settings
from service.wiring import build_app, open_world, sample_season_files
from tests.build import fit
from tests.build.web import House, Speech
from tests.build.world import MovableClock
from tests.integration.web.conversation import SORE_THE_NEXT_DAY, answered

STRAIN = {
    "q.site": "mid_thigh_back", "q.side": "left", "q.pain": "5", "q.onset": "sudden", "q.walk": "limp",
    "q.tender": "focal", "q.trend": "same", "q.onset_days": "1", "q.stretch_pain": "yes",
}  # fmt: skip
OUTER_HIP = {
    "q.site": "outer_hip", "q.side": "right", "q.pain": "3", "q.onset": "gradual", "q.walk": "normal",
    "q.tender": "focal", "q.trend": "same", "q.onset_days": "9", "q.lie_side_pain": "yes",
    "q.one_leg_pain": "yes", "q.warmup": "eases", "q.radiate": "none", "q.sitbone_tender": "none",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Furnished:
    """The addresses of what was put in, by name."""

    paths: dict[str, str]


@contextmanager
def doors(settings: Settings) -> Iterator[House]:
    """Give the real app over the house's own store, to be asked without a network."""
    with open_world(settings) as world:
        clock, speech = MovableClock(), Speech(Path(tempfile.gettempdir()))
        app = build_app(settings, world)
        yield House(world, clock, speech, app, app.test_client())


def furnish(settings: Settings) -> Furnished:
    """Add the season, a file that is no run, one check-in of each outcome, and check-ins left at each step."""
    with doors(settings) as house:
        list(add_sample_season(house.world, sample_season_files()))
        with house.world.store.unit() as unit:
            run = unit.runs.latest(limit=1)[0]
        paths = {"activity": f"/activities/{run.activity_id}"}
        ride = house.client.post("/api/v1/activities", data=fit.run(60, sport=fit.CYCLING))
        paths["not-a-run"] = f"/activities/{ride.get_json()['activity_id']}"
        paths |= _left_open(house)
        paths["see"] = answered(house, _opened(house), STRAIN)
        paths["rest"] = answered(house, _opened(house), OUTER_HIP)
        paths["urgent"] = _urgent(house)
        paths["self-care"] = answered(house, _opened(house, run_id=run.id), SORE_THE_NEXT_DAY)
    return Furnished(paths)


def _opened(house: House, **fields: str) -> str:
    return house.send("/check-ins", **fields).headers["Location"]


def _urgent(house: House) -> str:
    check_in = _opened(house)
    house.send(check_in, step="Q1", bundle="yes")
    return house.send(check_in, step="Q1:drill", rest="no", q__chest_pain="yes").headers["Location"]


def _left_open(house: House) -> dict[str, str]:
    """Give a check-in left at every kind of screen."""
    left = {"bundle": _opened(house), "ticks": _opened(house)}
    house.send(left["ticks"], step="Q1", bundle="yes")
    for name, fact in (("places", "q.site"), ("scale", "q.pain"), ("choice", "q.onset")):
        left[name] = _opened(house)
        _walk(house, left[name], until=fact)
    left["words"] = _opened(house)
    left["bundle"] += "?ask=1"
    return {f"check-in-{name}": path for name, path in left.items()}


def _walk(house: House, check_in: str, *, until: str) -> None:
    """Answer up to the screen that asks for a fact."""
    for _ in range(30):
        page = house.visit(f"{check_in}?ask=1")
        if f'name="{until}"' in page:
            return
        step = re.search(r'name="step" value="([^"]+)"', page)
        fact = re.search(r'<(?:button|input)[^>]* name="(q\.[^"]+)"', page)
        assert step is not None
        if 'name="spot"' in page:
            house.send(check_in, step=step[1], spot="thighs_general:both")
            continue
        given = SORE_THE_NEXT_DAY.get(fact[1], "no") if fact else "no"
        house.send(check_in, step=step[1], **{fact[1].replace(".", "__") if fact else "bundle": given})
    raise AssertionError(f"{until} is never asked")
