"""Commands that stay: `run` is everything in one process for one house; `serve` and `worker` are its halves."""

import argparse
import errno
import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from types import FrameType
from wsgiref.types import WSGIApplication

import waitress

from service.app.access import new_setup_code
from service.app.world import World
from service.cli.assistants import open_assistants
from service.config import Settings
from service.core.errors import InputError
from service.jobs.schedule import JOBS, hurried
from service.jobs.watching import start_watching
from service.jobs.worker import start_worker
from service.web.auth import behind_login
from service.web.factory import MAX_REQUEST_BYTES
from service.wiring import build_app, house_door, open_world, watched_folders


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serve, with the worker in the same process."""
    settings = _widened(settings, arguments)
    with open_world(settings) as world:
        stop = _start_work(world, settings)
        try:
            return _listen(world, settings)
        finally:
            stop()


def serve(arguments: argparse.Namespace, settings: Settings) -> int:
    """Serve the pages and the API."""
    settings = _widened(settings, arguments)
    with open_world(settings) as world:
        return _listen(world, settings)


def _widened(settings: Settings, arguments: argparse.Namespace) -> Settings:
    return settings.model_copy(update={"lan": True}) if arguments.lan else settings


def _show_setup_code(world: World, settings: Settings) -> None:
    """Tell whoever sits here how the first password is set, where others can connect and there is none yet."""
    code = None if settings.is_loopback and not settings.lan else new_setup_code(world)
    if code is not None:
        print(
            f"No password is set yet. Open the page from elsewhere and enter this code there: {code}\n"
            "or end this and set the password here: afterrun password",
            file=sys.stderr,
            flush=True,
        )


def worker(_arguments: argparse.Namespace, settings: Settings) -> int:
    """Run the clock until told to end."""
    ended = threading.Event()
    _on_end(ended.set)
    with open_world(settings) as world:
        stop = _start_work(world, settings)
        try:
            ended.wait()
        finally:
            stop()
    return 0


def _start_work(world: World, settings: Settings) -> Callable[[], None]:
    """Start the clock and the watched folders; give the function that stops both."""
    stop_clock = start_worker(world, jobs=JOBS if settings.clock_file is None else hurried(JOBS))
    stop_watch = start_watching(world, watched_folders(settings, world))

    def stop() -> None:
        world.vendors.end()
        stop_watch()
        stop_clock()

    return stop


def _listen(world: World, settings: Settings) -> int:
    """Serve until told to end. The address is printed only once the port is ours and requests are answered."""
    app = build_app(settings, world)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server = waitress.create_server(
        app if settings.is_loopback else behind_login(app),
        sockets=[_listening_socket(settings)],
        threads=8,
        ident="afterrun",
        max_request_body_size=MAX_REQUEST_BYTES,
        channel_request_lookahead=1,  # so that a closed connection is seen while a long answer is under way
    )
    _on_end(_raise_exit)
    try:
        with _lan(app, settings), open_assistants(world, settings):
            _tell(world, settings)
            server.run()  # comes back at SystemExit and Ctrl-C, with its threads ended
    finally:
        server.close()
    return 0


def _lan(app: WSGIApplication, settings: Settings) -> AbstractContextManager[None]:
    if not settings.lan:
        return nullcontext()
    from service.cli.lan import open_lan

    return open_lan(app, house_door(settings), settings.lan_port)


def _tell(world: World, settings: Settings) -> None:
    """Say that it is ready, and where."""
    print(f"Afterrun is ready: {settings.address}", flush=True)
    if settings.lan:
        from service.cli.lan import show_address

        show_address(house_door(settings))
    _show_setup_code(world, settings)
    print("Leave this window open; Ctrl-C ends it.", file=sys.stderr, flush=True)


def _listening_socket(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as refused:
        listening.close()
        if refused.errno == errno.EADDRINUSE:
            raise InputError(
                f"Port {settings.port} is taken, perhaps by an Afterrun that is already running: look at "
                f"{settings.address} . To use another port, set AFTERRUN_PORT."
            ) from refused
        raise InputError(
            f"{settings.address} cannot be used: {refused.strerror}. Set AFTERRUN_PORT to a number above 1023 "
            "and AFTERRUN_HOST to 127.0.0.1, or leave both out."
        ) from refused
    return listening


def _on_end(act: Callable[[], object]) -> None:
    def handle(_number: int, _frame: FrameType | None) -> None:
        act()

    signal.signal(signal.SIGTERM, handle)


def _raise_exit() -> None:
    raise SystemExit(0)
