import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from service.app.conversing import open_what_asks
from service.app.reporting import tell_session
from service.cli.around import after, before, saying
from tests.build.story import Story
from tests.build.talk import CHEST_PAIN
from voice.script.model import Utterance

Typed = Callable[[str], None]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Typed]:
    """Somebody at the keyboard."""
    with ExitStack() as files:

        def typing(text: str) -> None:
            (tmp_path / "typed").write_text(text)
            monkeypatch.setattr(sys, "stdin", files.enter_context((tmp_path / "typed").open()))

        yield typing


def begun() -> Story:
    story = Story()
    story.check_in()
    story.clock.pass_by(hours=3)
    return story


class Said(list[str]):
    def __call__(self, sentences: Sequence[str]) -> None:
        self.extend(sentences)


@pytest.mark.parametrize(
    ("text", "pain"), [("2\n", 2), ("\n", None), ("", None), ("lots\n11\n0\n", 0), ("four\n\n", None)]
)
def test_the_pain_before_is_a_number_or_nothing(typed: Typed, text: str, pain: int | None) -> None:
    story = begun()
    typed(text)

    assert before(story.house, Said()) == pain


def test_why_is_answered_aloud_and_the_question_comes_again(typed: Typed) -> None:
    story, said = begun(), Said()
    typed("why\n3\n")

    assert before(story.house, said) == 3
    assert said == [story.house.catalogue.course_words["begun"]]


def test_who_should_get_help_is_asked_nothing(typed: Typed) -> None:
    story = Story(answers=CHEST_PAIN)
    story.check_in()
    typed("5\n")

    assert before(story.house, Said()) is None


def test_nothing_is_asked_without_a_plan(typed: Typed) -> None:
    typed("5\n")

    assert before(Story().house, Said()) is None


def test_how_it_felt_moves_the_plan_and_is_explained_aloud(typed: Typed) -> None:
    story, said = begun(), Said()
    story.session(before=2)
    typed("5\nn\n")

    after(story.house, said)

    assert (story.told[-1].what, story.told[-1].pain, story.told[-1].why) == ("session", 5.0, ("amber_once",))
    assert said == [story.house.catalogue.course_words["amber_once"]]


def test_a_sharp_pain_is_a_step_back_however_weak(typed: Typed) -> None:
    story = begun()
    story.session()
    typed("2\ny\n")

    after(story.house, Said())

    assert story.told[-1].why == ("red",)


def test_what_is_skipped_can_still_be_told(typed: Typed) -> None:
    story, said = begun(), Said()
    story.session()
    typed("\n")

    after(story.house, said)

    assert said == []
    assert tell_session(story.house, pain=1).why == ("wait_for_morning",)


def test_the_morning_after_is_asked_before_the_next_session(typed: Typed) -> None:
    story, said = begun(), Said()
    story.session()
    tell_session(story.house, pain=1)
    story.clock.pass_by(days=1)
    typed("yes\n1\n")

    assert before(story.house, said) == 1
    assert (story.told[-1].what, story.told[-1].why) == ("morning", ("one_more_clean",))
    assert said == [story.house.catalogue.course_words["one_more_clean"]]


def test_sentences_are_spoken_one_after_the_other() -> None:
    class Speaker:
        def __init__(self) -> None:
            self.said: list[str] = []

        def say(self, utterance: Utterance, ended: object) -> None:
            self.said.append(utterance.text)
            assert callable(ended)
            ended()

        def hush(self) -> None: ...

    speaker = Speaker()

    saying(speaker)(["One step back.", "Today is a rest day."])

    assert speaker.said == ["One step back.", "Today is a rest day."]


def test_the_terminal_asks_the_re_check_that_is_due() -> None:
    story = begun()

    assert open_what_asks(story.house).recheck_id is None

    story.clock.pass_by(hours=22)

    assert open_what_asks(story.house).recheck_id is not None
