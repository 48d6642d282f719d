"""A session as one sound file, spoken by the real engine."""

import itertools
import re
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from mutagen.mp3 import MP3

from tests.build.routine import script, two_exercises
from voice.engines.cache import SpeechCache
from voice.engines.pyttsx import PyttsxEngine
from voice.playback.render import Rendered, render
from voice.script.model import Script
from voice.speech import Voice


@pytest.fixture(scope="module")
def built() -> Script:
    return script(two_exercises())


@pytest.fixture(scope="module")
def rendered(built: Script, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rendered]:
    folder = tmp_path_factory.mktemp("render")
    engine = PyttsxEngine()
    yield render(built, SpeechCache(engine, folder / "clips"), Voice(), folder / "out")
    engine.close()


def sound(path: Path) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], int]:
    with wave.open(str(path), "rb") as source:
        heard = np.frombuffer(source.readframes(source.getnframes()), "<i2").astype(np.int64)
        return heard, source.getframerate()


def times(path: Path) -> list[tuple[float, float, str]]:
    found = re.findall(r"00:(\d\d):(\S+) --> 00:(\d\d):(\S+)\n(.+)", path.read_text("utf-8"))
    return [(int(a) * 60 + float(b), int(c) * 60 + float(d), text) for a, b, c, d, text in found]


def test_the_sound_is_as_long_as_its_captions(rendered: Rendered) -> None:
    heard, rate_hz = sound(rendered.wav)

    assert rendered.seconds == pytest.approx(len(heard) / rate_hz)
    assert times(rendered.vtt)[-1][1] == pytest.approx(rendered.seconds, abs=0.002)


def test_every_caption_is_heard_at_its_time_and_between_them_is_silence(rendered: Rendered) -> None:
    heard, rate_hz = sound(rendered.wav)
    captions = times(rendered.vtt)

    for start, end, text in captions:
        assert np.abs(heard[round(start * rate_hz) : round(end * rate_hz)]).max() > 3000, text
    for (_, end, _), (start, _, text) in itertools.pairwise(captions):
        between = heard[round((end + 0.002) * rate_hz) : round((start - 0.002) * rate_hz)]
        assert between.size == 0 or np.abs(between).max() == 0, text


def test_cues_keep_their_distance_to_the_beginning_of_the_work(rendered: Rendered, built: Script) -> None:
    counted = [
        start for start, _, text in times(rendered.vtt) if text in {"♪ begin", "five", "eight", "♪ done"}
    ]

    begin, five, eight, done = counted[:4]
    assert (five - begin, eight - begin, done - begin) == pytest.approx((20, 35, 40), abs=0.003)


def test_every_cue_of_the_script_is_in_the_sound(rendered: Rendered, built: Script) -> None:
    wanted = [
        utterance.text
        for step in built.steps
        if not step.easier
        for utterance in (*step.briefing, *(cue.utterance for cue in step.cues))
    ]

    assert [text for _, _, text in times(rendered.vtt)] == wanted


def test_the_session_is_one_mp3_with_a_chapter_for_each_exercise(rendered: Rendered) -> None:
    track = MP3(rendered.mp3)

    assert track.info.length == pytest.approx(rendered.seconds, abs=0.2)
    parts = sorted(track.tags.getall("CHAP"), key=lambda chapter: chapter.start_time)
    titles = [str(chapter.sub_frames["TIT2"]) for chapter in parts]
    assert titles == ["Leg raise", "Bridge hold", "All done"]
    (begun,) = [begin for begin, _, text in times(rendered.vtt) if text == "Exercise two of two."]
    assert parts[1].start_time == pytest.approx(1000 * begun, abs=1)


def test_the_playlist_leads_to_the_track(rendered: Rendered) -> None:
    lines = rendered.playlist.read_text("utf-8").splitlines()

    assert lines == ["#EXTM3U", f"#EXTINF:{round(rendered.seconds)},Test routine", rendered.mp3.name]


def test_nothing_half_written_is_left(rendered: Rendered) -> None:
    assert sorted(path.name for path in rendered.wav.parent.iterdir()) == [
        "test_routine.m3u8",
        "test_routine.mp3",
        "test_routine.vtt",
        "test_routine.wav",
    ]
