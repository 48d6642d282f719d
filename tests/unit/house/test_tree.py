"""What the eye forgets: sizes, purity, and documents that must name everything they promise to."""

import re
import subprocess
from pathlib import Path

import pytest

from service.cli.commands import parser
from service.config import PREFIX, Settings

ROOT = Path(__file__).parents[3]
PURE = ("service/core", "voice/script", "voice/player")
OWN = ("service", "adapters", "voice", "tests")


def sources(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


@pytest.mark.parametrize("path", sources(*OWN), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    limit = 500 if path.is_relative_to(ROOT / "tests") else 300

    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit


@pytest.mark.parametrize(
    "path", [*sources(*PURE), ROOT / "voice/speech.py"], ids=lambda path: str(path.relative_to(ROOT))
)
def test_the_pure_rooms_never_ask_for_the_time(path: Path) -> None:
    assert not re.search(r"\b(now|today|utcnow)\(", path.read_text(encoding="utf-8"))


def test_every_setting_is_documented() -> None:
    documented = set(re.findall(rf"`{PREFIX}(\w+)`", (ROOT / "docs/settings.md").read_text(encoding="utf-8")))

    assert documented == {name.upper() for name in Settings.model_fields}


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `afterrun ([\w-]+)", page, re.MULTILINE))
    actions = parser()._subparsers
    assert actions is not None

    commands = set(actions._group_actions[0].choices or ())

    assert documented == commands


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs the checkout's list of committed files")
def test_no_committed_file_names_an_index() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    committed = [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    names = "|".join(("py" + "pi", "python" + "hosted", "npm" + "js"))
    hosts = re.compile(rf"https?://[\w.-]*({names})\.|--" + "index-url")

    named = [path.name for path in committed if hosts.search(path.read_text("utf-8", "ignore"))]

    assert named == []
