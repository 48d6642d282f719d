"""The one place that knows everybody: it joins the use cases with the disk, the speech engine and the pages."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from adapters.channels.folder import FolderChannel, SeenFiles
from adapters.channels.streams import arrivals_of
from adapters.channels.sync.desk import Desk
from adapters.formats.registry import decode
from adapters.locks.house_door import HouseDoor
from adapters.locks.keys import own_key
from adapters.locks.names import own_names
from adapters.locks.passwords import Locks
from adapters.locks.vault import Vault
from adapters.outlets.calendar import calendar
from adapters.outlets.fit_file import write_fit, write_workout
from adapters.outlets.mounted import MountedWatch
from service import doctor
from service.app.ports import Clock, Outlet, Store
from service.app.pushing import KIND as PUSH
from service.app.sampling import SeasonFiles
from service.app.season import season_files
from service.app.world import World
from service.choices import Choices
from service.clock import make_clock
from service.config import LOOPBACK, Settings
from service.content.loader import load as load_content
from service.core.errors import WorldError
from service.store.blobs import DiskBlobs
from service.store.database import open_store
from service.sweeping import sweep
from service.web.doors import Doors
from service.web.factory import create_app
from service.web.services import WebServices
from voice.assistants.grammar import grammar
from voice.ears.listener import Ears
from voice.ears.room import Room
from voice.ears.scorer import open_scorer
from voice.ears.segments import silero
from voice.ears.weights import find_weights
from voice.engines.ahead import RenderAhead
from voice.engines.cache import SpeechCache
from voice.engines.choose import open_cache
from voice.phrases.loader import load as load_phrases
from voice.playback.aloud import Aloud
from voice.playback.speaker import find_loudspeaker
from voice.playback.tracks import Tracks
from voice.script.compile import prompts
from voice.speech import Voice

if TYPE_CHECKING:
    from flask import Flask

    from adapters.outlets.home.satellite import Satellite
    from service.joining.alexa import AlexaHouse
    from voice.assistants.wyoming import House


@contextmanager
def open_world(settings: Settings) -> Iterator[World]:
    """Open the store and load the content for the length of a block. Raises WorldError and ContentError."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as wrong:
        raise WorldError(
            f"The folder {settings.data_dir} cannot be made: {wrong.strerror or wrong}. "
            "Set AFTERRUN_DATA_DIR to a folder that you own."
        ) from wrong
    store = open_store(settings.database_url)
    blobs = DiskBlobs(settings.data_dir / "originals")
    blobs.sweep()
    try:
        clock = make_clock(settings.time_zone, settings.clock_file)
        choices = choices_of(settings, store)
        yield World(
            store=store,
            blobs=blobs,
            clock=clock,
            decode=decode,
            catalogue=load_content(),
            phrases=load_phrases(),
            voice=Voice(),
            wishes=grammar(),
            vendors=_desk(settings, clock),
            watch=_Watch(settings.watch),
            dress=choices.dress,
        ).as_now()
    finally:
        store.close()


class _Watch(MountedWatch):
    """A watch that takes FIT files."""

    write = staticmethod(write_workout)


def _desk(settings: Settings, clock: Clock) -> Desk:
    """Give the accounts that may be connected, with keys sealed by this house's own."""
    vault = Vault(lambda: own_key(settings.data_dir / "vault.key"))
    bases = {"garmin": settings.garmin_url, "intervals": settings.intervals_url}
    return Desk(settings.data_dir, vault, today=clock.local_date, bases=bases)


def _outlets(settings: Settings) -> Iterator[Outlet]:
    """Give the ways out for reminders. Raises InputError for an address that nobody understands."""
    if settings.notify:
        from adapters.outlets.notify import AppriseOutlet

        yield from (AppriseOutlet(url.get_secret_value()) for url in settings.notify)
    if (satellite := satellite_of(settings)) is not None:
        yield satellite
    if settings.speak_reminders:
        voice = Voice(settings.voice, settings.words_per_minute)
        yield Aloud(find_loudspeaker, speech_cache(settings), voice)


def _browsers(settings: Settings, store: Store, browsers: Sequence[tuple[str, str]]) -> Iterator[Outlet]:
    """Give a way out to each browser that asked for reminders; one that is gone is forgotten."""
    if not browsers:
        return
    from adapters.outlets.web_push import WebPushOutlet

    def forget(name: str) -> None:
        with store.unit() as unit:
            unit.notes.drop(PUSH, name)

    for name, body in browsers:
        yield WebPushOutlet(json.loads(body), lambda: _push_seed(settings), partial(forget, name))


def _push_seed(settings: Settings) -> bytes:
    """Give the secret of the house's push key; read anew each time, as it goes with everything else."""
    return own_key(settings.data_dir / "vapid.key")


def _push_key(settings: Settings) -> str:
    from adapters.outlets.web_push import public_key

    return public_key(_push_seed(settings))


def sample_season_files() -> SeasonFiles:
    """Give the maker of the sample season, in this machine's time zone."""
    offset = datetime.now().astimezone().utcoffset()
    return partial(season_files, write=write_fit, utc_offset_s=int(offset.total_seconds()) if offset else 0)


