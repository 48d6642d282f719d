"""How the runner likes to be coached, as JSON and as a form."""

from typing import Self

from pydantic import BaseModel, ConfigDict

from voice.script.coaching import Coaching, CueKind, Given


class CoachingBody(BaseModel):
    """Each kind of cue: voice, tone or off."""

    model_config = ConfigDict(extra="forbid")

    begin: Given = Given.VOICE
    end: Given = Given.VOICE
    countdown: Given = Given.VOICE
    time_left: Given = Given.VOICE
    count: Given = Given.VOICE
    breath: Given = Given.VOICE
    fix: Given = Given.VOICE
    next: Given = Given.VOICE
    praise: Given = Given.VOICE
    how: Given = Given.VOICE

    @classmethod
    def of(cls, coaching: Coaching) -> Self:
        """Describe a choice."""
        return cls(**{kind.value: coaching.way(kind) for kind in CueKind})

    def value(self) -> Coaching:
        """Give the choice; what is spoken anyway is not written down."""
        ways = {kind: Given(getattr(self, kind.value)) for kind in CueKind}
        return Coaching({kind: way for kind, way in ways.items() if way is not Given.VOICE})
