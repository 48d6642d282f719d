"""Every worked example that independent implementations agree on is a test of ours, somewhere in this tree."""

import json
import re
from pathlib import Path

import pytest

from tests.build.vectors import VECTORS

TESTS = Path(__file__).parents[3]
LEFT_OUT = {
    "critical_speed_two_point": "no file says that an effort was all out",
    "sweat_rate_from_mass": "the weights it takes cannot be entered",
}
"""Examples of what is not worked out at all, and why; docs/limits.md tells runners."""


def test_every_worked_example_is_tested() -> None:
    if not VECTORS.exists():
        pytest.skip("the worked examples (../shared/spec) are not on this machine")
    names = {each["name"] for each in json.loads(VECTORS.read_text(encoding="utf-8"))}
    sources = "".join(
        path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py") if path != Path(__file__)
    )

    asked = set(re.findall(r'"([a-z0-9_]+)"', sources)) | _sexes(sources)

    assert LEFT_OUT.keys() <= names
    assert sorted(names - asked - LEFT_OUT.keys()) == []


def _sexes(sources: str) -> set[str]:
    """Two are asked for by one parametrised name."""
    found = 'f"trimp_banister_{sex}_constant"' in sources
    return {f"trimp_banister_{sex}_constant" for sex in ("male", "female") if found}
