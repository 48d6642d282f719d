"""Alexa's JSON to a sentence and back. Pure: who sent it was checked before, and the brain is the house's.

A skill's session closes after some seconds of silence, so nothing waits in it: while the player runs, the
sound itself plays (AudioPlayer), and the token of what plays says where on the session's clock it began. What
the runner says meanwhile arrives with the offset, so the player knows to the moment where it is.
Source: Amazon's Request and Response JSON Reference, and AudioPlayer Interface Reference.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from service.core.errors import InputError

Json: TypeAlias = Mapping[str, Any]

HALT = "halt"
"""What "Alexa, stop" says. It is also what silences her, so it pauses what runs, and ends all else."""
SAYS: Mapping[str, str] = {
    "StartSessionIntent": "start my stretches",
    "WarmUpIntent": "warm me up",
    "AfterRunIntent": "start the after-run sweep",
    "CheckInIntent": "start my check-in",
    "LegsIntent": "how are my legs today",
    "HowLongIntent": "how long",
    "HowManyIntent": "how many left",
    "WhereIntent": "where are we",
    "EasierIntent": "easier",
    "HarderIntent": "harder",
    "SlowerIntent": "slower",
    "FasterIntent": "faster",
    "EndIntent": "stop",
    "DontKnowIntent": "i don't know",
    "AMAZON.NextIntent": "next",
    "AMAZON.PreviousIntent": "back",
    "AMAZON.RepeatIntent": "repeat",
    "AMAZON.PauseIntent": "pause",
    "AMAZON.ResumeIntent": "resume",
    "AMAZON.StopIntent": HALT,
    "AMAZON.CancelIntent": HALT,
    "AMAZON.StartOverIntent": "back",
    "AMAZON.HelpIntent": "help",
    "AMAZON.YesIntent": "yes",
    "AMAZON.NoIntent": "no",
    "PlaybackController.NextCommandIssued": "next",
    "PlaybackController.PreviousCommandIssued": "back",
    "PlaybackController.PauseCommandIssued": "pause",
    "PlaybackController.PlayCommandIssued": "resume",
}
"""What each intent says."""

ELICITS = "TellIntent"
"""Its one slot takes any words, so it is what an open question waits with."""
WORDS = "words"
LONGEST = 8000
"""Characters that Alexa speaks at most; from her documents."""


@dataclass(frozen=True, slots=True)
class Playing:
    """What the device plays, or has just stopped playing for us."""

    session_id: str
    version: int
    from_s: float
    """Where on the session's clock the sound began."""
    offset_s: float

    @property
    def at_s(self) -> float:
        """Give where on the session's clock it is."""
        return self.from_s + self.offset_s


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, understood."""

    id: str
    kind: str
    """say, silent (a button: no speech may come back), nearly_over, over, or nothing."""
    text: str = ""
    playing: Playing | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What the house answers."""

    text: str = ""
    expects: bool = False
    attributes: Mapping[str, object] | None = None
    """The player's plain state."""
    sound: str | None = None
    """Token of the sound to play; None: be silent."""
    running: bool = False
    behind: str | None = None
    """Token behind which the sound is to be queued; None: it replaces what plays."""


def understand(body: object) -> Asked:
    """Read a request. Raises InputError for what Alexa does not send."""
    try:
        return _understood(_mapping(body))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise InputError("This is no request of a voice service.", code="not_alexa") from None


def _understood(body: Json) -> Asked:
    request = body["request"]
    kind, name = str(request["type"]), str(request["requestId"])
    playing = _playing(
        request if kind.startswith("AudioPlayer.") else body.get("context", {}).get("AudioPlayer")
    )
    if kind == "LaunchRequest":
        return Asked(name, "say", "help", playing)
    if kind == "IntentRequest":
        return Asked(name, "say", _sentence(request["intent"]), playing)
    if kind in SAYS:
        return Asked(name, "silent", SAYS[kind], playing)
    over = {"AudioPlayer.PlaybackNearlyFinished": "nearly_over", "AudioPlayer.PlaybackFinished": "over"}
    return Asked(name, over.get(kind, "nothing"), "", playing)


def _mapping(body: object) -> Json:
    if not isinstance(body, Mapping):
        raise TypeError
    return body


def _sentence(intent: Json) -> str:
    """Give the intent as a sentence; what she did not understand is said to be that."""
    name = str(intent["name"])
    slots = {
        key: str(slot["value"]) for key, slot in (intent.get("slots") or {}).items() if slot.get("value")
    }
    if name == ELICITS:
        return slots.get(WORDS, "")
    number, part = slots.get("number"), slots.get("part")
    if name == "HurtsIntent":
        return (
            f"my {part} is a {number}" if part and number else f"my {part} hurts" if part else _hurts(number)
        )
    if name == "NumberIntent":
        return number or ""
    return SAYS.get(name, "what was that")


def _hurts(number: str | None) -> str:
    return f"it hurts {number}" if number else "that hurts"


def token(session_id: str, version: int, from_s: float) -> str:
    """Name a sound: whose session, as of which version, from where on its clock."""
    return f"{session_id}.{version}.{round(from_s * 1000)}"


def read_token(name: str) -> tuple[str, int, float]:
    """Give what a token names. Raises ValueError for one of somebody else's."""
    session_id, version, from_ms = name.split(".")
    return session_id, int(version), int(from_ms) / 1000


def _playing(player: Json | None) -> Playing | None:
    if not player or not player.get("token"):
        return None
    try:
        session_id, version, from_s = read_token(str(player["token"]))
    except ValueError:  # another skill's
        return None
    return Playing(session_id, version, from_s, int(player.get("offsetInMilliseconds", 0)) / 1000)


def respond(told: Told, url_of: Callable[[str], str], *, speaks: bool = True) -> Json:
    """Write the answer. `speaks`: speech may come back, as to words; to buttons and sounds it may not."""
    response: dict[str, Any] = {"directives": list(_directives(told, url_of))}
    if speaks:
        response["shouldEndSession"] = not told.expects
        if told.text:
            speech = {"type": "PlainText", "text": told.text[:LONGEST]}
            response["outputSpeech"] = speech
            if told.expects:
                response["reprompt"] = {"outputSpeech": speech}
    return {"version": "1.0", "sessionAttributes": dict(told.attributes or {}), "response": response}


def _directives(told: Told, url_of: Callable[[str], str]) -> list[Json]:
    if told.sound is not None:
        stream = {"token": told.sound, "url": url_of(told.sound), "offsetInMilliseconds": 0}
        behind = {} if told.behind is None else {"expectedPreviousToken": told.behind}
        how = "REPLACE_ALL" if told.behind is None else "ENQUEUE"
        return [
            {"type": "AudioPlayer.Play", "playBehavior": how, "audioItem": {"stream": {**stream, **behind}}}
        ]
    stop: list[Json] = [] if told.running else [{"type": "AudioPlayer.Stop"}]
    if not told.expects:
        return stop
    slots = {WORDS: {"name": WORDS, "confirmationStatus": "NONE"}}
    intent = {"name": ELICITS, "confirmationStatus": "NONE", "slots": slots}
    return [*stop, {"type": "Dialog.ElicitSlot", "slotToElicit": WORDS, "updatedIntent": intent}]
