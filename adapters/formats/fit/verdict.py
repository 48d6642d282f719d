"""What became of a file, in words for the runner: what is wrong, and what to do about it."""

from collections.abc import Sequence

from adapters.formats.fit.parts import Stop
from service.core.activity import Session, Verdict
from service.core.errors import FormatError

_AGAIN = "If the run is still on the watch, copy the file again."
_SPORT = "If it was a run, set the sport to running and export it again."


def unreadable(stop: Stop | None) -> FormatError:
    """Give the error for a file that starts like FIT but gives not one message."""
    if stop is None:
        return FormatError("This FIT file holds no data at all. " + _AGAIN, offset=0)
    return FormatError(
        f"Nothing in this FIT file can be read: it {stop.why}. {_AGAIN}",
        offset=stop.offset,
    )


def judge(
    file_type: str | None, sessions: Sequence[Session], *, is_activity: bool, stop: Stop | None
) -> tuple[Verdict, str | None]:
    """Give the first verdict that applies, in the order of `Verdict`, and its reason."""
    if not is_activity:
        return Verdict.NOT_AN_ACTIVITY, _not_an_activity(file_type)
    if stop is not None:
        kept = sum(len(session.streams) for session in sessions)
        return (
            Verdict.PARTIAL,
            f"The file {stop.why}. What came before is kept: {_count(kept)}. {_uncounted(sessions)}{_AGAIN}",
        )
    if not any(session.is_run for session in sessions):
        return Verdict.NOT_A_RUN, _not_a_run(sessions)
    return Verdict.COMPLETE, None


def _uncounted(sessions: Sequence[Session]) -> str:
    """Say why nothing of a cut-off file is counted; empty where a run in it is."""
    if any(session.is_run for session in sessions):
        return ""
    return f"Nothing of it is counted: {_recorded_as(sessions)}. "


def _count(records: int) -> str:
    return {0: "no records", 1: "1 record"}.get(records, f"{records} records")


def _not_an_activity(file_type: str | None) -> str:
    what = "This file does not say what it is" if file_type is None else f"This is a {_plain(file_type)} file"
    return (
        f"{what}, not a recorded run. Look for the run itself: on most watches it is in the folder Activity."
    )


def _not_a_run(sessions: Sequence[Session]) -> str:
    said = _recorded_as(sessions)
    return f"{said[0].upper()}{said[1:]}. {_SPORT}"


def _recorded_as(sessions: Sequence[Session]) -> str:
    sports = list(dict.fromkeys(_plain(session.sport) for session in sessions if session.sport is not None))
    if not sports:
        return "the file does not say that this was a run"
    return f"the watch recorded this as {' and '.join(sports)}, not as running"


def _plain(fit_word: str) -> str:
    """Say FIT's word as one would: `monitoring_b` is the second kind of monitoring, of no interest here."""
    if fit_word.isdigit():
        return f"type {fit_word}"
    return fit_word.removesuffix("_a").removesuffix("_b").replace("_", " ")
