"""What somebody asks of us in a sentence, once it is understood: a name and the number in it, whatever the door."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Intent:
    """One wish. The names are those of the sentence files; each says what it is there."""

    name: str
    number: int | None = None
    """The number that was said along, such as how much it hurts, 0 to 10."""
