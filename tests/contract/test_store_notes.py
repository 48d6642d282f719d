"""The notes: small texts by kind and name."""

from service.app.ports import Store


def test_a_note_is_replaced_by_its_kind_and_name(store: Store) -> None:
    with store.unit() as unit:
        unit.notes.put("login", "a", "one")
        unit.notes.put("login", "a", "two")
        unit.notes.put("token", "a", "other")

    with store.unit() as unit:
        assert unit.notes.get("login", "a") == "two"
        assert unit.notes.get("token", "a") == "other"
        assert unit.notes.get("login", "b") is None


def test_the_notes_of_a_kind_come_by_name(store: Store) -> None:
    with store.unit() as unit:
        for name in ("b", "a"):
            unit.notes.put("login", name, name.upper())
        unit.notes.put("token", "c", "C")

        assert list(unit.notes.of("login")) == [("a", "A"), ("b", "B")]
        assert list(unit.notes.of("none")) == []


def test_a_note_is_dropped_once(store: Store) -> None:
    with store.unit() as unit:
        unit.notes.put("login", "a", "one")
        unit.notes.put("login", "b", "two")

    with store.unit() as unit:
        dropped = unit.notes.drop("login", "a"), unit.notes.drop("login", "a")

    assert dropped == (True, False)
    with store.unit() as unit:
        assert list(unit.notes.of("login")) == [("b", "two")]
