import pytest

from voice.ears.vocabulary import modes

EVERYWHERE = {"stop", "help", "repeat", "back"}
WORKING = EVERYWHERE | {
    "begin", "next", "skip", "pause", "resume", "slower", "faster", "easier", "harder", "how_long",
    "how_many_left", "hurts",
}  # fmt: skip
QUESTION = EVERYWHERE | {"yes", "no", "left", "right", "both", "dont_know", *map(str, range(11))}


@pytest.mark.parametrize(("mode", "commands"), [("working", WORKING), ("question", QUESTION)])
def test_a_mode_listens_for_its_own_commands_alone(mode: str, commands: set[str]) -> None:
    assert set(modes()[mode].phrases) == commands


@pytest.mark.parametrize("mode", ["working", "question"])
def test_no_phrase_means_two_things_in_one_mode(mode: str) -> None:
    said = [phrase for phrases in modes()[mode].phrases.values() for phrase in phrases]

    assert len(said) == len(set(said))


@pytest.mark.parametrize("weak", ["pause", "skip", "stop", "resume"])
def test_a_weak_word_has_stronger_ones_beside_it(weak: str) -> None:
    assert any(" " in phrase for phrase in modes()["working"].phrases[weak])


def test_a_number_may_follow_pain() -> None:
    assert "pain five" in modes()["working"].phrases["hurts"]


def test_start_is_not_listened_for_because_it_sounds_like_stop() -> None:
    assert all("start" not in phrase for phrases in modes()["working"].phrases.values() for phrase in phrases)


def test_what_our_own_voice_is_saying_is_not_listened_for() -> None:
    left = modes()["question"].without("Three, two, one, and back to the right side.")

    assert "back" not in left.phrases["back"]
    assert left.phrases["right"] == ("on the right", "write")


def test_in_noise_it_is_stricter() -> None:
    rivals = {rival.command: rival.by for rival in modes()["question"].in_noise().rivals}

    assert all(rivals[rival.command] >= rival.by for rival in modes()["question"].rivals)
    assert "5" in rivals
