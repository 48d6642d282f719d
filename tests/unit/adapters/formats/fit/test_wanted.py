from collections.abc import Container, Mapping
from typing import Any

import fitdecode.profile
import fitparse.profile

from adapters.formats.fit.wanted import MESSAGES

UNDOCUMENTED = 140
"""A message in no profile."""
NEWER = {(18, 211)}
"""Fields that only one of the two profiles knows; watch.py reads them under either name."""


def test_fitparse_knows_every_wanted_field_by_its_name() -> None:
    assert_known(fitparse.profile.MESSAGE_TYPES)


def test_fitdecode_knows_every_wanted_field_by_its_name() -> None:
    assert_known(fitdecode.profile.MESSAGE_TYPES, older=NEWER)


def assert_known(profile: Mapping[int, Any], *, older: Container[tuple[int, int]] = ()) -> None:
    for number, (name, fields) in MESSAGES.items():
        if number == UNDOCUMENTED:
            assert number not in profile, "a profile knows it now: read it under its name"
            continue
        assert profile[number].name == name
        known = profile[number].fields
        for key, word in fields.items():
            if (number, key) not in older:
                assert (known[key].name if key in known else f"unknown_{key}") == word
