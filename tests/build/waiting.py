"""Waiting for what must come, however slow the machine: the limit guards against a hang and measures nothing."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

PATIENCE_S = 120.0
"""Longer than anything here takes on a machine that does much else."""


_WITH_ITS_PARENT = """
import ctypes, os, signal, sys
ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
if os.getppid() == int(sys.argv[1]):  # else it is dead already
    os.execv(sys.argv[2], sys.argv[2:])
"""


def eventually(true: Callable[[], object], *, every_s: float = 0.05) -> bool:
    """Say whether it came true; looked at again and again."""
    pause = threading.Event()
    return any(true() or pause.wait(every_s) for _ in range(int(PATIENCE_S / every_s)))


def comes_back(wait: Callable[[], object]) -> bool:
    """Say whether a call that waits returns."""
    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    thread.join(PATIENCE_S)
    return not thread.is_alive()


def mortal(*command: str) -> Sequence[str]:
    """Give a command that, on Linux, is killed when the thread that started it ends, be it by SIGKILL."""
    if sys.platform != "linux":
        return command
    return (sys.executable, "-c", _WITH_ITS_PARENT, str(os.getpid()), *command)


@contextmanager
def program(*command: str, env: Mapping[str, str] | None = None) -> Iterator["subprocess.Popen[str]"]:
    """Run a program for the length of a block, its output in pipes; none is left running, come what may."""
    with subprocess.Popen(
        mortal(*command), env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()
