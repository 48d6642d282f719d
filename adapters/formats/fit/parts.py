"""Where the parts of a FIT file begin and end. A FIT file may be several, one after the other ("chained").

Each part is a header (12 bytes, usually 14 with a checksum of its own), a body of messages whose length the
header gives, and a two-byte checksum. Nothing is decoded here; what is missing or does not match is noted.

Source: FIT protocol, "File structure" and "Chained FIT files".
"""

from dataclasses import dataclass

from adapters.crc import crc16
from service.core.errors import FormatError

MIN_HEADER_BYTES = 12
CRC_BYTES = 2
MAGIC = b".FIT"
MAX_PARTS = 64
"""Ours: real chains have two or three."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where reading had to stop, in bytes from the start of the file, and why."""

    offset: int
    why: str
    """Follows "The file": `is cut off after byte 768` …"""


@dataclass(frozen=True, slots=True)
class Part:
    """One FIT file within the file; offsets count from the start of the whole."""

    start: int
    body_start: int
    body_end: int
    """At most the end of the file, whatever the header promised."""
    stop: Stop | None = None
    """Set when bytes of this part are missing."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """All parts of a file, at least one."""

    parts: tuple[Part, ...]
    stop: Stop | None = None
    """Set when something other than a part follows the last one."""
    warnings: tuple[str, ...] = ()


def has_magic(head: bytes) -> bool:
    """Say whether a FIT header starts here."""
    return len(head) >= MIN_HEADER_BYTES and head[0] >= MIN_HEADER_BYTES and head[8:12] == MAGIC


def split(data: bytes) -> Chain:
    """Find the parts. Raises FormatError when not even the first header is there."""
    parts: list[Part] = []
    offset = 0
    while len(parts) < MAX_PARTS and has_magic(data[offset : offset + MIN_HEADER_BYTES]):
        part, offset = _part(data, offset)
        parts.append(part)
    if not parts:
        raise FormatError(
            "This is not a whole FIT file: its header is damaged or cut off. "
            "Copy the file from the watch or its app again.",
            code="not_fit",
            offset=0,
        )
    rest = data[offset:]
    if not rest:
        return Chain(tuple(parts))
    if not rest.strip(b"\0"):  # some watches fill up the last block of their memory
        return Chain(tuple(parts), warnings=(f"The file ends with {len(rest)} empty bytes.",))
    return Chain(
        tuple(parts), stop=Stop(offset, f"goes on at byte {offset} with something that cannot be read")
    )


def _part(data: bytes, start: int) -> tuple[Part, int]:
    """Give one part and the offset of what follows it."""
    promised = int.from_bytes(data[start + 4 : start + 8], "little")
    body_start = min(start + data[start], len(data))
    after_nothing = body_start + CRC_BYTES
    if (
        promised == 0
        and len(data) > after_nothing
        and not has_magic(data[after_nothing : after_nothing + 12])
    ):
        # Watches write the length when the recording is closed; 0 means it never was.
        stop = Stop(len(data), f"was never finished by the watch; it ends at byte {len(data)}")
        return Part(start, body_start, len(data), stop), len(data)
    body_end = body_start + promised
    end = body_end + CRC_BYTES
    if end > len(data):
        stop = Stop(len(data), f"is cut off after byte {len(data)}")
        return Part(start, body_start, min(body_end, len(data)), stop), len(data)
    return Part(start, body_start, body_end, warnings=_checksums(data, start, body_end)), end


def _checksums(data: bytes, start: int, body_end: int) -> tuple[str, ...]:
    """Give what does not match. A header checksum of 0 is legal: not computed."""
    found: list[str] = []
    header_crc = int.from_bytes(data[start + 12 : start + 14], "little") if data[start] >= 14 else 0
    if header_crc and header_crc != crc16(data[start : start + 12]):
        found.append("The checksum of the file's header does not match it.")
    file_crc = int.from_bytes(data[body_end : body_end + CRC_BYTES], "little")
    if file_crc != crc16(memoryview(data)[start:body_end]):
        found.append("The file's checksum does not match its contents.")
    return tuple(found)
