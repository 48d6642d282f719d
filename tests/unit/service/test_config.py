from pathlib import Path

import pytest
from pydantic import ValidationError

from service.config import Settings, read_settings
from service.core.errors import InputError


def settings(tmp_path: Path, toml: str | bytes | None = None, /, **environ: str) -> Settings:
    if toml is not None:
        (tmp_path / "afterrun.toml").write_bytes(toml.encode() if isinstance(toml, str) else toml)
    named = {f"AFTERRUN_{name.upper()}": value for name, value in environ.items()}
    return read_settings({"AFTERRUN_DATA_DIR": str(tmp_path), "HOME": str(tmp_path), **named})


def test_nothing_has_to_be_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))

    read = read_settings({"PATH": "/bin"})

    assert (read.data_dir, read.address) == (tmp_path / "share" / "afterrun", "http://127.0.0.1:8042/")


def test_the_environment_wins_over_the_file_and_the_file_over_defaults(tmp_path: Path) -> None:
    read = settings(tmp_path, 'port = 9000\nvoice = "de"\n', port="9001")

    assert (read.port, read.voice, read.words_per_minute) == (9001, "de", 145)


def test_an_empty_variable_counts_as_not_set(tmp_path: Path) -> None:
    assert settings(tmp_path, voice="", port="") == settings(tmp_path)


def test_an_empty_data_folder_is_not_the_current_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert read_settings({"AFTERRUN_DATA_DIR": ""}).data_dir == tmp_path / "afterrun"


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    assert read_settings({"AFTERRUN_DATA_DIR": "~/runs"}).data_dir == tmp_path / "runs"


def test_a_tilde_of_nobody_is_said_in_words() -> None:
    with pytest.raises(InputError, match="AFTERRUN_DATA_DIR cannot be found"):
        read_settings({"AFTERRUN_DATA_DIR": "~nobody-of-this-name/runs"})


def test_the_log_level_may_be_written_small(tmp_path: Path) -> None:
    assert settings(tmp_path, log_level="debug").log_level == "DEBUG"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "0"),
        ("port", "65536"),
        ("port", "web"),
        ("words_per_minute", "20"),
        ("log_level", "LOUD"),
        ("time_zone", "Europe/Nowhere"),
    ],
)
def test_a_value_that_cannot_be_is_named_where_it_was_set(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(InputError, match=f"The setting AFTERRUN_{name.upper()} cannot be used: "):
        settings(tmp_path, **{name: value})
    with pytest.raises(InputError, match=f"The setting {name} in afterrun.toml cannot be used: "):
        settings(tmp_path, f'{name} = "{value}"')


def test_a_setting_that_does_not_exist_gives_the_list(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"There is no setting AFTERRUN_PROT\. There are: .*port"):
        settings(tmp_path, prot="8000")
    with pytest.raises(InputError, match=r"There is no setting prot in afterrun.toml\. "):
        settings(tmp_path, "prot = 8000")


@pytest.mark.parametrize(
    ("host", "home"),
    [("0.0.0.0", False), ("192.168.1.4", False), ("::", False), ("::1", True)],  # noqa: S104  # only read
)
def test_only_loopback_is_home(tmp_path: Path, host: str, home: bool) -> None:
    assert settings(tmp_path, host=host).is_loopback is home


def test_names_are_set_apart_by_spaces(tmp_path: Path) -> None:
    assert settings(tmp_path, names="run.home  run.example").names == ("run.home", "run.example")


def test_an_address_with_colons_is_written_in_brackets(tmp_path: Path) -> None:
    assert settings(tmp_path, host="::1").address == "http://[::1]:8042/"


@pytest.mark.parametrize("toml", ["port = ", b"\xff\xfe"], ids=["cut off", "no text"])
def test_a_broken_file_is_named(tmp_path: Path, toml: str | bytes) -> None:
    with pytest.raises(InputError, match=r"afterrun.toml is not valid TOML: "):
        settings(tmp_path, toml)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "afterrun.toml").touch()
    monkeypatch.setattr(Path, "read_text", refuse)

    with pytest.raises(InputError, match=r"afterrun.toml cannot be read: Permission denied\."):
        settings(tmp_path)


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        Settings().port = 1
