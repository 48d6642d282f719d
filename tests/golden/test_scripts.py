"""Two sessions word for word. REFRESH_GOLDEN=1 writes them anew; review the difference."""

import os
from pathlib import Path

import pytest

from service.core.catalogue import Dose
from service.core.routine import Routine
from tests.build.routine import item, routine, script, two_exercises
from voice.script.webvtt import to_webvtt

HERE = Path(__file__).parent
SESSIONS = {
    "leg_raise_and_bridge.vtt": two_exercises(),
    "walk_and_holds.vtt": routine(
        item("Easy walk", Dose(hold_s=900.0)),
        item("Side plank", Dose(sets=2, hold_s=25.0, sides=2, rest_s=25.0)),
        item("Long bridge", Dose(reps=2, hold_s=45.0, between_reps_s=60.0)),
        opening="A quiet day: nothing here should hurt more than three out of ten.",
    ),
}


@pytest.mark.parametrize(("name", "session"), SESSIONS.items())
def test_a_session_reads_as_it_was_reviewed(name: str, session: Routine) -> None:
    text = to_webvtt(script(session))
    if os.environ.get("REFRESH_GOLDEN"):
        (HERE / name).write_text(text, "utf-8")

    assert text == (HERE / name).read_text("utf-8")
