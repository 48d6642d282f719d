"""Is this request really Alexa's? Every rule of Amazon's "Verify that the request was sent by Alexa".

The SDK that would check this does not import beside a current OpenSSL, so it is done here with `cryptography`:
where the certificates come from, their chain and name, the signature over the very bytes, the time, and that
nobody sends the same request twice.
"""

import base64
import binascii
import json
import posixpath
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from urllib.parse import unquote, urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from service.core.errors import InputError, WorldError

NAME = "echo-api.amazon.com"
HOST, FOLDER = "s3.amazonaws.com", "/echo.api/"
WINDOW = timedelta(seconds=150)
LARGEST_CHAIN = 64 * 1024

Fetch = Callable[[str], bytes]
"""Gives what is at this address. Raises WorldError."""


class SkillRequests:
    """Judges the requests to one skill. May be used from several threads."""

    def __init__(self, skill_id: str, roots: Store, *, fetch: Fetch, now: Callable[[], datetime]) -> None:
        self._skill_id, self._roots, self._fetch, self._now = skill_id, roots, fetch, now
        self._chains: dict[str, bytes] = {}
        self._seen: dict[str, datetime] = {}
        self._lock = Lock()

    def check(self, headers: Mapping[str, str], body: bytes) -> Mapping[str, object]:
        """Give the request's JSON; `headers` by their names in lower case.

        Raises InputError `not_alexa` for any that is not Alexa's, and WorldError.
        """
        signature = _signature(headers.get("signature-256"))
        url = chain_url(headers.get("signaturecertchainurl"))
        self._key_of(url).verify(signature, body)
        told = _json(body)
        self._check_content(told)
        return told

    def _key_of(self, url: str) -> "_Key":
        known = self._chains.get(url)
        if known is not None:
            with suppress(InputError):  # it has run out: there is a newer one
                return _Key(known, self._roots, now=self._now())
        chain = self._fetch(url)
        key = _Key(chain, self._roots, now=self._now())
        self._chains = {url: chain}
        return key

    def _check_content(self, told: Mapping[str, object]) -> None:
        try:
            request = told["request"]
            at = datetime.fromisoformat(request["timestamp"])  # type: ignore[index]
            name, skill = request["requestId"], _skill_of(told)  # type: ignore[index]
            apart = abs(self._now() - at)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise _refused("lacks what every request has") from None
        if skill != self._skill_id:
            raise _refused("is for another skill")
        if apart > WINDOW:
            raise _refused("is too old, or a clock is wrong")
        self._once(str(name))

    def _once(self, name: str) -> None:
        with self._lock:
            now = self._now()
            self._seen = {one: at for one, at in self._seen.items() if now - at <= 2 * WINDOW}
            if name in self._seen:
                raise _refused("was sent before")
            self._seen[name] = now


class _Key:
    """The key of the certificate that holds: its chain ends at a known root, and it is Alexa's."""

    def __init__(self, pem: bytes, roots: Store, *, now: datetime) -> None:
        try:
            leaf, *others = x509.load_pem_x509_certificates(pem)
            verifier = PolicyBuilder().store(roots).time(now).build_server_verifier(x509.DNSName(NAME))
            verifier.verify(leaf, others)
            key = leaf.public_key()
        except (ValueError, VerificationError):
            raise _refused("is signed by a certificate that does not hold") from None
        if not isinstance(key, RSAPublicKey):
            raise _refused("is signed by another kind of key")
        self._key = key

    def verify(self, signature: bytes, body: bytes) -> None:
        try:
            self._key.verify(signature, body, PKCS1v15(), SHA256())
        except InvalidSignature:
            raise _refused("does not have the right signature") from None


def chain_url(said: str | None) -> str:
    """Give the address of the certificates. Raises InputError `not_alexa` for any that is not Amazon's."""
    try:
        url = urlsplit(said or "")
        port = url.port
    except ValueError:
        raise _refused("names no address of certificates") from None
    path = posixpath.normpath(unquote(url.path)) if url.path else ""
    plain = url.scheme.lower() == "https" and (url.hostname or "") == HOST and port in {None, 443}
    if not plain or url.username is not None or not path.startswith(FOLDER):
        raise _refused("names certificates that are not Amazon's")
    return f"https://{HOST}{path}"


def fetch_chain(url: str) -> bytes:
    """Give the certificates at this address of Amazon's. Raises WorldError."""
    import requests

    try:
        answer = requests.get(url, timeout=5, allow_redirects=False, stream=True)
        if answer.status_code == 200:
            return answer.raw.read(LARGEST_CHAIN, decode_content=True)  # type: ignore[no-any-return]
    except requests.RequestException:
        pass
    raise WorldError("Amazon's certificates cannot be fetched now.", code="no_chain")


def known_roots() -> Store:
    """Give the certificate authorities that this house trusts for the web."""
    import certifi

    with warnings.catch_warnings():  # one old root has a serial number that nobody gives out any more
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        return Store(x509.load_pem_x509_certificates(Path(certifi.where()).read_bytes()))


def _signature(said: str | None) -> bytes:
    try:
        return base64.b64decode(said or "", validate=True) if said else _missing()
    except binascii.Error:
        raise _refused("does not have the right signature") from None


def _missing() -> bytes:
    raise _refused("is not signed")


def _json(body: bytes) -> Mapping[str, object]:
    try:
        told = json.loads(body)
    except ValueError:
        raise _refused("is no JSON") from None
    if not isinstance(told, dict):
        raise _refused("is no JSON object")
    return told


def _skill_of(told: Mapping[str, object]) -> object:
    """Give whose request it is; the session has it as well, where there is one, and must agree."""
    system = told["context"]["System"]["application"]["applicationId"]  # type: ignore[index]
    session = told.get("session")
    named = session["application"]["applicationId"] if isinstance(session, dict) else system
    return system if named == system else None


def _refused(why: str) -> InputError:
    return InputError(f"This request {why}, so it was not taken.", code="not_alexa")
