"""Settings, read once at the door: AFTERRUN_* over afterrun.toml over defaults that suit one person at home.

Nothing needs to be set. Everything else in the house gets values, never this object.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

from platformdirs import user_cache_path, user_data_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from service.core.errors import InputError

PREFIX = "AFTERRUN_"


class Settings(BaseModel):
    """Where things are and how loud. Each field can be set as AFTERRUN_<NAME> or in <data_dir>/afterrun.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data_dir: Path = Field(default_factory=lambda: user_data_path("afterrun", appauthor=False))
    """Database and original files. This folder is all there is to back up."""
    cache_dir: Path = Field(default_factory=lambda: user_cache_path("afterrun", appauthor=False))
    """Rendered speech; may be deleted at any time."""
    host: str = "127.0.0.1"
    """Address to listen on. Health data stays at home: there is no login yet, so only loopback is accepted."""
    port: int = Field(default=8042, ge=1, le=65535)
    """The page's port on that address."""
    voice: str = "en-gb"
    """The voice, as the speech engine calls it."""
    words_per_minute: int = Field(default=145, ge=80, le=300)
    """How fast the voice speaks."""
    log_level: str = "INFO"
    """DEBUG, INFO, WARNING or ERROR."""

    @property
    def database_url(self) -> str:
        """Give where the database is, as SQLAlchemy wants it."""
        return f"sqlite:///{self.data_dir / 'afterrun.sqlite3'}"


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings. Raises InputError naming the setting that cannot be used."""
    environ = os.environ if environ is None else environ
    given = {
        key.removeprefix(PREFIX).lower(): value for key, value in environ.items() if key.startswith(PREFIX)
    }
    try:
        data_dir = Settings.model_validate({k: v for k, v in given.items() if k == "data_dir"}).data_dir
        settings = Settings.model_validate(_from_file(data_dir / "afterrun.toml") | given)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        name = ".".join(str(part) for part in first["loc"]).upper()
        raise InputError(f"The setting {PREFIX}{name} cannot be used: {first['msg']}.") from wrong
    if settings.host not in {"127.0.0.1", "::1", "localhost"}:
        raise InputError(
            f"AFTERRUN_HOST is {settings.host}, but there is no login yet, so only this machine may connect. "
            "Leave it out, or set it to 127.0.0.1."
        )
    return settings


def _from_file(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as wrong:
        raise InputError(f"{path} is not valid TOML: {wrong}.") from wrong
