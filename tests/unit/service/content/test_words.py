"""What the words file refuses: two meanings for one phrase, and anything that would be a guess."""

from importlib import resources

import pytest
import yaml

from service.content.loader import load
from service.content.reading import read_document
from service.content.schema.words import WordsFile
from service.core.errors import ContentError

FILE = yaml.safe_load((resources.files("service.content") / "words.yaml").read_text(encoding="utf-8"))


def read(**changed: object) -> None:
    document = read_document("words.yaml", yaml.safe_dump({**FILE, **changed}).encode())
    assert isinstance(document, WordsFile)
    document.value()


def refused(**changed: object) -> str:
    with pytest.raises(ContentError) as refusal:
        read(**changed)
    return refusal.value.words


@pytest.mark.parametrize(("phrase", "complaint"), [
    ({"means": {"q.site": "calf"}, "say": ["hamstring"]}, "'hamstring' is written twice"),
    ({"means": {"q.site": "nose"}, "say": ["nostril"]}, "q.site is never 'nose'"),
    ({"means": {"q.knee": True}, "say": ["nostril"]}, "unknown fact 'q.knee'"),
    ({"means": {"d.one_sided": True}, "say": ["only one"]}, "worked out and cannot be said"),
    ({"means": {"q.pop": False}, "say": ["quiet"]}, "a plain no makes it false"),
])  # fmt: skip
def test_a_phrase_means_one_thing_that_can_be_said(phrase: dict[str, object], complaint: str) -> None:
    assert complaint in refused(phrases=[*FILE["phrases"], phrase])


def test_a_key_that_nobody_knows_is_refused() -> None:
    assert "guesses" in refused(guesses=[])


def test_the_nickname_of_the_article_is_known() -> None:
    phrases = load().vocabulary.phrases

    assert phrases["runner's", "butt"] == {"q.site": "sit_bone"}
