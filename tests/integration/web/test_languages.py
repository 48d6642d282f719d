"""Page words go through one catalogue: a folder more is a language more."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from service.web import words
from tests.build.web import House, house

WEB = Path(words.__file__).parent
FOREIGN = {"Accept-Language": "xx, en;q=0.5"}


def said() -> Iterable[str]:
    """Give every sentence that the templates give to translators."""
    found = extract_from_dir(
        WEB / "templates", method_map=[("**.html", "jinja2")], options_map={"**.html": {"trimmed": "true"}}
    )
    return {message for _, _, message, _, _ in found if isinstance(message, str)}


@pytest.fixture
def abroad(tmp_path: Path) -> House:
    """A house with one language more, in which every sentence stands in brackets."""
    catalogue = Catalog(locale=None)
    for sentence in said():
        catalogue.add(sentence, f"[{sentence}]")
    (tmp_path / "xx").mkdir()
    with (tmp_path / "xx" / "messages.po").open("wb") as file:
        write_po(file, catalogue)
    here = house()
    words.register(here.app, tmp_path)
    return here


def frame(page: str) -> list[str]:
    """Give the words around the page's own part."""
    around = re.sub(r"<main.*</main>|<head>.*</head>|<svg.*?</svg>", "", page, flags=re.DOTALL)
    return [one.strip() for one in re.findall(r">([^<>]+)<", around) if one.strip()]


def test_a_language_that_the_browser_asks_for_is_spoken(abroad: House) -> None:
    page = abroad.client.get("/settings/tokens", headers=FOREIGN).text

    assert '<html lang="xx">' in page
    assert "<h1>[Tokens for programs]</h1>" in page
    assert [one for one in frame(page) if not one.startswith("[")] == ["Afterrun"]


@pytest.mark.parametrize("asked", ["", "de", "en-US,en;q=0.9", "*", "\x7f;q=z"])
def test_without_it_the_page_is_english(abroad: House, asked: str) -> None:
    page = abroad.client.get("/", headers={"Accept-Language": asked}).text

    assert '<html lang="en-GB">' in page
    assert "<span>Today</span>" in page


def test_what_a_language_lacks_stays_english(tmp_path: Path) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "messages.po").write_text('msgid "Plan"\nmsgstr "Nalp"\n', encoding="utf-8")
    here = house()
    words.register(here.app, tmp_path)

    page = here.client.get("/", headers=FOREIGN).text

    assert "<span>Nalp</span>" in page
    assert "<span>Today</span>" in page


def test_the_list_for_translators_is_complete() -> None:
    with (WEB / "locale" / "messages.pot").open("rb") as file:
        listed = {message.id for message in read_po(file) if message.id}

    assert listed == said(), "make words"
