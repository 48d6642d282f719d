"""Alexa's door: who asks is checked, her JSON is made a sentence, the brain answers, and the player's sound plays."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from service.app.assisting import Answer, Mouth, Piece, hear, piece_from, played_to
from service.app.coaching import left_unfinished
from service.app.world import World
from service.core.errors import Error, NotFound
from voice.assistants import alexa
from voice.assistants.alexa import Asked, Told
from voice.playback.clips import Clips
from voice.playback.piece import write_piece
from voice.player.ahead import Length
from voice.player.state import Mode

ADDRESS = "/api/v1/alexa/sound/"
KEPT = 12
"""Pieces of sound, of some 1 MB each; a session has about as many. Ours."""
_RUNNING = frozenset({Mode.BRIEFING, Mode.WORKING})

Check = Callable[[Mapping[str, str], bytes], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class AlexaHouse:
    """Everything behind the door."""

    world: World
    check: Check
    """Gives the JSON of a request that is really hers. Raises InputError, WorldError."""
    clips: Clips
    length: Length
    folder: Path
    """For the sound that is played."""
    base: str
    """The address at which she reaches us."""
    secret: bytes

    def answer(self, headers: Mapping[str, str], body: bytes) -> Mapping[str, object]:
        """Give the answer to a request. Raises InputError `not_alexa`, WorldError."""
        asked = alexa.understand(self.check(headers, body))
        match asked.kind:
            case "say":
                return alexa.respond(self._said(asked), self._url)
            case "silent":
                told = replace(self._said(asked), text="", expects=False)
                return alexa.respond(told, self._url, speaks=False)
            case "nearly_over":
                return alexa.respond(self._next_piece(asked), self._url, speaks=False)
            case "over":
                self._over(asked)
        return alexa.respond(Told(running=True), self._url, speaks=False)

    def sound(self, name: str) -> Path:
        """Give the MP3 of this name. Raises NotFound for one that was not given out, or is over; WorldError."""
        token, _, signature = name.rpartition("-")
        if not hmac.compare_digest(signature, self._sign(token)):
            raise NotFound("There is no such sound here.")
        path = self.folder / f"{token}.mp3"
        if not path.is_file():
            self._forget_old()
            piece = self._piece(token)
            write_piece(path, piece.airings, self.clips, self.world.as_now().voice, seconds=piece.seconds)
        return path

    def _said(self, asked: Asked) -> Told:
        clock = asked.playing.at_s if asked.playing is not None else None
        text = self._halt() if asked.text == alexa.HALT else asked.text
        try:
            answer = hear(self.world.as_now(), text, Mouth("alexa", self.length, clock))
        except Error as wrong:
            return Told(wrong.words)
        return self._told(answer)

    def _halt(self) -> str:
        session = left_unfinished(self.world)
        return "pause" if session is not None and session.state.mode in _RUNNING else "stop"

    def _told(self, answer: Answer) -> Told:
        """While the session runs its own sound says everything, also the words of just now."""
        session = answer.session
        if session is None:
            return Told(" ".join(answer.says), answer.expects)
        running = session.state.mode in _RUNNING
        state = {"session": session.id, "version": session.version, "mode": session.state.mode.value}
        state |= {"step": session.state.step, "worked_s": session.state.worked_s}
        sound = alexa.token(session.id, session.version, answer.at) if running and answer.understood else None
        text = "" if sound else " ".join(answer.says)
        return Told(text, answer.expects, state, sound, running=running)

    def _next_piece(self, asked: Asked) -> Told:
        if asked.playing is None:
            return Told(running=True)
        behind = alexa.token(asked.playing.session_id, asked.playing.version, asked.playing.from_s)
        try:
            piece = self._piece(behind)
        except NotFound:  # it has been moved: what plays now is the last of it
            return Told(running=True)
        if piece.next_from is None:
            return Told(running=True)
        here = asked.playing
        return Told(
            sound=alexa.token(here.session_id, here.version, piece.next_from), running=True, behind=behind
        )

    def _over(self, asked: Asked) -> None:
        if asked.playing is not None:
            played_to(self.world, asked.playing.session_id, asked.playing.at_s, self.length)

    def _piece(self, token: str) -> Piece:
        session_id, version, start = alexa.read_token(token)
        return piece_from(self.world, session_id, version=version, start=start, length=self.length)

    def _url(self, token: str) -> str:
        return f"{self.base.rstrip('/')}{ADDRESS}{token}-{self._sign(token)}.mp3"

    def _sign(self, token: str) -> str:
        return hmac.new(self.secret, b"alexa sound:" + token.encode(), sha256).hexdigest()[:32]

    def _forget_old(self) -> None:
        """Keep the folder small: sound that was fetched long ago will not be asked for again."""
        old = sorted(self.folder.glob("*.mp3"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in old[KEPT - 1 :]:
            path.unlink(missing_ok=True)
