"""The command that leads a session here: through the loudspeaker, as text with the same timing, or into files."""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from service.app import coaching
from service.app.records import GuidedSession
from service.app.world import World
from service.config import Settings
from service.core.errors import InputError, WorldError
from service.wiring import open_ears, open_world, speech_cache
from voice.ears.hands_free import HandsFree
from voice.ears.microphone import microphone
from voice.playback import terminal
from voice.playback.driver import Speaker
from voice.playback.render import render
from voice.playback.speaker import ClipSpeaker, find_loudspeaker


def lead(arguments: argparse.Namespace, settings: Settings) -> int:
    """Lead a session, or render it."""
    with open_world(settings) as world:
        session = _start(world, arguments)
        if arguments.render is not None:
            return _render(session, arguments, settings=settings, world=world)
        with _hearing(arguments, settings, _speaker(world, settings, text=arguments.text)) as (speaker, ears):
            state = terminal.play(
                session.script,
                speaker,
                out=sys.stdout,
                keys=sys.stdin.fileno() if _has_input() else None,
                log=lambda entry: coaching.note(world, session.id, entry),
                ears=ears,
            )
        coaching.leave(world, session.id, state)
    return 0


@contextmanager
def _hearing(
    arguments: argparse.Namespace, settings: Settings, speaker: Speaker
) -> Iterator[tuple[Speaker, terminal.Ears | None]]:
    """Give the speaker, and with --listen the ears that hear between its cues. Raises WorldError."""
    if not arguments.listen:
        yield speaker, None
        return
    both = HandsFree(
        speaker, open_ears(settings)("working"), tell=lambda words: terminal.write(sys.stdout, f"  [{words}]")
    )
    with microphone() as sound:
        yield both, lambda put, mode: both.listen(sound, put=put, mode=mode)


def _start(world: World, arguments: argparse.Namespace) -> GuidedSession:
    latest = coaching.latest_plan(world)
    name = arguments.routine or ("plan" if latest else "warm_up")
    if name == "plan":
        if latest is None:
            raise InputError("There is no plan yet: answer a check-in on the page first, or start warm_up.")
        return coaching.start_plan_session(world, latest)
    hurts = not (arguments.nothing_hurts or arguments.render) and _something_hurts()
    return coaching.start_sitting(world, name, hurts=hurts)


def _something_hurts() -> bool:
    """Ask the one question; a session that is rendered will be played at another time, so it is not asked.

    Only enter or a plain no means that nothing hurts: "my knee, a little" must not start a session.
    """
    print("Does anything hurt right now? [y/N] ", end="", flush=True)
    said = _read_line() if _has_input() else None
    if said is None:
        raise InputError("Say whether anything hurts: add --nothing-hurts if nothing does.")
    return said.strip().lower() not in {"", "n", "no"}


def _read_line() -> str | None:
    """Read a line and not a byte more, because the player's keyboard reads on from there; None at the end."""
    line = b""
    while not line.endswith(b"\n") and (byte := os.read(sys.stdin.fileno(), 1)):
        line += byte
    return line.decode("utf-8", "replace") if line else None


def _has_input() -> bool:
    return sys.stdin is not None and not sys.stdin.closed


def _render(
    session: GuidedSession, arguments: argparse.Namespace, *, settings: Settings, world: World
) -> int:
    done = render(session.script, speech_cache(settings), world.voice, arguments.render)
    if arguments.json:
        print(json.dumps({"wav": str(done.wav), "vtt": str(done.vtt), "seconds": round(done.seconds, 3)}))
    else:
        print(f"{done.wav} and {done.vtt}: {done.seconds / 60:.1f} minutes")
    if session.assessment_id is None:
        print(
            "Play it only when nothing hurts; if something does, answer the check-in first.", file=sys.stderr
        )
    return 0


def _speaker(world: World, settings: Settings, *, text: bool) -> Speaker:
    if not text:
        try:
            loudspeaker = find_loudspeaker()
        except WorldError as silent:
            print(f"{silent.words} The words are shown instead.", file=sys.stderr)
        else:
            cache = speech_cache(settings)
            return terminal.Captioned(ClipSpeaker(loudspeaker, cache, world.voice), sys.stdout)
    return terminal.TextSpeaker(sys.stdout, world.voice)
