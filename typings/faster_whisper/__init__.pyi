from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

class Segment:
    text: str

class WhisperModel:
    def __init__(
        self, model_size_or_path: str, *, device: str = ..., compute_type: str = ..., files: Mapping[str, bytes] | None = ...
    ) -> None: ...
    def transcribe(
        self,
        audio: NDArray[np.float32],
        *,
        language: str = ...,
        beam_size: int = ...,
        temperature: float = ...,
        condition_on_previous_text: bool = ...,
        without_timestamps: bool = ...,
    ) -> tuple[Iterable[Segment], object]: ...
