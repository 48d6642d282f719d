from importlib.metadata import EntryPoint

import pytest

from adapters.files import MAX_FILE_BYTES, RawFile
from adapters.formats import registry
from adapters.formats.fit import FitDecoder
from service.core.activity import Verdict
from service.core.errors import FormatError, TooLarge
from tests.build import fit


def test_a_fit_file_is_read_whatever_its_name() -> None:
    assert registry.decode(RawFile("upload", fit.run())).verdict is Verdict.COMPLETE


def test_an_empty_file_has_a_sentence_of_its_own() -> None:
    with pytest.raises(FormatError, match="empty") as caught:
        registry.decode(RawFile("a.fit", b""))

    assert caught.value.code == "empty"


def test_what_is_not_fit_is_named() -> None:
    with pytest.raises(FormatError, match="a web page") as caught:
        registry.decode(RawFile("a.fit", b"<!doctype html><p>Please log in"))

    assert caught.value.code == "not_fit"


def test_a_file_cut_off_in_its_header_is_still_fit() -> None:
    with pytest.raises(FormatError, match="header is damaged or cut off"):
        registry.decode(RawFile("a.fit", fit.run()[:9]))


def test_one_byte_above_the_limit_is_too_large_and_the_limit_is_stated() -> None:
    with pytest.raises(TooLarge, match="32 MB"):
        registry.decode(RawFile("a.fit", bytes(MAX_FILE_BYTES + 1)))
    with pytest.raises(FormatError):
        registry.decode(RawFile("a.fit", bytes(MAX_FILE_BYTES)))


def test_decoders_come_through_their_entry_points(monkeypatch: pytest.MonkeyPatch) -> None:
    def installed(*, group: str) -> list[EntryPoint]:
        return [EntryPoint("suunto", "adapters.formats.fit:FitDecoder", group)]

    monkeypatch.setattr(registry, "entry_points", installed)

    *_, decoder, _ = registry.decoders.__wrapped__()

    assert isinstance(decoder, FitDecoder)


def test_without_an_installed_distribution_the_built_in_decoders_serve(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(registry, "ENTRY_POINTS", "afterrun.nobody")

    names = [decoder.name for decoder in registry.decoders.__wrapped__()]

    assert names == ["fit", "gpx", "polar", "tcx"]
