"""A certificate authority of this house's own, and the certificate that it gives this server.

A phone gives its microphone to a secure page only, and no public authority vouches for an address at home.
So the house has its own, made once; the owner tells each phone to trust it. To keep that trust small it may
only speak for names of a home network (a critical name constraint, RFC 5280 4.2.1.10): for no site of the
internet. Keys are P-256 and readable by their owner alone.
"""

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_LASTS = timedelta(days=3650)
LASTS = timedelta(days=397)
"""What browsers accept of a server at most."""
RENEW_BEFORE = timedelta(days=30)
STARTS_BEFORE = timedelta(days=1)
"""A phone's clock may be slow."""
HOME_NAMES = ("local", "home.arpa", "internal", "lan", "localhost")
"""Endings that no site of the internet has: RFC 6762, RFC 8375, ICANN's of 2024, and a habit of routers."""


@dataclass(frozen=True, slots=True)
class Authority:
    """The house's own authority."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        """Give what a phone is told to trust; no secret."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def fingerprint(self) -> str:
        """Give the SHA-256 by which an owner can compare it."""
        return self.certificate.fingerprint(hashes.SHA256()).hex(":").upper()

    def may_name(self, name: str) -> bool:
        """Say whether it may speak for this name or address."""
        if _address(name) is not None:
            return True
        allowed = self.certificate.extensions.get_extension_for_class(x509.NameConstraints).value
        endings = [one.value for one in allowed.permitted_subtrees or () if isinstance(one, x509.DNSName)]
        return any(name == ending or name.endswith(f".{ending}") for ending in endings)


def the_authority(folder: Path, names: Iterable[str], *, now: datetime) -> Authority:
    """Give the authority kept in this folder, made where there is none or its time is up.

    `names`: this machine's own, for which a new one may speak beside `HOME_NAMES`.
    """
    key_file, file = folder / "authority.key", folder / "authority.pem"
    if key_file.is_file() and file.is_file():
        kept = Authority(x509.load_pem_x509_certificate(file.read_bytes()), _read_key(key_file))
        if kept.certificate.not_valid_after_utc - now > LASTS:
            return kept
    made = _make_authority(sorted({*HOME_NAMES, *names}), now=now)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(key_file, _private(made.key))
    _write(file, made.pem)
    return made


def serve_as(authority: Authority, folder: Path, names: Collection[str], *, now: datetime) -> Path:
    """Give the file with the certificate and key for these names and addresses; renewed when it must be."""
    file = folder / "server.pem"
    wanted = {name for name in names if authority.may_name(name)}
    if not (file.is_file() and _still_good(file.read_bytes(), authority, wanted, now=now)):
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = _make_certificate(authority, key, sorted(wanted), now=now)
        _write(file, certificate.public_bytes(serialization.Encoding.PEM) + authority.pem + _private(key))
    return file


def _still_good(pem: bytes, authority: Authority, names: Collection[str], *, now: datetime) -> bool:
    kept = x509.load_pem_x509_certificate(pem)
    known = kept.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    said = {str(one.value) for one in known}
    issuer = kept.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value
    same_house = issuer.key_identifier == _key_id(authority.key).digest
    return same_house and set(names) <= said and kept.not_valid_after_utc - now > RENEW_BEFORE


def _make_authority(names: Collection[str], *, now: datetime) -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    who = _named(f"Afterrun at home ({_key_id(key).digest.hex()[:6]})")
    everywhere = [x509.IPAddress(IPv4Network("0.0.0.0/0")), x509.IPAddress(IPv6Network("::/0"))]
    allowed = x509.NameConstraints([*(x509.DNSName(name) for name in names), *everywhere], None)
    draft = (
        _draft(who, who, key, lasts=AUTHORITY_LASTS, now=now)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_may(sign_certificates=True), critical=True)
        .add_extension(allowed, critical=True)
        .add_extension(_key_id(key), critical=False)
    )
    return Authority(draft.sign(key, hashes.SHA256()), key)


def _make_certificate(
    authority: Authority, key: ec.EllipticCurvePrivateKey, names: Collection[str], *, now: datetime
) -> x509.Certificate:
    addresses = [(name, _address(name)) for name in names]
    speaks_for = [x509.DNSName(name) if at is None else x509.IPAddress(at) for name, at in addresses]
    issued_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    draft = (
        _draft(_named("Afterrun"), authority.certificate.subject, key, lasts=LASTS, now=now)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_may(sign_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectAlternativeName(speaks_for), critical=False)
        .add_extension(_key_id(key), critical=False)
        .add_extension(issued_by, critical=False)
    )
    return draft.sign(authority.key, hashes.SHA256())


def _draft(
    who: x509.Name, by: x509.Name, key: ec.EllipticCurvePrivateKey, *, lasts: timedelta, now: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(by)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now.astimezone(UTC) - STARTS_BEFORE)
        .not_valid_after(now.astimezone(UTC) - STARTS_BEFORE + lasts)
    )


def _may(*, sign_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not sign_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=sign_certificates,
        crl_sign=sign_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _key_id(key: ec.EllipticCurvePrivateKey) -> x509.SubjectKeyIdentifier:
    return x509.SubjectKeyIdentifier.from_public_key(key.public_key())


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _address(name: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None


def _read_key(file: Path) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{file.name} holds another kind of key than we write")
    return key


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write(file: Path, data: bytes) -> None:
    """Write it whole, for its owner alone."""
    draft = file.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(data)
    draft.replace(file)
