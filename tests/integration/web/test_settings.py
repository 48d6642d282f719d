"""The settings page: what is chosen there counts at once, in every process, and what is set elsewhere wins."""

import re
from pathlib import Path

import pytest

from service.choices import Choices
from service.config import Settings
from service.core.errors import InputError
from service.core.reminders import Quiet
from service.wiring import build_app, choices_of, open_world, watched_folders
from tests.build import fit
from tests.build.web import House, house
from tests.build.world import world


def choose(here: House, name: str, **fields: str) -> str:
    answer = here.send(f"/settings/{name}", page="/settings", **fields)
    assert answer.status_code == 303, answer.text
    return here.visit(answer.headers["Location"].split("#")[0])


def test_miles_are_said_everywhere() -> None:
    here = house()
    here.client.post("/api/v1/activities", data=fit.run(60))
    assert " km" in here.visit("/activities")

    assert "Saved." in choose(here, "you", units="mi")

    runs = here.visit("/activities")
    assert " mi" in runs
    assert " km" not in runs


def test_the_rest_of_the_profile_stays_when_the_units_change() -> None:
    here = house()
    here.send("/profile", age="51", units="km")

    choose(here, "you", units="mi")

    assert re.search(r'name="age"[^>]* value="51"', here.visit("/profile"))


def test_voice_and_speed_count_from_the_next_request_on() -> None:
    here = house()

    page = choose(here, "voice", voice="en-us", words_per_minute="165")

    assert re.search(r'<option value="en-us" selected>American</option>', page)
    voice = here.world.as_now().voice
    assert (voice.name, voice.words_per_minute) == ("en-us", 165)


@pytest.mark.parametrize(
    ("name", "value"), [("voice", "klingon"), ("words_per_minute", "9000"), ("words_per_minute", "x")]
)
def test_what_cannot_be_is_said_and_nothing_is_kept(name: str, value: str) -> None:
    here = house()
    before = here.world.as_now().voice

    answer = here.send("/settings/voice", page="/settings", **{name: value})

    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert here.world.as_now().voice == before


def test_quiet_hours_and_reminders_are_chosen() -> None:
    here = house()

    choose(here, "reminders", sleeps="21", wakes="6")

    assert here.world.as_now().quiet == Quiet(21, 6)
    assert not here.world.as_now().reminds
    choose(here, "reminders", remind="1", sleeps="21", wakes="6")
    assert here.world.as_now().reminds


def test_folders_are_chosen_a_line_each(tmp_path: Path) -> None:
    here = house()

    page = choose(here, "folders", watch=f" {tmp_path} \n\n/mnt/watch")

    assert f"{tmp_path}\n/mnt/watch</textarea>" in page


def test_a_folder_that_is_chosen_is_looked_through_without_a_restart(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", cache_dir=tmp_path / "cache")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.fit").write_bytes(fit.run(30))
    with open_world(settings) as house_on_disk:
        channel = watched_folders(settings, house_on_disk)
        channel._quiet_s = 0.0
        assert list(channel.collect()) == []

        choices_of(settings, house_on_disk.store).choose({"watch": [str(inbox)]})

        list(channel.collect())
        assert [arrived.path.name for arrived in channel.collect()] == ["a.fit"]


def test_an_address_is_kept_and_shown_masked() -> None:
    here = house()

    page = choose(here, "addresses", address="mailto://mo:secret@example.org")

    assert "secret" not in page
    assert "mailto://exa…" in page
    assert "mailto" not in choose(here, "addresses", drop="0")


def test_an_address_that_is_none_is_refused_in_words(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", cache_dir=tmp_path / "cache")
    with open_world(settings) as on_disk, pytest.raises(InputError, match="none that apprise knows"):
        choices_of(settings, on_disk.store).add_address("gopher://example.org")


def test_what_the_environment_says_wins_and_is_named() -> None:
    store = world().store
    free = Choices(Settings(), store, lambda *_: ())
    free.choose({"voice": "en-us", "words_per_minute": 165})

    pinned = Choices(Settings(voice="en-gb"), store, lambda *_: ())

    assert (pinned.settings().voice, pinned.settings().words_per_minute) == ("en-gb", 165)
    assert pinned.pinned() == {"voice"}
    with pytest.raises(InputError, match="AFTERRUN_VOICE decides this"):
        pinned.choose({"voice": "en-us"})


def test_the_page_says_what_is_decided_elsewhere(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", cache_dir=tmp_path / "cache", voice="en-us", remind=True)
    with open_world(settings) as on_disk:
        page = build_app(settings, on_disk).test_client().get("/settings").text

    assert "AFTERRUN_VOICE" in page
    assert "AFTERRUN_REMIND" in page
    assert 'name="voice"' not in page
    assert 'name="remind"' not in page
    assert 'name="words_per_minute"' in page


def test_a_section_that_is_none_is_not_here() -> None:
    assert house().send("/settings/nothing", page="/settings").status_code == 404
