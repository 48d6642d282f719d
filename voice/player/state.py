"""All that the player remembers: plain values, so a row, a session attribute or a test can hold it."""

from dataclasses import dataclass
from enum import StrEnum

from voice.script.model import Utterance


class Mode(StrEnum):
    """What the player is doing."""

    READY = "ready"
    BRIEFING = "briefing"
    WORKING = "working"
    PAUSED = "paused"
    HURT = "hurt"
    FINISHED = "finished"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class State:
    """Where a session is. `turn` makes the next one; nobody changes it by hand."""

    mode: Mode = Mode.READY
    step: int = 0
    """Index into the script's steps."""
    line: int = 0
    """Briefing line that is being said, or is to be said next."""
    line_take: int = 0
    """The airing of that line; 0 before any. Another take is a prompt, after which the line is said again."""
    worked_s: float = 0.0
    """Time on the step's own clock when it last stood still, as the script counts it: at the usual pace."""
    spent_s: float = 0.0
    """The same in the runner's seconds: more than `worked_s` where the pace is slower."""
    since: float | None = None
    """Driver time at which the clock last began to run; None while it stands."""
    cue: int = 0
    """Next cue of this step."""
    logged_s: float = 0.0
    """Part of `spent_s` that has been logged already."""
    take: int = 0
    """The last airing; a `Spoken` with another number is stale."""
    resume_to: Mode | None = None
    """Where a pause goes back to."""
    eased: tuple[int, ...] = ()
    """Items now played in their easier version."""
    dropped: tuple[int, ...] = ()
    """Items that will not be played any more in this sitting."""
    barred: tuple[int, ...] = ()
    """Items whose original hurt with 4 or more: it never comes back in this sitting."""
    pace: int = 0
    """Below 0 faster, above 0 slower; see `pace.FACTORS`."""
    asked_at: float | None = None
    """Driver time at which it was asked how much it hurts; means something only in HURT."""
    airing: Utterance | None = None
    """What was aired last and is not known to have ended."""
    aired_at: float = 0.0
    """Driver time at which it began."""
