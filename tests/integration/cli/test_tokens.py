"""`afterrun token`, as typed."""

import json
from pathlib import Path

import pytest

from service.cli.commands import parser
from service.cli.tokens import run
from service.config import Settings
from service.core.errors import InputError


def test_a_token_is_made_listed_and_withdrawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = Settings(data_dir=tmp_path / "data", cache_dir=tmp_path / "cache")

    def told(*words: str) -> str:
        assert run(parser().parse_args(["token", *words]), settings) == 0
        return capsys.readouterr().out.strip()

    made = told("my phone", "--may", "read,import")
    (known,) = json.loads(told("--json"))

    assert made.startswith("afterrun_")
    assert (known["name"], known["scopes"], known["used"]) == ("my phone", ["read", "import"], None)
    assert "my phone: read, import" in told()
    assert "Withdrawn" in told("--withdraw", known["id"])
    assert told() == "No tokens."
    with pytest.raises(InputError, match="--may"):
        told("my phone")
