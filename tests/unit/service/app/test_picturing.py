import io

import pytest

from adapters.files import RawFile
from service.app.importing import import_file
from service.app.picturing import tracks
from service.core.errors import NotFound
from tests.build import fit
from tests.build.memory_store import MemoryBlobs
from tests.build.web import House, house


def with_run(data: bytes) -> tuple[House, str]:
    here = house()
    return here, import_file(here.world, RawFile("run.fit", data)).file.activity_id


def test_a_run_is_drawn_from_its_original() -> None:
    here, activity_id = with_run(fit.run(600))

    (picture,) = tracks(here.world, activity_id)

    assert picture.run_id == f"{activity_id}-0"
    assert len(picture.tracks) > 100
    assert len(picture.splits) == 2


def test_miles_are_split_in_miles() -> None:
    here, activity_id = with_run(fit.run(600))

    (picture,) = tracks(here.world, activity_id, every_m=1609.344)

    assert picture.splits[0].to_m == 1609.344


def test_only_what_counts_as_a_run_is_drawn() -> None:
    here, activity_id = with_run(fit.run(600, sport=fit.CYCLING))

    assert tracks(here.world, activity_id) == ()


def test_without_the_original_there_are_numbers_but_no_curves() -> None:
    here, activity_id = with_run(fit.run(600))
    assert isinstance(here.world.blobs, MemoryBlobs)
    here.world.blobs.by_digest.clear()

    assert tracks(here.world, activity_id) == ()
    assert "no curves" in here.visit(f"/activities/{activity_id}")


def test_what_is_not_here_is_not_found() -> None:
    with pytest.raises(NotFound):
        tracks(house().world, "0" * 16)


def test_a_page_shows_the_curves_and_says_the_same_as_a_table() -> None:
    here = house()
    parts = [(io.BytesIO(fit.run(600)), "run.fit")]
    path = here.client.post("/activities", data={"form_token": here.token("/"), "files": parts})

    page = here.visit(path.headers["Location"])

    assert page.count("data-texts=") == 3
    assert "The same as a table" in page
    assert '<th scope="row">1.8</th>' in page
    assert "style=" not in page
