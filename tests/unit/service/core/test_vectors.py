"""Every worked example that independent implementations agree on is a test of ours, somewhere in this tree."""

import json
import re
from pathlib import Path

import pytest

from tests.build.vectors import VECTORS

TESTS = Path(__file__).parents[3]


def test_every_worked_example_is_tested() -> None:
    if not VECTORS.exists():
        pytest.skip("the worked examples (../shared/spec) are not on this machine")
    names = {each["name"] for each in json.loads(VECTORS.read_text(encoding="utf-8"))}
    sources = "".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py"))

    asked = set(re.findall(r'"([a-z0-9_]+)"', sources)) | _sexes(sources)

    assert sorted(names - asked) == []


def _sexes(sources: str) -> set[str]:
    """Two are asked for by one parametrised name."""
    found = 'f"trimp_banister_{sex}_constant"' in sources
    return {f"trimp_banister_{sex}_constant" for sex in ("male", "female") if found}
