"""The command that leads a session here: through the loudspeaker, as text with the same timing, or into files."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from service.app import coaching
from service.app.records import GuidedSession
from service.app.world import World
from service.cli.around import Say, after, before, has_input, read_line, saying
from service.cli.commands import ROUTINES
from service.config import Settings
from service.core.errors import InputError, WorldError
from service.wiring import open_ears, open_world, speech_cache
from voice.ears.hands_free import HandsFree
from voice.ears.microphone import microphone
from voice.playback import terminal
from voice.playback.driver import Speaker
from voice.playback.render import render
from voice.playback.speaker import ClipSpeaker, find_loudspeaker
from voice.player.resting import at_rest, unfinished


def lead(arguments: argparse.Namespace, settings: Settings) -> int:
    """Lead a session, or render it."""
    with open_world(settings) as world:
        if arguments.render is not None:
            session = _left(world, arguments) or _start(world, arguments)
            return _render(session, arguments, settings=settings, world=world)
        voice = _speaker(world, settings, text=arguments.text)
        say = saying(voice)
        session = _left(world, arguments) or _start(world, arguments, say=say)
        with _hearing(arguments, settings, voice) as (speaker, ears):
            state = terminal.play(
                session.script,
                speaker,
                out=sys.stdout,
                keys=sys.stdin.fileno() if has_input() else None,
                log=lambda entry: coaching.note(world, session.id, entry),
                ears=ears,
                bookmark=terminal.Bookmark(
                    at_rest(session.state), lambda state: coaching.leave(world, session.id, at_rest(state))
                ),
            )
        coaching.leave(world, session.id, at_rest(state))
        if unfinished(state):
            print("\nPaused. To go on where you are: afterrun session", flush=True)
        elif session.assessment_id is not None:
            after(world, say)
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


def _left(world: World, arguments: argparse.Namespace) -> GuidedSession | None:
    """Give today's session that was left in the middle, unless another one is asked for."""
    if arguments.routine is not None or arguments.render is not None:
        return None
    session = coaching.left_unfinished(world)
    if session is not None:
        print(f"Going on with {session.script.title}. For a new one, name it: {', '.join(ROUTINES)}.")
    return session


def _start(world: World, arguments: argparse.Namespace, *, say: Say | None = None) -> GuidedSession:
    """Start today's plan or a sitting; `say`: None where nobody is to be asked, as what is rendered plays later."""
    latest = coaching.latest_plan(world)
    name = arguments.routine or ("plan" if latest else "warm_up")
    if name == "plan":
        if latest is None:
            raise InputError("There is no plan yet: answer a check-in on the page first, or start warm_up.")
        pain = before(world, say) if say is not None else None
        return coaching.start_plan_session(world, latest, pain_before=pain)
    hurts = not (arguments.nothing_hurts or arguments.render) and _something_hurts()
    return coaching.start_sitting(world, name, hurts=hurts)


def _something_hurts() -> bool:
    """Ask the one question; a session that is rendered will be played at another time, so it is not asked.

    Only enter or a plain no means that nothing hurts: "my knee, a little" must not start a session.
    """
    print("Does anything hurt right now? [y/N] ", end="", flush=True)
    said = read_line() if has_input() else None
    if said is None:
        raise InputError("Say whether anything hurts: add --nothing-hurts if nothing does.")
    return said.strip().lower() not in {"", "n", "no"}


def _render(
    session: GuidedSession, arguments: argparse.Namespace, *, settings: Settings, world: World
) -> int:
    done = render(session.script, speech_cache(settings), world.voice, arguments.render)
    if arguments.json:
        files = {"wav": done.wav, "vtt": done.vtt, "mp3": done.mp3, "playlist": done.playlist}
        named = {name: str(path) for name, path in files.items()}
        print(json.dumps({**named, "seconds": round(done.seconds, 3)}))
    else:
        print(f"{done.mp3} (also as WAV, with captions and a playlist): {done.seconds / 60:.1f} minutes")
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
