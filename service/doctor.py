"""What works on this machine, and what to do about what does not. Nothing here changes anything that lasts."""

import importlib.metadata
import shutil
import socket
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from service.config import DATABASE, Settings
from service.content.loader import load
from service.core.errors import Error, WorldError
from voice.engines.kokoro import KokoroEngine
from voice.engines.pyttsx import PyttsxEngine
from voice.playback.speaker import find_loudspeaker
from voice.speech import Voice

OUR_NAMES = ("service", "adapters", "voice")
LEAST_FREE_MB = 100
"""Ours: a year of runs with their speech is smaller."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried."""

    name: str
    ok: bool
    says: str
    do: str | None = None
    """What to do about it; None where nothing needs doing."""
    needed: bool = True
    """False for what Afterrun can do without."""


@dataclass(frozen=True, slots=True)
class Report:
    """All checks; `ok` when everything needed works."""

    checks: tuple[Check, ...]

    @property
    def ok(self) -> bool:
        """Say whether everything that is needed works."""
        return all(check.ok or not check.needed for check in self.checks)

    def as_json(self) -> dict[str, object]:
        """Give the report as `afterrun doctor --json` prints it."""
        return {"ok": self.ok, "checks": [asdict(check) for check in self.checks]}


def examine(settings: Settings) -> Report:
    """Try everything once; one failing check never hides another."""
    checks: tuple[Callable[[Settings], Check], ...] = (
        _names,
        _content,
        _store,
        _speech,
        _natural_voice,
        _loudspeaker,
        _microphone,
        _address,
    )
    return Report(tuple(check(settings) for check in checks))


def _names(_settings: Settings) -> Check:
    """Another distribution with one of our three package names would silently win over ours (decision 0001)."""
    owners = importlib.metadata.packages_distributions()
    foreign = sorted({o for name in OUR_NAMES for o in owners.get(name, []) if o != "afterrun"})
    if foreign:
        return Check(
            "packages",
            ok=False,
            says=f"Other distributions share our package names: {', '.join(foreign)}.",
            do="Install Afterrun into an environment of its own, as `make run` does.",
        )
    return Check("packages", ok=True, says="No other distribution shares our package names.")


def _content(_settings: Settings) -> Check:
    try:
        catalogue = load()
    except Error as wrong:
        return Check("content", ok=False, says=wrong.words, do="Install Afterrun again.")
    counts = f"{len(catalogue.scoring)} scoring rules, {len(catalogue.exercises)} exercises"
    return Check("content", ok=True, says=f"Version {catalogue.version[:12]}: {counts}.")


def _store(settings: Settings) -> Check:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=settings.data_dir) as probe:
            probe.write(b"ok")
        free_mb = shutil.disk_usage(settings.data_dir).free // 2**20
    except OSError as wrong:
        return Check(
            "store",
            ok=False,
            says=f"{settings.data_dir} cannot be written: {wrong.strerror or wrong}.",
            do="Set AFTERRUN_DATA_DIR to a folder that you own.",
        )
    says = f"{settings.data_dir}, {free_mb} MB free, SQLite {sqlite3.sqlite_version}."
    if free_mb < LEAST_FREE_MB:
        return Check("store", ok=False, says=says, do=f"Make room: {LEAST_FREE_MB} MB should be free.")
    damage = _damage(settings.data_dir / DATABASE)
    if damage is not None:
        do = "Stop Afterrun and put the data folder of your last backup in its place."
        return Check(
            "store", ok=False, says=f"The database in {settings.data_dir} is damaged: {damage}.", do=do
        )
    return Check("store", ok=True, says=says)


def _damage(database: Path) -> str | None:
    """Say what is wrong inside the database; None where nothing is, or where there is none yet."""
    if not database.is_file():
        return None
    try:
        with closing(
            sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, timeout=1)
        ) as opened:
            found = str(opened.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.OperationalError:  # busy, or closed to us: says nothing about what is in it
        return None
    except sqlite3.DatabaseError as wrong:
        return str(wrong)
    return None if found == "ok" else found


def _speech(settings: Settings) -> Check:
    engine = PyttsxEngine()
    began = time.perf_counter()
    try:
        clip = engine.synthesize("Ready when you are.", _voice(settings, "pyttsx"))
    except Error as wrong:
        return Check(
            "speech",
            ok=False,
            says=wrong.words,
            do="Run `make run` again; if that does not help, install the package espeak-ng.",
        )
    finally:
        engine.close()
    took_ms = 1000 * (time.perf_counter() - began)
    says = f"pyttsx3 with eSpeak NG: {clip.seconds:.1f} s of speech in {took_ms:.0f} ms, start included."
    return Check("speech", ok=True, says=says)


def _natural_voice(settings: Settings) -> Check:
    if settings.engine != "kokoro":
        return Check("natural voice", ok=True, says="Not asked for (AFTERRUN_ENGINE=kokoro asks for it).")
    engine = KokoroEngine(settings.kokoro_model)
    began = time.perf_counter()
    try:
        clip = engine.synthesize("Ready when you are.", _voice(settings, "kokoro"))
    except Error as wrong:
        return Check(
            "natural voice",
            ok=False,
            says=wrong.words,
            do="Until it works eSpeak speaks in its place.",
            needed=False,
        )
    finally:
        engine.close()
    says = f"Kokoro: {clip.seconds:.1f} s of speech in {time.perf_counter() - began:.1f} s, start included."
    return Check("natural voice", ok=True, says=says)


def _voice(settings: Settings, engine: str) -> Voice:
    """Give the chosen voice for the chosen engine, and the usual one for another."""
    name = settings.voice if settings.engine == engine else Voice().name
    return Voice(name, settings.words_per_minute)


def _loudspeaker(_settings: Settings) -> Check:
    try:
        found = find_loudspeaker()
    except WorldError as silent:
        return Check(
            "loudspeaker",
            ok=False,
            says=silent.words,
            do="The page speaks through the browser; `afterrun session` shows the words in the terminal.",
            needed=False,
        )
    return Check("loudspeaker", ok=True, says=f"{found.command[0]} played a moment of quiet.", needed=False)


def _microphone(_settings: Settings) -> Check:
    devices = Path("/proc/asound/pcm")
    listed = devices.read_text(encoding="utf-8") if devices.is_file() else ""
    if "capture" in listed:
        return Check("microphone", ok=True, says="There is a capture device.", needed=False)
    return Check(
        "microphone",
        ok=False,
        says="No capture device is known to this machine.",
        do="Nothing to do: sessions are led by buttons and keys too; the page listens through the browser.",
        needed=False,
    )


def _address(settings: Settings) -> Check:
    where = settings.address
    try:
        socket.create_connection((settings.host, settings.port), timeout=1).close()
    except ConnectionRefusedError:
        return Check("address", ok=True, says=f"{where} is free.", do="Start it with `make run`.")
    except OSError as wrong:
        return Check(
            "address",
            ok=False,
            says=f"{where} cannot be used here: {wrong.strerror or wrong}.",
            do="Set AFTERRUN_HOST to 127.0.0.1.",
        )
    return Check("address", ok=True, says=f"Something answers at {where}.", do=f"Open {where}")
