"""Settings, read once at the door: AFTERRUN_* over afterrun.toml over defaults that suit one person at home.

Nothing needs to be set; a variable that is empty counts as not set. Everything else in the house gets
values, never this object.
"""

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal
from zoneinfo import available_timezones

from platformdirs import user_cache_path, user_data_path
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from service.core.errors import InputError
from service.core.reminders import Quiet

PREFIX = "AFTERRUN_"
FILE = "afterrun.toml"
DATABASE = "afterrun.sqlite3"
CHOOSABLE = frozenset(
    {"voice", "words_per_minute", "quiet_hours", "remind", "notify", "speak_reminders", "watch"}
)
"""What can be chosen in the pages as well, where neither the environment nor the file says it."""
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Settings(BaseModel):
    """Where things are and how loud. Each field can be set as AFTERRUN_<NAME> or in <data_dir>/afterrun.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data_dir: Path = Field(default_factory=lambda: user_data_path("afterrun", appauthor=False))
    """Database and original files. This folder is all there is to back up."""
    cache_dir: Path = Field(default_factory=lambda: user_cache_path("afterrun", appauthor=False))
    """Rendered speech; may be deleted at any time."""
    host: str = "127.0.0.1"
    """Address to listen on. Health data stays at home: whoever comes through another than loopback must log in."""
    port: int = Field(default=8042, ge=1, le=65535)
    """The page's port on that address."""
    lan: bool = False
    """Serve the home network as well, by HTTPS with a certificate of this house's own."""
    lan_port: int = Field(default=8043, ge=1, le=65535)
    """The port of that."""
    names: tuple[str, ...] = ()
    """More names that this server answers to, such as the one of a proxy in front of it; set apart by spaces."""
    watch: tuple[Path, ...] = ()
    """Folders that other programs put runs into; they are only read. Several are set apart as in PATH."""
    engine: str = "pyttsx"
    """Who speaks: pyttsx (eSpeak NG) or kokoro, the natural voice that `make voice` adds; or one of your own."""
    kokoro_model: Path | None = None
    """Folder with a Kokoro model (`*.onnx`) and its voices (`*.npz`); none: what `make voice` installed."""
    voice: str = "en-gb"
    """The voice, as the speech engine calls it."""
    words_per_minute: int = Field(default=145, ge=80, le=300)
    """How fast the voice speaks."""
    quiet_hours: str = "22-7"
    """Local hours without a reminder, from-to; the same twice for none."""
    remind: bool = True
    """Remind at all."""
    notify: tuple[SecretStr, ...] = ()
    """Addresses for reminders as apprise writes them; several are set apart by spaces. They may hold passwords."""
    speak_reminders: bool = False
    """Say reminders through the loudspeaker as well."""
    time_zone: str | None = None
    """The zone the runner lives by, such as Europe/Berlin; default: the machine's."""
    clock_file: Path | None = None
    """A file with a moment that stands for now: for rehearsals and tests."""
    ears_model: Path | None = None
    """Folder with Whisper weights as CTranslate2 reads them; none: those of the installed package."""
    mqtt: SecretStr | None = None
    """The broker of Home Assistant's panel, mqtt://user:password@host:1883; none: nothing is shown there."""
    home_assistant: str | None = None
    """Home Assistant's address, such as http://homeassistant.local:8123."""
    home_assistant_token: SecretStr | None = None
    """A long-lived access token of it."""
    satellite: str | None = None
    """The satellite that speaks, such as assist_satellite.kitchen."""
    alexa_skill: str | None = None
    """The id of your Alexa skill, amzn1.ask.skill...; none: its door is shut."""
    alexa_url: str | None = None
    """The address at which Amazon reaches this Afterrun, such as https://afterrun.example.org."""
    wyoming: str | None = None
    """Address and port of the door for Home Assistant's voice, such as 127.0.0.1:10400; none: it is shut."""
    assistant: bool = False
    """Open the door for anything that speaks HTTP: shortcuts, Tasker, curl."""
    garmin_url: str | None = None
    """An address that stands in for Garmin's own; for tests."""
    intervals_url: str | None = None
    """An address that stands in for intervals.icu; for tests, or a proxy of one's own."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """DEBUG, INFO, WARNING or ERROR."""

    @field_validator("data_dir", "cache_dir", "clock_file", "kokoro_model")
    @classmethod
    def _at_home(cls, folder: Path | None) -> Path | None:
        """Read `~` as a shell does, which no shell has done for a file or a service."""
        return None if folder is None else folder.expanduser()

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, zone: str | None) -> str | None:
        if zone is not None and zone not in available_timezones():
            raise ValueError(f"There is no time zone {zone}; names look like Europe/Berlin")
        return zone

    @field_validator("quiet_hours")
    @classmethod
    def _two_hours(cls, hours: str) -> str:
        if re.fullmatch(r"([01]?\d|2[0-3])-([01]?\d|2[0-3])", hours) is None:
            raise ValueError("Quiet hours are two hours of the day such as 22-7")
        return hours

    @field_validator("wyoming")
    @classmethod
    def _host_and_port(cls, address: str | None) -> str | None:
        if address is not None and re.fullmatch(r"[\w.:\[\]-]+:\d{1,5}", address) is None:
            raise ValueError("The address is a host and a port such as 127.0.0.1:10400")
        return address

    @property
    def doors(self) -> Sequence[str]:
        """Give the doors for assistants that are open on the pages' own port."""
        alexa = self.alexa_skill is not None and self.alexa_url is not None
        return [name for name, is_open in (("assistant", self.assistant), ("alexa", alexa)) if is_open]

    @property
    def quiet(self) -> Quiet:
        """Give the hours without a reminder."""
        sleeps, wakes = map(int, self.quiet_hours.split("-"))
        return Quiet(sleeps, wakes)

    @field_validator("notify", "names", mode="before")
    @classmethod
    def _as_list(cls, words: object) -> object:
        return words.split() if isinstance(words, str) else words

    @field_validator("watch", mode="before")
    @classmethod
    def _as_paths(cls, folders: object) -> object:
        return [name for name in folders.split(os.pathsep) if name] if isinstance(folders, str) else folders

    @field_validator("watch")
    @classmethod
    def _all_at_home(cls, folders: tuple[Path, ...]) -> tuple[Path, ...]:
        return tuple(folder.expanduser() for folder in folders)

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level

    @property
    def database_url(self) -> str:
        """Give where the database is, as SQLAlchemy wants it."""
        return f"sqlite:///{self.data_dir / DATABASE}"

    @property
    def is_loopback(self) -> bool:
        """Say whether nobody but this machine can connect."""
        return self.host in LOOPBACK

    @property
    def address(self) -> str:
        """Give the page's address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings. Raises InputError naming the setting that cannot be used, and where it was set."""
    environ = os.environ if environ is None else environ
    given = {
        key.removeprefix(PREFIX).lower(): value
        for key, value in environ.items()
        if key.startswith(PREFIX) and value
    }
    try:
        data_dir = Settings.model_validate({k: v for k, v in given.items() if k == "data_dir"}).data_dir
        file = data_dir / FILE
        settings = Settings.model_validate(_from_file(file) | given)
    except ValidationError as wrong:
        raise InputError(_in_words(wrong, given)) from wrong
    except RuntimeError as wrong:  # `~` of a user nobody knows
        raise InputError(f"The folder of {PREFIX}DATA_DIR cannot be found: {wrong}") from wrong
    return settings


def _in_words(wrong: ValidationError, given: Mapping[str, str]) -> str:
    first = wrong.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    said = f"{PREFIX}{name.upper()}" if name in given else f"{name} in {FILE}"
    if first["type"] == "extra_forbidden":
        return f"There is no setting {said}. There are: {', '.join(Settings.model_fields)}."
    return f"The setting {said} cannot be used: {first['msg'][0].lower()}{first['msg'][1:]}."


def _from_file(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as wrong:
        raise InputError(f"{path} cannot be read: {wrong.strerror or wrong}.") from wrong
    except ValueError as wrong:  # also bytes that are no UTF-8
        raise InputError(f"{path} is not valid TOML: {wrong}.") from wrong
