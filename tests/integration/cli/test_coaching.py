from tests.build.command import Afterrun


def test_how_cues_are_given_is_shown_and_changed(afterrun: Afterrun) -> None:
    changed = afterrun("coaching", "countdown=tone", "praise=off", "--json")

    assert (changed.code, changed.json["countdown"], changed.json["fix"]) == (0, "tone", "voice")
    assert afterrun("coaching", "fix=off", "--json").json["praise"] == "off"


def test_a_choice_that_there_is_not_names_those_there_are(afterrun: Afterrun) -> None:
    refused = afterrun("coaching", "countdown=shout", "--json")

    assert refused.code != 0
    assert "Kinds: begin" in str(refused.json)
