"""The real thing: `afterrun run` as a process of its own, and the system's Chromium in front of it."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from service.config import Settings
from tests.build.furnished import Furnished, furnish
from tests.build.waiting import PATIENCE_S, mortal

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))),
    None,
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=user-gesture-required",
]
expect.set_options(timeout=1000 * PATIENCE_S)
PHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass(frozen=True, slots=True)
class House:
    """A running Afterrun and where it keeps its things."""

    address: str
    environment: dict[str, str]
    folder: Path
    """Where its things are."""


def afterrun(*words: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "service", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )


def environment_in(folder: Path) -> dict[str, str]:
    """Give an environment in which nothing outside `folder` is touched."""
    return {
        **os.environ,
        "AFTERRUN_DATA_DIR": str(folder / "data"),
        "AFTERRUN_CACHE_DIR": str(folder / "cache"),
        "AFTERRUN_PORT": str(free_port()),
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with running(tmp_path) as house:
        yield house


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Furnished]]:
    """Run one house where everything has happened, for all tests that leave it as it is."""
    folder = tmp_path_factory.mktemp("full")
    furnished = furnish(Settings(data_dir=folder / "data", cache_dir=folder / "cache"))
    with running(folder) as house:
        yield house, furnished


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Run one house where nothing has happened, for all tests that leave it so."""
    with running(tmp_path_factory.mktemp("empty")) as house:
        yield house


@contextmanager
def running(folder: Path, **more: str) -> Iterator[House]:
    """Run Afterrun on the things in `folder` for the length of a block; `more`: of its environment."""
    environment = environment_in(folder) | more
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            mortal(sys.executable, "-m", "service", "run"),
            env=environment,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        assert process.stdout is not None
        ready = process.stdout.readline()
        try:
            assert ready.startswith("Afterrun is ready: "), (folder / "log").read_text()
            yield House(ready.removeprefix("Afterrun is ready: ").strip(), environment, folder)
        finally:
            process.terminate()
            process.wait(PATIENCE_S)
            process.stdout.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (apt install chromium): the pages cannot be driven")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, has_touch=True)
    context.set_default_timeout(1000 * PATIENCE_S)
    opened = context.new_page()
    yield opened
    context.close()
