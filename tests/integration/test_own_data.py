"""Everything taken along comes back in; everything erased is gone from the disk."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from adapters.channels.paths import PathChannel
from service.app.access import set_password
from service.app.arriving import import_arrivals
from service.app.exporting import export
from service.app.world import World
from service.config import Settings
from service.store.rows import Base
from service.sweeping import sweep
from service.wiring import build_app, choices_of, open_world
from tests.build import fit
from tests.build.command import Afterrun
from tests.build.web import House, house

SECRET = "blue heron by the weir"  # noqa: S105  # of a house in a temporary folder


def lived_in(settings: Settings) -> None:
    """Put something into every corner of a house."""
    with open_world(settings) as world:
        client = build_app(settings, world).test_client()
        for count in (40, 41):
            sent = {"file": (io.BytesIO(fit.run(count)), f"../mo's Lauf {count}.fit")}
            assert client.post("/api/v1/activities", data=sent).status_code == 201
        client.post("/api/v1/activities", data={"file": (io.BytesIO(b"no run"), "=SUM(A1).fit")})
        assert client.post("/api/v1/check-ins", json={}).status_code == 201
        client.get("/settings")
        choices_of(settings, world.store).choose({"watch": ["/mnt/mo-s-watch"]})
        choices_of(settings, world.store).add_address("mailto://mo:hunter2@example.org")
        from adapters.locks.passwords import Locks

        set_password(world, Locks(), SECRET)
    (settings.data_dir / "watched.jsonl").write_text('["/mnt/mo-s-watch/a.fit", 1, 2]\n')
    (settings.data_dir / "vapid.key").write_text("key")
    (settings.cache_dir / "speech").mkdir(parents=True, exist_ok=True)
    (settings.cache_dir / "speech" / "mo.wav").write_bytes(b"RIFF")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(data_dir=tmp_path / "data", cache_dir=tmp_path / "cache")
    lived_in(made)
    return made


def zipped(world: World) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(export(world))))


def days_and_lengths(world: World) -> list[tuple[object, float | None]]:
    with world.store.unit() as unit:
        return [(run.metrics.start, run.metrics.distance.value) for run in unit.runs.latest(limit=9)]


def test_what_is_taken_along_comes_back_in(settings: Settings, tmp_path: Path) -> None:
    with open_world(settings) as world:
        (tmp_path / "all.zip").write_bytes(b"".join(export(world)))
        before = days_and_lengths(world)

    with open_world(Settings(data_dir=tmp_path / "new", cache_dir=tmp_path / "cache")) as empty:
        list(import_arrivals(empty, PathChannel([tmp_path / "all.zip"]).arrivals()))

        assert len(before) == 1  # the other is another record of the same run
        assert days_and_lengths(empty) == before


def test_every_table_and_every_original_is_in_it(settings: Settings) -> None:
    with open_world(settings) as world:
        archive = zipped(world)

    assert archive.testzip() is None
    names = set(archive.namelist())
    assert {f"data/{table}.json" for table in Base.metadata.tables} - names == {"data/feeds.json"}
    runs = json.loads(archive.read("data/runs.json"))
    assert runs[0]["distance_m"] > 0
    assert isinstance(runs[0]["metrics"], dict)
    rows = list(csv.DictReader(io.StringIO(archive.read("data/runs.csv").decode())))
    assert [row["id"] for row in rows] == [run["id"] for run in runs]
    originals = [name for name in names if name.startswith("originals/")]
    assert len(originals) == 3
    assert {archive.read(name) for name in originals} == {fit.run(40), fit.run(41), b"no run"}
    assert not any(".." in name or "'" in name for name in names)


def test_nothing_that_opens_doors_is_in_it(settings: Settings) -> None:
    with open_world(settings) as world:
        archive = zipped(world)
        with world.store.unit() as unit:
            feed = unit.reminders.feed()

    whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"/mnt/mo-s-watch" in whole
    assert feed is not None
    for secret in (b"hunter2", b"argon2", SECRET.encode(), feed.encode()):
        assert secret not in whole


def test_a_name_is_no_formula_in_a_spreadsheet(settings: Settings) -> None:
    with open_world(settings) as world:
        files = zipped(world).read("data/files.csv").decode()

    assert "'=SUM(A1).fit" in files


def test_an_original_that_is_missing_stops_nothing_and_is_named(settings: Settings) -> None:
    next(path for path in (settings.data_dir / "originals").rglob("*") if path.is_file()).unlink()

    with open_world(settings) as world:
        archive = zipped(world)

    assert len([name for name in archive.namelist() if name.startswith("originals/")]) == 2
    assert len(archive.read("missing.txt").splitlines()) == 1


def test_after_erasing_nothing_of_it_is_on_the_disk(settings: Settings) -> None:
    with open_world(settings) as world:
        client = build_app(settings, world).test_client()
        page = client.get("/settings/erase").text
        token = page.split('name="form_token" value="')[1].split('"')[0]

        refused = client.post("/settings/erase", data={"form_token": token, "word": "yes"})
        assert refused.status_code == 400
        assert "Nothing was erased" in refused.text
        assert len(days_and_lengths(world)) == 1

        receipt = client.post("/settings/erase", data={"form_token": token, "word": "Erase"})
        assert receipt.status_code == 200
        assert receipt.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
        assert days_and_lengths(world) == []
        left = b"".join(path.read_bytes() for path in settings.data_dir.rglob("*") if path.is_file())
        for trace in (b"mo's Lauf", b"mo-s-watch", b"hunter2", b"argon2", b'distance_m":', b"SUM(A1)"):
            assert trace not in left, trace
        assert client.get("/").status_code == 200

    assert not list((settings.data_dir / "originals").rglob("*"))
    assert not (settings.data_dir / "watched.jsonl").exists()
    assert not (settings.data_dir / "vapid.key").exists()
    assert not (settings.cache_dir / "speech").exists()
    for line in (
        "original files</th><td>3",
        "runs</th><td>2",
        "spoken words</th><td>",
        "key of the web push</th><td>1",
    ):
        assert line in receipt.text


def test_the_trace_is_there_before(settings: Settings) -> None:
    whole = b"".join(path.read_bytes() for path in settings.data_dir.rglob("*") if path.is_file())

    for trace in (b"mo's Lauf", b"mo-s-watch", b"hunter2", b"argon2", b'distance_m":', b"SUM(A1)"):
        assert trace in whole, trace


def test_what_the_owner_wrote_and_phones_trust_stays(settings: Settings) -> None:
    (settings.data_dir / "afterrun.toml").write_text("port = 8042\n")
    (settings.data_dir / "lan").mkdir()
    (settings.data_dir / "lan" / "authority.pem").write_text("x")

    sweep(settings)

    assert (settings.data_dir / "afterrun.toml").exists()
    assert (settings.data_dir / "lan" / "authority.pem").exists()


def test_the_erased_house_goes_on(settings: Settings) -> None:
    with open_world(settings) as world:
        client = build_app(settings, world).test_client()
        token = client.get("/settings/erase").text.split('name="form_token" value="')[1].split('"')[0]
        client.post("/settings/erase", data={"form_token": token, "word": "erase"})

        assert client.post("/api/v1/activities", data=fit.run(40)).status_code == 201
        assert len(days_and_lengths(world)) == 1


def test_the_page_sends_it_as_a_file() -> None:
    here: House = house()
    here.client.post("/api/v1/activities", data=fit.run(30))

    answer = here.client.get("/settings/export.zip")

    assert answer.headers["Content-Disposition"].startswith('attachment; filename="afterrun-20')
    assert zipfile.ZipFile(io.BytesIO(answer.data)).testzip() is None


def test_the_commands_do_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AFTERRUN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("AFTERRUN_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "a.fit").write_bytes(fit.run(30))
    afterrun = Afterrun(tmp_path, capsys)
    afterrun("import", str(tmp_path / "a.fit"))

    assert "It can be imported again" in afterrun("export", str(tmp_path / "all.zip")).out
    assert "there already" in afterrun("export", str(tmp_path / "all.zip")).err
    assert afterrun("erase", "--word", "no").code == 2
    assert "Erased: 1 original files" in afterrun("erase", "--word", "erase").out
    assert json.loads(afterrun("erase", "--word", "erase", "--json").out)["rows"] == {}
    assert zipfile.ZipFile(tmp_path / "all.zip").testzip() is None
