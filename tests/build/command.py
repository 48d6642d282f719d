"""The command line in this process: what it printed and how it ended."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from service.cli import main


@dataclass(frozen=True, slots=True)
class Ended:
    """One call of the command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Give the one JSON value it printed."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """Give the JSON lines it printed."""
        return [json.loads(line) for line in self.out.splitlines()]


class Afterrun:
    """Calls the command with a data folder of its own."""

    def __init__(self, home: Path, captured: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._captured = captured

    def __call__(self, *words: object) -> Ended:
        self._captured.readouterr()
        code = main([str(word) for word in words])
        said = self._captured.readouterr()
        return Ended(code, said.out, said.err)
