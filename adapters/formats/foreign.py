"""What people send instead of a FIT file, by its first bytes, and what to do about it."""

_STARTS: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive", "Unpack it and send what is inside."),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and send what is inside."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it and send the .fit file inside."),
    (b"Rar!", "a RAR archive", "Unpack it and send the .fit file inside."),
    (b"\x89PNG", "a picture", ""),
    (b"\xff\xd8\xff", "a picture", ""),
    (b"GIF8", "a picture", ""),
    (b"%PDF", "a PDF document", ""),
    (b"SQLite format 3", "a database", ""),
)
_WORDS: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<kml", "a KML track"),
    (b"<?xml", "an XML file"),
)
_EXPORT = "Export the run in its original form: that is the .fit file from the watch or its app."


def not_fit(head: bytes) -> str:
    """Give the sentence for a file that is not FIT: what was found, where one can tell, and what to do."""
    found, advice = _recognised(head)
    what = "This is not a FIT file." if found is None else f"This is {found}, not a FIT file."
    return f"{what} {advice or _EXPORT}"


def _recognised(head: bytes) -> tuple[str | None, str]:
    for start, found, advice in _STARTS:
        if head.startswith(start):
            return found, advice
    if head[4:8] == b"ftyp":  # the container of HEIC, MP4 and MOV
        return "a picture or a film", ""
    text = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip().lower()
    for mark, found in _WORDS:
        if mark in text:
            return found, ""
    if text.startswith((b"{", b"[")):
        return "a JSON file", ""
    return None, ""
