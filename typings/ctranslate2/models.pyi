from collections.abc import Sequence

from . import StorageView

class _Alignment:
    text_token_probs: list[float]

class _Generation:
    logits: list[StorageView]
    sequences_ids: list[list[int]]

class Whisper:
    is_multilingual: bool
    def __init__(self, model_path: str, *, device: str, compute_type: str, intra_threads: int) -> None: ...
    def encode(self, features: StorageView) -> StorageView: ...
    def generate(
        self,
        features: StorageView,
        prompts: Sequence[Sequence[int]],
        *,
        beam_size: int,
        max_length: int,
        return_logits_vocab: bool = ...,
        suppress_blank: bool = ...,
        suppress_tokens: Sequence[int] = ...,
    ) -> list[_Generation]: ...
    def align(
        self,
        features: StorageView,
        start_sequence: Sequence[int],
        text_tokens: Sequence[Sequence[int]],
        num_frames: Sequence[int],
        *,
        median_filter_width: int,
    ) -> list[_Alignment]: ...
