"""The check-in as a command: words in, words out."""

import subprocess
import sys
from pathlib import Path

from tests.build.waiting import PATIENCE_S
from tests.e2e.conftest import environment_in

SAID = """my left calf is sore since yesterday, two out of ten, the next day, walking is fine
yes
no
no
40
male
none of these
no
sore all over
the same
"""


def held(folder: Path, said: str, *flags: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "service", "check-in", *flags],
        env=environment_in(folder),
        input=said,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )


def test_a_check_in_in_the_terminal_ends_with_what_to_do(tmp_path: Path) -> None:
    done = held(tmp_path, SAID)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "I understood this:" in done.stdout
    assert "Your answers fit" in done.stdout or "Your answers show" in done.stdout
    assert "/assessments/" in done.stdout


def test_an_emergency_in_the_terminal_is_the_action_and_nothing_else(tmp_path: Path) -> None:
    done = held(tmp_path, "I passed out and have chest pain\n", "--speak")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "Get medical help now" in done.stdout
    assert "one one two" in done.stdout
    assert "Your answers" not in done.stdout


def test_when_nobody_answers_what_was_said_is_kept(tmp_path: Path) -> None:
    done = held(tmp_path, "ask me\nno\n")

    assert done.returncode == 2
    assert "what was said is kept" in done.stderr
