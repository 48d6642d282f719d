"""The microphone's door: small posts of sound in, decisions out."""

from tests.build.hearing import pcm16, sound
from tests.build.web import house

WORD = pcm16(sound((0.5, 0.0), (0.4, 1.0), (0.5, 0.0)))


def test_sound_goes_in_and_a_command_comes_out() -> None:
    page = house().client

    opened = page.post("/api/v1/ears")
    name = opened.get_json()["id"]
    told = page.post(f"/api/v1/ears/{name}/sound?mode=working", data=WORD)
    heard = page.get(f"/api/v1/ears/{name}/heard?after=0").get_json()["heard"]

    assert (opened.status_code, opened.get_json()["rate_hz"]) == (201, 16_000)
    assert told.get_json() == {"ended": 1, "interrupted": False}
    assert [(one["command"], one["sure"]) for one in heard] == [("next", True)]


def test_a_page_that_speaks_itself_is_not_listened_to() -> None:
    page = house().client
    name = page.post("/api/v1/ears").get_json()["id"]

    told = page.post(f"/api/v1/ears/{name}/sound?airing=1", data=WORD)

    assert told.get_json() == {"ended": 0, "interrupted": False}


def test_switched_off_ears_hear_nothing() -> None:
    page = house().client
    name = page.post("/api/v1/ears").get_json()["id"]

    assert page.delete(f"/api/v1/ears/{name}").status_code == 200
    assert page.post(f"/api/v1/ears/{name}/sound", data=WORD).status_code == 404


def test_too_much_at_once_and_unknown_modes_are_refused() -> None:
    page = house().client
    name = page.post("/api/v1/ears").get_json()["id"]

    assert page.post(f"/api/v1/ears/{name}/sound", data=bytes(70_000)).status_code == 400
    assert page.post(f"/api/v1/ears/{name}/sound?mode=all", data=WORD).status_code == 422
    assert page.get(f"/api/v1/ears/{name}/heard?after=x").status_code == 422


def test_another_site_cannot_listen() -> None:
    page = house().client

    answer = page.post("/api/v1/ears", headers={"Origin": "https://elsewhere.example"})

    assert answer.status_code in {400, 403}


def test_the_page_may_use_the_microphone_of_its_own_site_alone() -> None:
    answer = house().client.get("/")

    assert "microphone=(self)" in answer.headers["Permissions-Policy"]