def speech_cache(settings: Settings) -> SpeechCache:
    """Give the rendered speech of this machine's engine, which has proved that it speaks, or is silent."""
    return open_cache(settings.engine, settings.cache_dir / "speech", kokoro=settings.kokoro_model)


def open_ears(settings: Settings) -> Callable[[str], Ears]:
    """Load the recogniser and give the maker of ears for a mode. Raises WorldError where there is none."""
    scorer = open_scorer(find_weights(settings.ears_model))
    return lambda mode: Ears(scorer.score, silero(), mode)


def choices_of(settings: Settings, store: Store) -> Choices:
    """Give where the settings are looked at and chosen."""
    return Choices(
        settings, store, lambda now, browsers: (*_outlets(now), *_browsers(settings, store, browsers))
    )


def watched_folders(settings: Settings, world: World) -> FolderChannel:
    """Give the folders that runs are taken from, as they are chosen by then, and what was taken before."""
    choices = choices_of(settings, world.store)
    return FolderChannel(lambda: choices.settings().watch, SeenFiles(settings.data_dir / "watched.jsonl"))


def build_app(settings: Settings, world: World) -> "Flask":
    """Give the pages and the API, ready to be served."""
    cache = speech_cache(settings)

    def voice() -> Voice:
        return world.as_now().voice

    secret = own_key(settings.data_dir / "secret")
    prepare = RenderAhead(cache, voice)
    prepare(prompts(world.phrases))
    return create_app(
        world,
        services=WebServices(
            season=sample_season_files(),
            calendar=lambda entries: calendar(entries, made_at=world.clock.now()),
            arrivals=lambda stream, name, origin: arrivals_of(stream, name=name, origin=origin),
            speech=lambda utterance: cache.path_of(utterance, voice()),
            lasts=lambda utterance: cache.lasts(utterance, voice()),
            prepare=prepare,
            track=lambda name, script: Tracks(cache, voice(), settings.cache_dir / "tracks").mp3(
                name, script
            ),
            speech_key=lambda utterance: cache.key_of(utterance, voice()),
            ears=Room(lambda: open_scorer(find_weights(settings.ears_model)).score, silero),
            doctor=lambda: doctor.examine(settings).as_json(),
            secret=secret,
            choices=choices_of(settings, world.store),
            voices=lambda: [name for name in cache.engine.voices() if name.startswith("en")],
            push_key=lambda: _push_key(settings),
            sweep=lambda: sweep(settings),
            locks=Locks(),
            allowed_hosts=LOOPBACK | {settings.host.lower()},
            outside_hosts=own_names() | LOOPBACK | {name.lower() for name in settings.names},
            door=house_door(settings) if settings.lan else None,
            alexa=_alexa(settings, world, cache, secret),
            assistants=Doors(frozenset(settings.doors)),
        ),
    )


def house_door(settings: Settings) -> HouseDoor:
    """Give the secure door to the home network; its keys are made at the first time."""
    return HouseDoor(
        settings.data_dir / "lan",
        settings.lan_port,
        now=lambda: datetime.now(UTC),
        names=tuple(name.lower() for name in settings.names),
    )


def wyoming_house(settings: Settings, world: World) -> "House":
    """Give what the door for Home Assistant's voice leads to."""
    from service.joining.wyoming import join

    return join(world, speech_cache(settings), ears_model=settings.ears_model)


def _alexa(settings: Settings, world: World, clips: SpeechCache, secret: bytes) -> "AlexaHouse | None":
    if settings.alexa_skill is None or settings.alexa_url is None:
        return None
    from adapters.locks.skill import SkillRequests, fetch_chain, known_roots
    from service.joining.alexa import AlexaHouse
    from service.joining.lengths import likely_lengths

    skill = SkillRequests(settings.alexa_skill, known_roots(), fetch=fetch_chain, now=world.clock.now)
    return AlexaHouse(
        world,
        skill.check,
        clips,
        likely_lengths(world, clips),
        settings.cache_dir / "alexa",
        settings.alexa_url,
        secret,
    )


def satellite_of(settings: Settings) -> "Satellite | None":
    """Give the satellite of Home Assistant's that speaks for us. Raises InputError for one that cannot be."""
    if settings.home_assistant is None or settings.home_assistant_token is None or settings.satellite is None:
        return None
    from adapters.outlets.home.satellite import Satellite

    return Satellite(
        settings.home_assistant, settings.home_assistant_token.get_secret_value(), settings.satellite
    )


def home_panel(settings: Settings, world: World) -> AbstractContextManager[None]:
    """Give what keeps Home Assistant's panel up to date; its buttons need a satellite to speak through."""
    if settings.mqtt is None:
        return nullcontext()
    from adapters.outlets.home.panel import Panel
    from service.joining.home import presser, showing
    from service.joining.lengths import likely_lengths

    satellite = satellite_of(settings)
    lengths = likely_lengths(world, speech_cache(settings))
    pressed = None if satellite is None else presser(world, satellite, lengths)
    return showing(world, Panel(settings.mqtt.get_secret_value(), pressed=pressed))
