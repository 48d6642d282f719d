"""The connections page and its API: a key goes in and never comes out again, and every button does what it says."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.channels.sync.desk import Desk
from adapters.locks.vault import Vault
from service.app.connections import get
from service.app.syncing import sync_due
from service.web import context
from service.web.context import the_services
from tests.build import fit
from tests.build.vendors import garmin, intervals
from tests.build.vendors.server import served
from tests.build.web import House, house


@contextmanager
def connectable(folder: Path) -> Iterator[tuple[House, garmin.GarminFake]]:
    here = house()
    day = here.clock.local_date().isoformat()
    data = fit.file(fit.file_id() + fit.session(fit.T0, seconds=1800, metres=5000))
    fake = garmin.GarminFake([garmin.Had(1, f"{day} 07:00:00", data)])
    with served(fake) as base, served(intervals.IntervalsFake()) as other:
        bases = {"garmin": base, "intervals": other}
        desk = Desk(
            folder, Vault(lambda: b"k" * 32), today=here.clock.local_date, bases=bases, pause=lambda _: None
        )
        here.world = replace(here.world, vendors=desk)
        with here.app.app_context():
            context.furnish(here.app, here.world, the_services())
        yield here, fake


def test_a_key_goes_in_and_runs_come_out(tmp_path: Path) -> None:
    with connectable(tmp_path) as (here, _):
        assert "Each connection is off until you give it a key." in here.visit("/connections")

        answer = here.send("/connections/garmin", page="/connections", key=f" {garmin.KEY} ", days="90")
        assert answer.headers["Location"] == "/connections?said=connected"
        sync_due(here.world)

        page = here.visit("/connections?said=connected")
        assert "All is well" in page
        assert f"{garmin.KEY}" not in page
        assert get(here.world, "garmin").ends_on == here.clock.local_date() + timedelta(days=90)
        with here.world.store.unit() as unit:
            assert unit.runs.count() == 1


def test_a_wrong_key_is_said_and_not_kept(tmp_path: Path) -> None:
    with connectable(tmp_path) as (here, _):
        answer = here.send("/connections/garmin", page="/connections", key="wrong-wrong-wrong")

        assert answer.status_code == 400
        assert "Garmin does not take this key" in answer.text
        assert here.client.get("/api/v1/connections").get_json() == {"connections": []}


def test_every_button_does_what_it_says(tmp_path: Path) -> None:
    with connectable(tmp_path) as (here, _):
        here.send("/connections/intervals", page="/connections", key=intervals.KEY)
        for what, says in (
            ("tell", "After each check-in, soreness and injury"),
            ("keep", "Nothing is written there."),
            ("off", "Nothing is fetched."),
            ("on", "The first fetch is about to begin"),
            ("sync", "within half a minute"),
            ("remove", "The key is forgotten"),
        ):
            answer = here.send("/connections/intervals/change", page="/connections", what=what)
            assert says in here.visit(answer.headers["Location"])
        assert here.send("/connections/intervals/change", page="/connections", what="off").status_code == 404
        assert here.send("/connections/garmin/change", page="/connections", what="eat").status_code == 400


def test_trouble_stands_on_the_page_with_what_to_do(tmp_path: Path) -> None:
    with connectable(tmp_path) as (here, fake):
        here.send("/connections/garmin", page="/connections", key=garmin.KEY)
        fake.keys.clear()
        sync_due(here.world)

        page = here.visit("/connections")
        assert 'role="alert"' in page
        assert "Make a new one in Garmin Connect on the web" in page


@pytest.mark.parametrize("vendor", ["garmin", "nobody"])
def test_the_api_pushes_and_never_tells_a_key(tmp_path: Path, vendor: str) -> None:
    with connectable(tmp_path) as (here, _):
        here.send("/connections/garmin", page="/connections", key=garmin.KEY)

        answer = here.client.post(f"/api/v1/connections/{vendor}/sync")

        assert answer.status_code == (202 if vendor == "garmin" else 404)
        told = here.client.get("/api/v1/connections")
        assert told.get_json()["connections"][0]["service"] == "garmin"
        assert garmin.KEY not in told.text
        assert get(here.world, "garmin").sealed not in told.text
