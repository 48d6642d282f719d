from collections.abc import Mapping, Sequence
from enum import IntFlag
from pathlib import Path

class CTOCFlags(IntFlag):
    TOP_LEVEL = 2
    ORDERED = 1

class Frame:
    sub_frames: Mapping[str, Frame]
    start_time: int
    end_time: int

class TIT2(Frame):
    def __init__(self, encoding: int, text: Sequence[str]) -> None: ...

class TALB(Frame):
    def __init__(self, encoding: int, text: Sequence[str]) -> None: ...

class CHAP(Frame):
    def __init__(
        self, element_id: str, start_time: int, end_time: int, sub_frames: Sequence[Frame]
    ) -> None: ...

class CTOC(Frame):
    def __init__(
        self, element_id: str, flags: int, child_element_ids: Sequence[str], sub_frames: Sequence[Frame]
    ) -> None: ...

class ID3:
    def __init__(self, path: Path | None = None) -> None: ...
    def add(self, frame: Frame) -> None: ...
    def getall(self, key: str) -> list[Frame]: ...
    def save(self, path: Path) -> None: ...
