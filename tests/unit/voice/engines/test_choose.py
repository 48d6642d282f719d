from pathlib import Path

import pytest

from service.core.errors import InputError
from voice.engines.choose import choose_engine, open_cache
from voice.engines.pyttsx import PyttsxEngine
from voice.engines.silent import SilentEngine
from voice.speech import Voice


def test_pyttsx_is_chosen_where_it_works() -> None:
    engine = choose_engine()

    assert isinstance(engine, PyttsxEngine)
    engine.close()


def test_silence_is_chosen_with_the_reason_where_nothing_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")

    engine = choose_engine()

    assert isinstance(engine, SilentEngine)
    assert engine.reason is not None
    assert "does not answer" in engine.reason


def test_silence_can_be_asked_for(tmp_path: Path) -> None:
    assert isinstance(choose_engine("silent"), SilentEngine)
    assert isinstance(open_cache("silent", tmp_path).engine, SilentEngine)


def test_an_unknown_engine_is_refused_with_the_names_of_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no speech engine called hal; here are .*kokoro.*pyttsx"):
        open_cache("hal", tmp_path)


def test_espeak_takes_over_from_a_natural_voice_that_is_not_there(tmp_path: Path) -> None:
    cache = open_cache("kokoro", tmp_path / "speech", kokoro=tmp_path)

    assert cache.path("Begin.", Voice("bf_emma")).stat().st_size > 10_000
