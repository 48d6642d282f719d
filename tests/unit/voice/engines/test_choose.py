import pytest

from voice.engines.choose import choose_engine
from voice.engines.pyttsx import PyttsxEngine
from voice.engines.silent import SilentEngine


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


def test_silence_can_be_asked_for() -> None:
    assert isinstance(choose_engine("silent"), SilentEngine)
