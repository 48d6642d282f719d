from pathlib import Path

import pytest

from tests.build.command import Afterrun


@pytest.fixture
def afterrun(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Afterrun:
    monkeypatch.setenv("AFTERRUN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("AFTERRUN_CACHE_DIR", str(tmp_path / "cache"))
    return Afterrun(tmp_path, capsys)
