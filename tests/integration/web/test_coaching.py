"""How cues are given, by page and by API."""

from tests.build.web import house
from tests.integration.web.test_api import told


def test_how_cues_are_given_is_read_and_changed_by_kind() -> None:
    here = house()
    where = "/api/v1/coaching"
    assert set(told(here.client.get(where)).values()) == {"voice"}

    put = told(here.client.put(where, json={"countdown": "tone", "praise": "off"}))

    assert told(here.client.get(where)) == put
    assert (put["countdown"], put["praise"], put["fix"]) == ("tone", "off", "voice")
    assert here.client.put(where, json={"countdown": "shouted"}).status_code == 422


def test_the_page_keeps_how_cues_are_given() -> None:
    here = house()

    saved = here.send("/coaching", page="/coaching", count="off", breath="tone")

    assert saved.status_code == 303
    assert told(here.client.get("/api/v1/coaching"))["count"] == "off"
    assert "Saved." in here.visit("/coaching?saved=1")
