"""The player's door: the same `turn()` as every other driver, with the state in the store.

A driver sends events one after another and obeys the commands. A 409 means that another driver was faster:
read the session again and go on from there.
"""

from collections.abc import Sequence
from typing import Annotated

from flask import Blueprint, Response, send_file, url_for

from service.app.coaching import Link, follow, get_session, logs, play, start_plan_session, start_sitting
from service.app.records import GuidedSession
from service.core.errors import InputError, NotFound
from service.web.api.operation import Media, operation
from service.web.api.playing import ahead, exact_lengths
from service.web.api.schemas.sessions import (
    EventIn,
    LogOut,
    LogsOut,
    SessionOut,
    StartIn,
    StateOut,
    TurnOut,
    ViewOut,
    command_out,
)
from service.web.context import the_services, the_world
from service.web.utterances import find, in_order, spoken_in
from voice.player.messages import Command, Say
from voice.player.moves import show as view_of
from voice.script.model import Utterance

blueprint = Blueprint("api_sessions", __name__, url_prefix="/api/v1/sessions")

SPEECH_CACHE_S = 30 * 24 * 3600
"""A key names its words and voice, so its sound never changes."""


NO_SESSION = {404: "There is no such session."}


@blueprint.post("")
@operation(
    "session",
    status=201,
    fails={
        400: "Neither a plan nor a sitting was named.",
        404: "There is no such assessment or sitting.",
        409: "No exercise now: rest, a check-in or help comes first.",
    },
)
def start(body: StartIn) -> SessionOut:
    """Start today's session of a plan, or a sitting."""
    world = the_world()
    if body.assessment_id is not None:
        session = start_plan_session(world, body.assessment_id, pain_before=body.pain_before)
    elif body.sitting is not None:
        session = start_sitting(world, body.sitting, hurts=body.hurts is not False)
    else:
        raise InputError("Say which plan or which sitting to start.", code="no_session")
    return _described(session)


@blueprint.get("/<session_id>")
@operation("session", fails=NO_SESSION)
def show(session_id: str) -> SessionOut:
    """Give a session as it stands, with the addresses of all its speech."""
    return _described(get_session(the_world(), session_id))


@blueprint.post("/<session_id>/events")
@operation("session", fails=NO_SESSION | {409: "Another driver was faster: read the session again."})
def take(session_id: str, body: EventIn) -> TurnOut:
    """Pass one event to the player; give its commands in order, and to a driver that asks what comes."""
    length = exact_lengths(the_services()) if body.ahead or body.type == "sync" else None
    link, event = Link(body.key, body.version, length), body.event()
    commands: Sequence[Command] = ()
    if event is None:
        session = follow(the_world(), session_id, at=body.at, link=link)
    else:
        session, commands = play(the_world(), session_id, event, link=link)

    def url_of(say: Say) -> str:
        return _url(session.id, say.utterance)

    sent = (command_out(one, url_of=url_of) for one in commands)
    told = TurnOut(
        state=StateOut.of(session.state),
        version=session.version,
        commands=[one for one in sent if one is not None],
    )
    if body.ahead:
        told.ahead, told.more = ahead(session, the_services(), url_of=url_of)
    return told


@blueprint.get("/<session_id>/log")
@operation("session", fails=NO_SESSION)
def show_log(session_id: str) -> LogsOut:
    """Give what was noted, oldest first."""
    get_session(the_world(), session_id)
    return LogsOut(log=[LogOut.of(entry) for entry in logs(the_world(), session_id)])


@blueprint.get("/<session_id>/speech/<key>.wav")
@operation("session", fails={404: "There is no such session, or it says no such thing."})
def speak(session_id: str, key: str) -> Annotated[Response, Media("audio/wav", "The utterance.")]:
    """Give the sound of something this session says. 503 when the engine fails: the words still show."""
    services = the_services()
    session = get_session(the_world(), session_id)
    utterance = find(session.script, key, state=session.state, key_of=services.speech_key)
    if utterance is None:
        raise NotFound("This session says no such thing.")
    answer = send_file(
        services.speech(utterance), mimetype="audio/wav", conditional=True, max_age=SPEECH_CACHE_S
    )
    answer.headers["Cache-Control"] = f"private, max-age={SPEECH_CACHE_S}, immutable"
    return answer


@blueprint.get("/<session_id>/track.mp3")
@operation("session", fails=NO_SESSION)
def give_track(session_id: str) -> Annotated[Response, Media("audio/mpeg", "With a chapter an exercise.")]:
    """Give the whole session as one MP3 with chapters, to keep on a phone. 503 when the engine fails."""
    script = get_session(the_world(), session_id).script
    path = the_services().track(session_id, script)
    return send_file(path, mimetype="audio/mpeg", as_attachment=True, download_name=f"{script.routine}.mp3")


def _url(session_id: str, utterance: Utterance) -> str:
    return url_for("api_sessions.speak", session_id=session_id, key=the_services().speech_key(utterance))


def _described(session: GuidedSession) -> SessionOut:
    script, state = session.script, session.state
    the_services().prepare([*in_order(script), *script.prompts.values()])
    urls = list(dict.fromkeys(_url(session.id, one) for one in in_order(script)))
    here = next((_url(session.id, one) for one in spoken_in(script.steps[state.step])), None)
    return SessionOut(
        id=session.id,
        assessment_id=session.assessment_id,
        routine=script.routine,
        title=script.title,
        version=session.version,
        clock=max(state.since or 0.0, state.aired_at),
        state=StateOut.of(state),
        view=ViewOut.of(view_of(script, state)),
        speech=urls,
        speech_from=urls.index(here) if here else 0,
        prompts=list(dict.fromkeys(_url(session.id, one) for one in script.prompts.values())),
    )
