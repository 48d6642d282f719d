import itertools
import re

from tests.build.routine import script, two_exercises
from voice.script.model import Cue, Kind, Script, Step, Utterance
from voice.script.webvtt import timeline, to_webvtt


def seconds(clock: str) -> float:
    hour, minute, second = clock.split(":")
    return int(hour) * 3600 + int(minute) * 60 + float(second)


def test_captions_follow_each_other_without_overlap() -> None:
    text = to_webvtt(script(two_exercises()))

    times = [(seconds(a), seconds(b)) for a, b in re.findall(r"(\S+) --> (\S+)", text)]

    assert text.startswith("WEBVTT\n\n")
    assert len(times) > 60
    assert all(start < end for start, end in times)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(times))


def test_the_easier_version_is_not_in_the_full_timeline() -> None:
    assert "Clamshell" not in to_webvtt(script(two_exercises()))


def test_a_slow_voice_lengthens_briefings_and_drops_a_cue_it_has_no_room_for() -> None:
    cues = (Cue(1.0, Utterance("one")), Cue(2.0, Utterance("two")), Cue(5.0, Utterance("end")))
    step = Step(
        Kind.WORK, 0, easier=False, title="", detail="", work_s=5.0, briefing=(Utterance("go"),), cues=cues
    )
    built = Script("r", "R", (step,), ("e",), (None,))

    aired = [(airing.utterance.text, airing.start_s) for airing in timeline(built, lambda _: 1.5)]

    assert aired == [("go", 0.0), ("one", 2.5), ("end", 6.5)]


def test_markup_in_a_text_stays_text() -> None:
    line = Utterance("a < b --> c\n\nd & e")
    built = Script(
        "r", "R", (Step(Kind.END, 0, easier=False, title="", detail="", work_s=0, briefing=(line,)),), (), ()
    )

    assert "a &lt; b --&gt; c d &amp; e" in to_webvtt(built)
