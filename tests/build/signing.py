"""Amazon's part of a skill, with a chain of certificates of our own: signed requests, right ones and wrong ones."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from cryptography.x509.verification import Store

URL = "https://s3.amazonaws.com/echo.api/echo-api-cert-99.pem"
SKILL = "amzn1.ask.skill.mine"
_NUMBERS = count(1)


@cache
def key(name: str) -> rsa.RSAPrivateKey:
    del name
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def other_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def certificate(  # a certificate has many parts
    name: str,
    by: str,
    at: datetime,
    *,
    names: Sequence[str] = ("echo-api.amazon.com",),
    ca: bool = False,
    days: tuple[int, int] = (-30, 60),
    public: Any = None,
) -> x509.Certificate:
    public = public or key(name).public_key()
    made = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(by))
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at + timedelta(days=days[0]))
        .not_valid_after(at + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(key(by).public_key()), critical=False
        )
    )
    if ca:
        usage = dict.fromkeys(
            ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
             "key_agreement", "encipher_only", "decipher_only"), False,
        )  # fmt: skip
        made = made.add_extension(x509.KeyUsage(key_cert_sign=True, crl_sign=True, **usage), critical=True)
    else:
        made = made.add_extension(
            x509.SubjectAlternativeName([x509.DNSName(one) for one in names]), critical=False
        ).add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    return made.sign(key(by), SHA256())


def pem(*certificates: x509.Certificate) -> bytes:
    return b"".join(one.public_bytes(Encoding.PEM) for one in certificates)


@dataclass
class Amazon:
    """Signs requests to our skill."""

    at: datetime
    chain: bytes = b""
    fetched: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chain = self.chain or pem(self.leaf(), self.middle())

    def leaf(self, **parts: Any) -> x509.Certificate:
        return certificate("leaf", "middle", self.at, **parts)

    def middle(self) -> x509.Certificate:
        return certificate("middle", "root", self.at, ca=True, names=())

    def roots(self) -> Store:
        return Store([certificate("root", "root", self.at, ca=True, names=())])

    def fetch(self, url: str) -> bytes:
        self.fetched.append(url)
        return self.chain

    def body(self, request: dict[str, Any], **context: Any) -> dict[str, Any]:
        application = {"applicationId": SKILL}
        stamped = {"requestId": f"r{next(_NUMBERS)}", "timestamp": self.at.strftime("%Y-%m-%dT%H:%M:%SZ")}
        return {
            "version": "1.0",
            "session": {"application": application, "attributes": {}, "new": False},
            "context": {"System": {"application": application}, **context},
            "request": {"locale": "en-GB", **stamped, **request},
        }


def signed(body: bytes, *, by: str = "leaf", url: str = URL, old: bool = False) -> dict[str, str]:
    """Give the headers of a request."""
    signature = key(by).sign(body, padding.PKCS1v15(), SHA1() if old else SHA256())  # noqa: S303  # the wrong one
    return {"signature-256": base64.b64encode(signature).decode(), "signaturecertchainurl": url}


def as_sent(body: dict[str, Any]) -> bytes:
    return json.dumps(body).encode()
