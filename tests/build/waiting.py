"""Waiting for what must come, however slow the machine: the limit guards against a hang and measures nothing."""

import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

PATIENCE_S = 120.0
"""Longer than anything here takes on a machine that does much else."""


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


@contextmanager
def program(*command: str, env: Mapping[str, str] | None = None) -> Iterator["subprocess.Popen[str]"]:
    """Run a program for the length of a block, its output in pipes; whatever happens in it, none is left running."""
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()
