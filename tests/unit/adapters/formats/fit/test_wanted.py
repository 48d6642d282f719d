import fitdecode.profile
import fitparse.profile

from adapters.formats.fit.wanted import MESSAGES


def test_fitparse_knows_every_wanted_field_by_its_name() -> None:
    for number, (name, fields) in MESSAGES.items():
        found = fitparse.profile.MESSAGE_TYPES[number]
        assert found.name == name
        assert {key: found.fields[key].name for key in fields} == fields


def test_fitdecode_knows_every_wanted_field_by_its_name() -> None:
    for number, (name, fields) in MESSAGES.items():
        found = fitdecode.profile.MESSAGE_TYPES[number]
        assert found.name == name
        assert {key: found.fields[key].name for key in fields} == fields
