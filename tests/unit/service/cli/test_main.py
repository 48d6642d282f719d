import os
import subprocess
import sys

import pytest

from service.cli import main
from service.core.errors import Conflict, ContentError, Error, InputError, TooLarge, WorldError


def ending(monkeypatch: pytest.MonkeyPatch, trouble: BaseException) -> int:
    def command(*_: object) -> int:
        raise trouble

    monkeypatch.setattr("service.cli.looking.check", command)
    return main(["doctor", "--json"])


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        (InputError("This cannot be used."), 2),
        (TooLarge("This is too large."), 2),
        (WorldError("The disk is full."), 1),
        (ContentError("R07 is wrong."), 1),
        (Conflict("Somebody was faster."), 1),
    ],
)
def test_the_exit_code_says_whose_fault_it_was(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], trouble: Error, code: int
) -> None:
    assert ending(monkeypatch, trouble) == code

    said = capsys.readouterr()
    assert said.err == f"{trouble.words}\n"
    assert said.out == f'{{"error": "{trouble.code}", "reason": "{trouble.words}"}}\n'


def test_ctrl_c_is_no_accident(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert ending(monkeypatch, KeyboardInterrupt()) == 130
    assert capsys.readouterr().err == ""


def test_broken_code_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TypeError):
        ending(monkeypatch, TypeError())


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_who_stops_reading_gets_no_traceback(unbuffered: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)

    ended = subprocess.run(
        [sys.executable, "-m", "service", "inspect", "missing.fit", "--json"],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
    )

    os.close(writing)
    assert (ended.returncode, ended.stderr) == (1, "")


def test_a_command_nobody_knows_is_refused_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["inspekt"])

    assert ended.value.code == 2
    assert "inspect" in capsys.readouterr().err
