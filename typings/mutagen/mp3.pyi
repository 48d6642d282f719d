from pathlib import Path

from mutagen.id3 import ID3

class Info:
    length: float

class MP3:
    info: Info
    tags: ID3
    def __init__(self, path: Path) -> None: ...
