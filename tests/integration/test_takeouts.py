"""Account exports whole, as the large services make them: every run comes in once, everything else is passed over."""

import gzip
import io
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from adapters.channels.paths import PathChannel
from service.app.arriving import import_arrivals
from tests.build import fit, polar, tracks
from tests.build.web import house


def packed(members: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return target.getvalue()


def a_run(day: int) -> bytes:
    """Give a run on a day of its own."""
    start = fit.T0 + 86_400 * day
    records = fit.records(range(start, start + 300))
    return fit.file(fit.file_id() + records + fit.session(start, seconds=300, metres=900))


def taken(folder: Path, members: Mapping[str, bytes]) -> tuple[Counter[str], int, int]:
    """Import an export, and give how many files had which verdict, how many runs they hold and what was left."""
    (folder / "export.zip").write_bytes(packed(members))
    told = list(import_arrivals(house().world, PathChannel([folder / "export.zip"]).arrivals()))
    done = [one.imported for one in told if one.imported is not None]
    assert not [one.trouble for one in told if one.trouble]
    verdicts = Counter(one.file.verdict.value for one in done)
    return verdicts, sum(len(one.runs) for one in done), sum(one.passed_over for one in told)


def test_garmins_export_is_zips_of_uploads_among_tables(tmp_path: Path) -> None:
    uploads = "DI_CONNECT/DI-Connect-Uploaded-Files"
    first = {"mo@example.com_1.fit": a_run(1), "mo@example.com_2.fit": fit.file(fit.file_id(kind=32))}
    second = {"mo@example.com_3.fit": a_run(2), "mo@example.com_4.tcx": tracks.tcx(), "readme.txt": b"x"}

    found = taken(
        tmp_path,
        {
            "DI_CONNECT/DI-Connect-User/user_profile.json": b"{}",
            "DI_CONNECT/DI-Connect-Fitness/mo_summarizedActivities.json": b'[{"summarizedActivitiesExport": []}]',
            f"{uploads}/UploadedFiles_0-_Part1.zip": packed(first),
            f"{uploads}/UploadedFiles_0-_Part2.zip": packed(second),
            "customer_data/customer.json": b"{}",
        },
    )

    assert found == ({"complete": 3, "not_an_activity": 1}, 3, 4)


def test_stravas_export_is_packed_files_beside_tables_and_pictures(tmp_path: Path) -> None:
    with_spaces = b"          " + tracks.tcx()

    found = taken(
        tmp_path,
        {
            "activities.csv": b"Activity ID,Activity Date,Filename\n1,x,activities/1.fit.gz\n",
            "activities/1.fit.gz": gzip.compress(a_run(1)),
            "activities/2.tcx.gz": gzip.compress(with_spaces),
            "activities/3.gpx": tracks.gpx(kind="Ride"),
            "activities/4.gpx.gz": gzip.compress(tracks.gpx()[:-200]),
            "media/5.jpg": b"\xff\xd8\xff",
            "profile.csv": b"x",
            "routes/6.gpx": b'<gpx version="1.1"><rte><rtept lat="1" lon="2"/></rte></gpx>',
        },
    )

    assert found == ({"complete": 2, "not_a_run": 1, "partial": 1, "not_an_activity": 1}, 3, 3)


def test_polars_export_is_sessions_among_days_and_sleep(tmp_path: Path) -> None:
    found = taken(
        tmp_path,
        {
            "training-session-2026-06-01-1-aa.json": polar.session(),
            "training-session-2026-06-02-2-bb.json": polar.session(polar.exercise(sport="CYCLING")),
            "training-session-2026-06-03-3-cc.json": polar.session(polar.exercise(samples={})),
            "activity-2026-06-01-dd.json": b'{"date": "2026-06-01"}',
            "sleep_result_ee.json": b"[]",
            "planned-route-ff.json": b"{}",
        },
    )

    assert found == ({"complete": 1, "not_a_run": 1, "not_an_activity": 1}, 1, 3)
