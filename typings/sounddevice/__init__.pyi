from collections.abc import Callable
from types import TracebackType

class PortAudioError(Exception): ...

class RawInputStream:
    def __init__(
        self,
        *,
        samplerate: int,
        channels: int,
        dtype: str,
        blocksize: int,
        callback: Callable[[bytes, int, object, object], None],
    ) -> None: ...
    def __enter__(self) -> RawInputStream: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
