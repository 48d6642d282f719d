"""A house with everything but a disk and a loudspeaker: the real pages, content and decoder on a store in memory."""

import re
import tempfile
import wave
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from adapters.channels.streams import arrivals_of
from adapters.files import RawFile
from adapters.locks.passwords import Locks
from adapters.outlets.calendar import calendar
from service.app.world import World
from service.choices import Choices
from service.config import Settings
from service.core.errors import WorldError
from service.doctor import Check, Report
from service.web.doors import Doors
from service.web.factory import create_app
from service.web.services import WebServices
from tests.build import fit
from tests.build.hearing import always, loudness
from tests.build.world import MovableClock
from tests.build.world import world as build_world
from voice.ears.room import Room
from voice.script.model import Script, Utterance

ALL_OPEN = Doors(frozenset({"assistant", "alexa"}))


@dataclass
class Speech:
    """Writes a tenth of a second of silence for whatever is said, or fails like an engine that died."""

    folder: Path
    broken: bool = False
    takes_s: float = 0.0
    """What rendering one utterance takes by the stopwatch."""
    spent_s: float = 0.0
    said: list[str] = field(default_factory=list)
    prepared: list[str] = field(default_factory=list)

    def key(self, utterance: Utterance) -> str:
        return sha256(repr(utterance).encode()).hexdigest()[:32]

    def lasts(self, utterance: Utterance) -> float | None:
        return 0.1 if (self.folder / f"{self.key(utterance)}.wav").exists() else None

    def track(self, name: str, script: Script) -> Path:
        path = self.folder / f"{name}-{script.routine}.mp3"
        path.write_bytes(b"ID3")
        return path

    def stopwatch(self) -> float:
        return self.spent_s

    def prepare(self, utterances: Iterable[Utterance]) -> None:
        self.prepared = [utterance.text for utterance in utterances]

    def path(self, utterance: Utterance) -> Path:
        if self.broken:
            raise WorldError("The speech engine does not answer.")
        self.said.append(utterance.text)
        self.spent_s += self.takes_s
        path = self.folder / f"{self.key(utterance)}.wav"
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, 8000, 800, "NONE", ""))
            file.writeframes(bytes(1600))
        return path


def small_season(_: date) -> Iterator[RawFile]:
    for count in (20, 30, 40):
        yield RawFile(f"run-{count}.fit", fit.run(count), "sample")


@dataclass
class House:
    world: World
    clock: MovableClock
    speech: Speech
    app: Flask
    client: FlaskClient

    def visit(self, path: str) -> str:
        """Open a page that must be there."""
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text

    def send(self, path: str, /, *, page: str = "/profile", **fields: str) -> TestResponse:
        """Send a form as a browser does, with the token of a page; `__` in a name stands for a dot."""
        data = {name.replace("__", "."): value for name, value in fields.items()}
        return self.client.post(path, data={"form_token": self.token(page), **data})

    def token(self, page: str = "/profile") -> str:
        found = re.search(r'name="form_token" value="([0-9a-f]+)"', self.visit(page))
        assert found is not None, f"{page} has no form"
        return found[1]


def house(doors: Doors = ALL_OPEN) -> House:
    """Give a new, empty house."""
    clock = MovableClock()
    speech = Speech(Path(tempfile.mkdtemp(prefix="speech-")))
    bare = build_world(clock)
    choices = Choices(Settings(), bare.store, lambda *_: ())
    world = replace(bare, dress=choices.dress)
    services = WebServices(
        season=small_season,
        calendar=lambda entries: calendar(entries, made_at=clock.now()),
        arrivals=lambda stream, name, origin: arrivals_of(stream, name=name, origin=origin),
        speech=speech.path,
        lasts=speech.lasts,
        prepare=speech.prepare,
        track=speech.track,
        speech_key=speech.key,
        ears=Room(lambda: always("next"), lambda: loudness),
        doctor=lambda: Report((Check("store", ok=True, says="The store works."),)).as_json(),
        choices=choices,
        voices=lambda: ["en-gb", "en-us"],
        push_key=lambda: "BPublic",
        sweep=lambda: {"speech": len(speech.said)},
        locks=Locks(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)),
        secret=b"only for tests, and long enough",
        assistants=doors,
        allowed_hosts=frozenset({"localhost"}),
        outside_hosts=frozenset({"afterrun.local"}),
        stopwatch=speech.stopwatch,
    )
    app = create_app(world, services=services)
    return House(world, clock, speech, app, app.test_client())
