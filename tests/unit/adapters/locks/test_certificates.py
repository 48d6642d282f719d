"""The house's certificates, held against what a real TLS client accepts."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from adapters.locks.certificates import Authority, _make_certificate, _private, serve_as, the_authority
from adapters.locks.house_door import HouseDoor
from adapters.locks.names import own_addresses

NOW = datetime.now(UTC)


def shakes_hands(authority: Authority, file: Path, name: str) -> bool:
    """Say whether a client that trusts this authority alone believes that the server is `name`."""
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(file)
    client = ssl.create_default_context(cadata=authority.pem.decode())
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    there = server.wrap_bio(to_server, to_client, server_side=True)
    here = client.wrap_bio(to_client, to_server, server_hostname=name)
    for _ in range(4):
        for side in (here, there):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
            except ssl.SSLError:
                return False
    return here.cipher() is not None


def names_in(file: Path) -> set[str]:
    kept = x509.load_pem_x509_certificate(file.read_bytes())
    return {
        str(one.value) for one in kept.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    }


def test_a_phone_that_trusts_the_house_trusts_its_server(tmp_path: Path) -> None:
    authority = the_authority(tmp_path, ["mo-pc"], now=NOW)
    file = serve_as(authority, tmp_path, ["192.168.1.20", "fd00::7", "mo-pc", "mo-pc.local"], now=NOW)

    for name in ("192.168.1.20", "fd00::7", "mo-pc", "mo-pc.local"):
        assert shakes_hands(authority, file, name), name
    assert not shakes_hands(authority, file, "192.168.1.21")


def test_another_house_is_not_trusted(tmp_path: Path) -> None:
    other = the_authority(tmp_path / "other", [], now=NOW)
    authority = the_authority(tmp_path / "own", [], now=NOW)

    assert not shakes_hands(other, serve_as(authority, tmp_path, ["mo.local"], now=NOW), "mo.local")


def test_a_stolen_key_speaks_for_no_site_of_the_internet(tmp_path: Path) -> None:
    authority = the_authority(tmp_path, ["mo-pc"], now=NOW)
    forged = tmp_path / "forged.pem"
    certificate = _make_certificate(authority, authority.key, ["example.com"], now=NOW)
    forged.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + _private(authority.key))

    assert "example.com" in names_in(forged)
    assert not shakes_hands(authority, forged, "example.com")
    assert names_in(serve_as(authority, tmp_path, ["example.com", "mo-pc"], now=NOW)) == {"mo-pc"}


def test_what_is_kept_is_used_again(tmp_path: Path) -> None:
    first = the_authority(tmp_path, [], now=NOW)
    served = serve_as(first, tmp_path, ["10.0.0.1"], now=NOW).read_bytes()

    again = the_authority(tmp_path, [], now=NOW + timedelta(days=300))

    assert again.fingerprint == first.fingerprint
    assert serve_as(again, tmp_path, ["10.0.0.1"], now=NOW + timedelta(days=300)).read_bytes() == served


def test_a_new_address_or_a_short_time_renews_the_server_and_not_the_trust(tmp_path: Path) -> None:
    authority = the_authority(tmp_path, [], now=NOW)
    first = serve_as(authority, tmp_path, ["10.0.0.1"], now=NOW).read_bytes()

    moved = serve_as(authority, tmp_path, ["10.0.0.2"], now=NOW).read_bytes()
    old = serve_as(authority, tmp_path, ["10.0.0.2"], now=NOW + timedelta(days=370)).read_bytes()

    assert len({first, moved, old}) == 3
    assert the_authority(tmp_path, [], now=NOW + timedelta(days=370)).pem == authority.pem


def test_an_authority_at_its_end_is_made_anew_and_serves(tmp_path: Path) -> None:
    old = the_authority(tmp_path, [], now=NOW - timedelta(days=3400))
    serve_as(old, tmp_path, ["10.0.0.1"], now=NOW)
    new = the_authority(tmp_path, [], now=NOW)

    assert new.fingerprint != old.fingerprint
    assert shakes_hands(new, serve_as(new, tmp_path, ["10.0.0.1"], now=NOW), "10.0.0.1")


def test_keys_are_the_owner_s_alone(tmp_path: Path) -> None:
    authority = the_authority(tmp_path / "lan", [], now=NOW)
    serve_as(authority, tmp_path / "lan", ["10.0.0.1"], now=NOW)

    assert {file.stat().st_mode & 0o077 for file in (tmp_path / "lan").iterdir()} == {0}
    assert b"PRIVATE" not in authority.pem


def test_the_door_names_its_addresses_in_order(tmp_path: Path) -> None:
    found = ["192.168.1.20", "fd00::7"]
    door = HouseDoor(tmp_path, 8043, now=lambda: NOW, names=("run.home.arpa",), addresses=lambda: found)

    assert door.addresses()[:2] == ["https://192.168.1.20:8043/", "https://[fd00::7]:8043/"]
    assert "https://run.home.arpa:8043/" in door.addresses()
    assert {"192.168.1.20", "fd00::7", "run.home.arpa", "127.0.0.1", "localhost"} <= names_in(
        door.certificate()
    )
    found.append("192.168.1.30")
    assert "192.168.1.30" in names_in(door.certificate())


@pytest.mark.parametrize("address", own_addresses() or ["none"])
def test_no_own_address_is_loopback(address: str) -> None:
    assert not address.startswith(("127.", "fe80", "::1"))
