"""The command that asks how the legs feel: a check-in in the terminal, read or heard, answered in words."""

import argparse
import sys
import threading
from collections.abc import Callable

from service.app.conversing import Talk, begin, open_what_asks, take
from service.app.world import World
from service.config import Settings
from service.core.errors import InputError, WorldError
from service.wiring import open_world, speech_cache
from voice.playback.speaker import ClipSpeaker, find_loudspeaker
from voice.script.model import Utterance

Say = Callable[[str], None]


def check_in(arguments: argparse.Namespace, settings: Settings) -> int:
    """Hold the check-in; leaving it at any time keeps what was said."""
    with open_world(settings) as world:
        say = _aloud(settings, world) if arguments.speak else _shown
        talk = begin(world, open_what_asks(world, arguments.run).id)
        _tell(talk, say)
        while not talk.over:
            talk = take(world, talk, _read())
            _tell(talk, say)
        if talk.assessment_id is not None:
            print(f"\nAll of it, with the reasons: {settings.address}assessments/{talk.assessment_id}")
    return 0


def _tell(talk: Talk, say: Say) -> None:
    for sentence in talk.says:
        say(sentence)


def _shown(sentence: str) -> None:
    print(sentence, flush=True)


def _read() -> str:
    """Read an answer. Raises InputError when there is nobody to answer."""
    print("> ", end="", flush=True)
    said = sys.stdin.readline()
    if not said:
        raise InputError("Nobody answers, so the check-in waits: what was said is kept.")
    return said.strip()


def _aloud(settings: Settings, world: World) -> Say:
    """Give what shows a sentence and speaks it to its end; without a loudspeaker it is only shown."""
    try:
        speaker = ClipSpeaker(find_loudspeaker(), speech_cache(settings), world.voice)
    except WorldError as silent:
        print(f"{silent.words} The words are shown instead.", file=sys.stderr)
        return _shown

    def say(sentence: str) -> None:
        _shown(sentence)
        ended = threading.Event()
        speaker.say(Utterance(sentence), ended.set)
        ended.wait()

    return say
