import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.bench import __main__ as bench
from tests.bench.measure import Measurement, Skipped, medians_ms


@pytest.mark.parametrize(
    ("op", "bar", "ok"),
    [("<=", 5.0, True), ("<=", 4.9, False), (">=", 5.0, True), (">=", 5.1, False), ("<=", None, None)],
)
def test_a_bar_is_met_or_missed_or_not_set(op: str, bar: float | None, ok: bool | None) -> None:
    assert Measurement("some.thing", 5.0, "ms", op=op, bar=bar).ok is ok


def test_contenders_take_turns_after_a_warm_up() -> None:
    called: list[str] = []

    taken = medians_ms({"a": lambda: called.append("a"), "b": lambda: called.append("b")}, rounds=3)

    assert "".join(called) == "abababab"
    assert taken.keys() == {"a", "b"}
    assert all(ms >= 0 for ms in taken.values())


def test_what_was_measured_is_told_and_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def some(*, long: bool) -> Iterator[Measurement]:
        yield Measurement("fit.some.ms", 12.5 if long else 1.25, "ms", bar=10)
        raise Skipped("the rest is not here")

    module = ModuleType("tests.bench.fit")
    monkeypatch.setattr(module, "measure", some, raising=False)
    monkeypatch.setattr(bench, "import_module", lambda _: module)
    monkeypatch.setattr("sys.argv", ["bench", "--only", "fit", "--long"])
    monkeypatch.chdir(tmp_path)

    bench.main()

    assert json.loads((tmp_path / "bench.json").read_text()) == [
        {"name": "fit.some.ms", "value": 12.5, "unit": "ms", "op": "<=", "bar": 10, "ok": False}
    ]
    printed = capsys.readouterr().out
    assert "MISSED" in printed
    assert "fit: skipped, the rest is not here" in printed
