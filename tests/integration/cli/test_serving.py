"""`run`: everything in one process, from the printed address to the end; and a port that is not to be had."""

import os
import signal
import socket
import sys
from urllib.request import urlopen

import pytest

from tests.build.command import Afterrun
from tests.build.waiting import PATIENCE_S, program


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("command", ["run", "serve"])
def test_it_serves_from_the_printed_line_until_it_is_told_to_end(
    afterrun: Afterrun, command: str, number: signal.Signals
) -> None:
    address = f"http://127.0.0.1:{(port := free_port())}/"
    environment = {**os.environ, "AFTERRUN_PORT": str(port)}

    with program(sys.executable, "-m", "service", command, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == f"Afterrun is ready: {address}\n"
        with urlopen(address) as page:
            assert page.status == 200
        process.send_signal(number)
        _, told = process.communicate(timeout=PATIENCE_S)

    assert (process.returncode, "Traceback" in told) == (0, False)


def test_a_port_that_is_taken_names_the_address_and_the_way_out(
    afterrun: Afterrun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.cli.serving.build_app", lambda *_: None)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        monkeypatch.setenv("AFTERRUN_PORT", str(port))

        ended = afterrun("serve")

    assert ended.code == 2
    assert f"Port {port} is taken" in ended.err
    assert f"http://127.0.0.1:{port}/" in ended.err
    assert "set AFTERRUN_PORT" in ended.err


def test_a_port_that_is_not_ours_is_not_said_to_be_taken(
    afterrun: Afterrun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("service.cli.serving.build_app", lambda *_: None)
    monkeypatch.setattr(socket.socket, "bind", refuse)

    ended = afterrun("serve")

    assert ended.code == 2
    assert "cannot be used: Permission denied. Set AFTERRUN_PORT to a number above 1023" in ended.err
