"""One tree of errors, split by whose fault it is, because that decides what happens next.

    Error
    ├── InputError      the file or the runner's answer: say what is wrong and what to do (web: 4xx)
    │   ├── FormatError     not something we can read
    │   ├── TooLarge        above a stated limit
    │   └── NotFound        no such thing here
    ├── Conflict        somebody else was faster: read again, then retry (web: 409)
    ├── ContentError    our own content is wrong: refuse to start (web: 500)
    └── WorldError      engine, network, disk: may be retried (web: 503)

Broken code raises plain AssertionError or TypeError; that is a bug and nobody's fault but ours.
"""


class Error(Exception):
    """What went wrong, in one sentence a runner can read; `code` is stable and for machines."""

    code = "error"

    def __init__(self, words: str, *, code: str | None = None) -> None:
        super().__init__(words)
        self.words = words
        if code is not None:
            self.code = code


class InputError(Error):
    """The file or the runner's input cannot be used as it is."""

    code = "bad_input"


class FormatError(InputError):
    """Bytes that are not what they should be; `offset` is where reading stopped, in bytes."""

    code = "unreadable"

    def __init__(self, words: str, *, code: str | None = None, offset: int | None = None) -> None:
        super().__init__(words, code=code)
        self.offset = offset


class TooLarge(InputError):
    """Above a limit that the message states."""

    code = "too_large"


class NotFound(InputError):
    """Nothing is stored under this name."""

    code = "not_found"


class Conflict(Error):
    """The stored state has moved on since it was read."""

    code = "conflict"


class ContentError(Error):
    """Our own content is inconsistent; the program must not start with it."""

    code = "bad_content"


class WorldError(Error):
    """A speech engine, a disk or a network did not do its part; trying again may help."""

    code = "unavailable"
