"""`run`: everything in one process, from the printed address to the end; and a port that is not to be had."""

import io
import os
import re
import signal
import socket
import ssl
import sys
from pathlib import Path
from urllib.error import HTTPError, URLError
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


@pytest.mark.slow
def test_where_others_can_connect_it_tells_the_setup_code_and_asks_for_the_login(afterrun: Afterrun) -> None:
    port = free_port()
    environment = {**os.environ, "AFTERRUN_PORT": str(port), "AFTERRUN_HOST": "0.0.0.0"}  # noqa: S104  # on purpose

    with program(sys.executable, "-m", "service", "serve", env=environment) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(HTTPError) as refused:
            urlopen(f"http://127.0.0.1:{port}/api/v1/profile")
        with urlopen(f"http://127.0.0.1:{port}/") as page:
            assert page.url.endswith("/login?next=/")
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=PATIENCE_S)

    assert refused.value.code == 401
    refused.value.close()
    assert re.search(r"enter this code there: ([0-9a-f]{4}-){2}[0-9a-f]{4}$", told, re.MULTILINE)


def test_a_password_comes_from_a_pipe_and_ends_the_need_for_a_code(
    afterrun: Afterrun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("four words do well\n"))

    assert afterrun("password").out == "The password is set.\n"
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert "at least 10 characters" in afterrun("password").err


@pytest.mark.slow
def test_the_home_network_is_served_by_https_behind_the_login(afterrun: Afterrun, tmp_path: Path) -> None:
    home, lan = free_port(), free_port()
    environment = {**os.environ, "AFTERRUN_PORT": str(home), "AFTERRUN_LAN_PORT": str(lan)}

    with program(sys.executable, "-m", "service", "serve", "--lan", env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == f"Afterrun is ready: http://127.0.0.1:{home}/\n"
        assert process.stdout.readline().startswith("On your phone: https://")
        trust = ssl.create_default_context(
            cafile=Path(os.environ["AFTERRUN_DATA_DIR"]) / "lan" / "authority.pem"
        )
        with urlopen(f"https://127.0.0.1:{lan}/", context=trust) as page:
            assert page.url == f"https://127.0.0.1:{lan}/login?next=/"
            assert "Secure" in page.headers["Set-Cookie"]
        with urlopen(f"https://localhost:{lan}/phone/afterrun.crt", context=trust) as sent:
            assert (
                sent.read() == (Path(os.environ["AFTERRUN_DATA_DIR"]) / "lan" / "authority.pem").read_bytes()
            )
        with pytest.raises(URLError, match="CERTIFICATE_VERIFY_FAILED"):
            urlopen(f"https://127.0.0.1:{lan}/", context=ssl.create_default_context())
        with (
            socket.create_connection(("127.0.0.1", lan)),
            urlopen(f"https://127.0.0.1:{lan}/login", context=trust),
        ):
            pass  # one who says nothing keeps nobody out
        with urlopen(f"http://127.0.0.1:{home}/api/v1/health") as health:
            assert health.status == 200
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=PATIENCE_S)

    assert (process.returncode, "Traceback" in told) == (0, False)
    assert "fingerprint" in told
