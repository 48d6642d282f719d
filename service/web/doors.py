"""What every door for assistants has in common: it is shut unless switched on, takes little, and not too often.

Nothing that was said is logged: it is about somebody's health.
"""

import logging
from dataclasses import dataclass, field

from flask import request

from service.app.turnstile import Turnstile
from service.core.errors import InputError, NotFound, TooLarge

log = logging.getLogger(__name__)

LARGEST = 64 * 1024
"""Bytes of a request. Ours: a sentence, or a voice service's envelope around one, is a few kilobytes."""


@dataclass(frozen=True, slots=True)
class Doors:
    """Which doors are open."""

    open: frozenset[str] = frozenset()
    """By name: assistant, alexa."""
    turnstile: Turnstile = field(default_factory=Turnstile)

    def admit(self, door: str, name: str) -> None:
        """Let the request in, or not. Raises NotFound for a shut door, TooLarge, and InputError `too_often`."""
        if door not in self.open:
            raise NotFound(
                f"This door is shut. Whoever runs this Afterrun can open it with AFTERRUN_{door.upper()}.",
                code="door_shut",
            )
        if (request.content_length or 0) > LARGEST:
            raise TooLarge(f"That is too much to say at once: at most {LARGEST} bytes.")
        request.max_content_length = LARGEST  # for a body that does not say how long it is
        if not self.turnstile.passes(f"{door} {name}"):
            log.warning("too often at a door door=%s", door)
            raise InputError(
                "That was very often in one minute. Wait a moment, then go on.", code="too_often"
            )
        log.info("came in by a door door=%s bytes=%s", door, request.content_length or 0)
