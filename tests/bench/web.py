"""Pages: the server's time for them with half a year of runs in the store, and with fifteen years."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from flask.testing import FlaskClient

from adapters.files import RawFile
from service.app.checking import open_check_in
from service.app.coaching import start_sitting
from service.app.importing import import_file
from service.app.records import activity_id
from service.app.sampling import add_sample_season
from service.app.world import World
from service.config import Settings
from service.core.assess import assess
from service.core.catalogue import FactValue
from service.wiring import build_app, open_world, sample_season_files
from tests.bench.measure import Measurement, medians_ms
from tests.build import records as build
from tests.build.story import TENDON
from tests.build.talk import assessed

RUNS = 5_000
DAYS = 15 * 365
KEPT = 200
"""Check-ins and sessions beside them: one a month, and then some."""
BAR_MS = 50.0
SORE: dict[str, FactValue] = {
    "q.site": "thighs_general", "q.side": "both", "q.pain": 3.0, "q.onset": "next_day", "q.walk": "normal",
    "q.tender": "diffuse", "q.trend": "same", "q.onset_days": 1.0,
}  # fmt: skip


def measure(*, long: bool) -> Iterator[Measurement]:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # speech may still be rendered ahead
        settings = Settings(data_dir=Path(folder) / "data", cache_dir=Path(folder) / "cache")
        with open_world(settings) as world:
            season = list(sample_season_files()(world.clock.local_date()))
            come_in = {"season": lambda: list(add_sample_season(world, lambda _: season))}
            taken = medians_ms(come_in, rounds=1, warm_up=False)
            yield Measurement("web.season_import.ms", taken["season"], "ms")
            yield from _pages(settings, world, marathon=activity_id(season[-1].sha256))
    yield from _years(season[-1])


def _pages(settings: Settings, world: World, *, marathon: str) -> Iterator[Measurement]:
    client = build_app(settings, world).test_client()
    pages = {"home": "/", "activity": f"/activities/{marathon}", "history": "/history?range=26"}
    taken = medians_ms({name: partial(_load, client, address) for name, address in pages.items()})
    for name, ms in taken.items():
        yield Measurement(f"web.page_ms.{name}", ms, "ms")


def _years(marathon: RawFile) -> Iterator[Measurement]:
    """Measure with 5,000 runs; the activity also with its file read already, to see what drawing costs."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # speech may still be rendered ahead
        settings = Settings(data_dir=Path(folder) / "data", cache_dir=Path(folder) / "cache")
        with open_world(settings) as world:
            fill(world)
            path = f"/activities/{import_file(world, marathon).file.activity_id}"
            activity = world.decode(marathon)
            client = build_app(settings, world).test_client()
            read_already = build_app(settings, replace(world, decode=lambda _: activity)).test_client()
            pages: dict[str, Callable[[], object]] = {
                "home_5000": partial(_load, client, "/"),
                "activity_5000": partial(_load, client, path),
                "activity_5000.read_already": partial(_load, read_already, path),
                "history_5000": partial(_load, client, "/history"),
                "history_5000.all": partial(_load, client, "/history?range=all"),
            }
            pages |= {
                f"{name}_5000": partial(_load, client, address) for name, address in _others(world).items()
            }
            for name, ms in medians_ms(pages).items():
                yield Measurement(f"web.page_ms.{name}", ms, "ms", bar=BAR_MS)


def _others(world: World) -> dict[str, str]:
    """Give every other page that a runner opens, by name."""
    made, check_in = assessed(world, TENDON), open_check_in(world, None)
    session = start_sitting(world, "warm_up", hurts=False)
    named = ("plan", "activities", "library", "profile", "settings", "reminders", "about", "coaching", "api")
    return {name: f"/{name}" for name in named} | {
        "assessment": f"/assessments/{made.id}",
        "hand_over": f"/assessments/{made.id}/hand-over",
        "check_in": f"/check-ins/{check_in.id}?ask=1",
        "exercise": "/library/exercises/clamshell",
        "condition": "/library/conditions/pht",
        "player": f"/sessions/{session.id}",
        "tokens": "/settings/tokens",
    }


def fill(world: World, runs: int = RUNS, *, days_ago: int = 2) -> None:
    """Put fifteen years, or their newest runs, into the store without a file to read; newest so many days ago."""
    newest = world.clock.now() - timedelta(days=days_ago)
    found = assess(SORE, world.catalogue)
    with world.store.unit() as unit:
        for n in range(runs):
            start = newest - timedelta(days=DAYS * n / RUNS)
            unit.runs.add_file(build.kept_file(build.sha(n), received_at=start))
            unit.runs.add(build.run(n, start=start, distance_m=6_000.0 + 1_700.0 * (n % 7)))
        for n in range(KEPT):
            at = newest - timedelta(days=DAYS * n / KEPT)
            unit.check_ins.add(build.kept_check_in(f"c{n}", opened_at=at, status="done"))
            made = build.kept_assessment(f"a{n}", check_in_id=f"c{n}", made_at=at)
            unit.check_ins.add_assessment(replace(made, assessment=found))
            unit.guided.add(build.guided_session(f"g{n}", created_at=at))


def _load(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == HTTPStatus.OK, f"{address} answered {response.status}"
