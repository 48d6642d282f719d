"""Pages: the server's time for them with half a year of runs in the store."""

from collections.abc import Iterator
from functools import partial
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from flask.testing import FlaskClient

from service.app.records import activity_id
from service.app.sampling import add_sample_season
from service.app.world import World
from service.config import Settings
from service.wiring import build_app, open_world, sample_season_files
from tests.bench.measure import Measurement, medians_ms


def measure(*, long: bool) -> Iterator[Measurement]:
    with TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder) / "data", cache_dir=Path(folder) / "cache")
        with open_world(settings) as world:
            season = list(sample_season_files()(world.clock.local_date()))
            come_in = {"season": lambda: list(add_sample_season(world, lambda _: season))}
            taken = medians_ms(come_in, rounds=1, warm_up=False)
            yield Measurement("web.season_import.ms", taken["season"], "ms")
            yield from _pages(settings, world, marathon=activity_id(season[-1].sha256))


def _pages(settings: Settings, world: World, *, marathon: str) -> Iterator[Measurement]:
    client = build_app(settings, world).test_client()
    pages = {"home": "/", "activity": f"/activities/{marathon}"}
    taken = medians_ms({name: partial(_load, client, address) for name, address in pages.items()})
    for name, ms in taken.items():
        yield Measurement(f"web.page_ms.{name}", ms, "ms")


def _load(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == HTTPStatus.OK, f"{address} answered {response.status}"
