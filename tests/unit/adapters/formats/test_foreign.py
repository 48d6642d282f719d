import pytest

from adapters.formats.foreign import not_fit


@pytest.mark.parametrize(
    ("head", "what"),
    [
        ("<?xml?><kml>".encode("utf-16"), "a KML track"),
        (b"<?xml?><settings/>", "an XML file"),
        (b"<!DOCTYPE html><p>Please log in", "a web page"),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\0\0\0\x18ftypheic", "a picture or a film"),
        (b"%PDF-1.7", "a PDF document"),
        (b'  {"run": 1}', "a JSON file"),
    ],
)
def test_what_was_sent_instead_is_named(head: bytes, what: str) -> None:
    assert not_fit(head).startswith(f"This is {what}, not a FIT file. ")


@pytest.mark.parametrize("head", [b"\xde\xad\xbe\xef", b"hello", b"\0\0\0\0"])
def test_what_nobody_recognises_is_just_not_fit(head: bytes) -> None:
    assert not_fit(head).startswith("This is not a FIT file. Export the run")


def test_an_archive_is_to_be_unpacked_and_all_else_exported_again() -> None:
    assert "Unpack it" in not_fit(b"PK\x03\x04")
    assert "Export the run" in not_fit(b"<kml")
