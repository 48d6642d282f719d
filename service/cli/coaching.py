"""The command that shows and changes how each kind of cue is given."""

import argparse
import json

from service.app.coaching import get_coaching, put_coaching
from service.config import Settings
from service.core.errors import InputError
from service.wiring import open_world
from voice.script.coaching import Coaching, CueKind, Given


def choose(arguments: argparse.Namespace, settings: Settings) -> int:
    """Change what is named, then print every kind with its way."""
    with open_world(settings) as world:
        coaching = get_coaching(world)
        if arguments.choices:
            chosen = dict(_choice(word) for word in arguments.choices)
            coaching = Coaching({**coaching.given, **chosen})
            put_coaching(world, coaching)
    ways = {kind.value: coaching.way(kind).value for kind in CueKind}
    print(json.dumps(ways) if arguments.json else "\n".join(f"{kind}={way}" for kind, way in ways.items()))
    return 0


def _choice(word: str) -> tuple[CueKind, Given]:
    kind, _, way = word.partition("=")
    try:
        return CueKind(kind), Given(way)
    except ValueError:
        kinds, ways = ", ".join(CueKind), ", ".join(Given)
        raise InputError(f"{word!r} is no choice. Write KIND=WAY. Kinds: {kinds}. Ways: {ways}.") from None
