"""Reads the worked examples that independent implementations agree on; they live beside the checkout."""

import json
from pathlib import Path
from typing import Any

import pytest

VECTORS = Path(__file__).parents[3] / "shared" / "spec" / "training-load-vectors.json"


def vector(name: str) -> tuple[dict[str, Any], dict[str, Any], float]:
    """Give (inputs, expected, tolerance) of one vector; skips the test where the file is not there."""
    if not VECTORS.exists():
        pytest.skip("the worked examples (../shared/spec) are not on this machine")
    found = next(each for each in json.loads(VECTORS.read_text()) if each["name"] == name)
    return found["inputs"], found["expected"], float(found["tolerance"])
