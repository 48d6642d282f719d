"""Whoever is killed leaves nobody behind: the end of a process is waited for, not timed."""

import os
import select
import signal
import subprocess
import sys

import pytest

from tests.build.waiting import PATIENCE_S, mortal, program

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the end of a stranger is seen by Linux's pidfd"
)

SPEAKS = """
from threading import Event
from voice.engines.pyttsx import PyttsxEngine
engine = PyttsxEngine()
engine.voices()
print(engine._alive[0].process.pid, flush=True)
Event().wait()
"""
NEVER_ANSWERS = """
from threading import Event
from voice.engines import worker

class Stuck:
    def voices(self):
        print("asked", file=worker.sys.stderr, flush=True)
        Event().wait()

worker.main(Stuck)
"""
HAS_A_CHILD = """
import subprocess
from tests.build.waiting import mortal
print(subprocess.Popen(mortal("/bin/sleep", "3600")).pid, flush=True)
input()
"""


def ends(pid: int, *, after: "subprocess.Popen[str]") -> bool:
    """Kill a program and say whether the process it started ends as well."""
    child = os.pidfd_open(pid)
    after.send_signal(signal.SIGKILL)
    try:
        return bool(select.select([child], [], [], PATIENCE_S)[0])
    finally:
        os.close(child)


def test_the_speech_worker_ends_with_a_house_that_is_killed() -> None:
    with program(sys.executable, "-c", SPEAKS) as house:
        assert house.stdout is not None
        assert ends(int(house.stdout.readline()), after=house)


def test_a_speech_worker_that_is_stuck_in_a_call_ends_with_its_input() -> None:
    with subprocess.Popen(
        mortal(sys.executable, "-c", NEVER_ANSWERS), stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as worker:
        assert worker.stdin is not None
        assert worker.stderr is not None
        worker.stdin.write('{"id": 1, "voices": true}\n')
        worker.stdin.flush()
        assert worker.stderr.readline() == "asked\n"

        worker.stdin.close()

        assert worker.wait(PATIENCE_S) == 0


def test_a_program_of_the_tests_ends_with_tests_that_are_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HAS_A_CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as tests:
        assert tests.stdout is not None
        assert ends(int(tests.stdout.readline()), after=tests)
