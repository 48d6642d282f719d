"""Passwords as Argon2id hashes, and codes of an authenticator app: nothing here keeps anything.

The cost is argon2-cffi's default, which is RFC 9106's second choice (64 MiB, 3 passes, 4 lanes).
Codes are RFC 6238: six digits, thirty seconds.
"""

import hmac
from datetime import datetime

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

STEP_S = 30


class Locks:
    """The `Locks` port of `service.app.access`."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    def seal(self, password: str) -> str:
        """Give what may be kept of a password."""
        return self._hasher.hash(password)

    def opens(self, sealed: str, password: str) -> bool:
        """Say whether this is the password."""
        try:
            return self._hasher.verify(sealed, password)
        except (VerificationError, InvalidHashError):
            return False

    def new_code_key(self) -> str:
        """Give the secret that an authenticator app and we shall share, in base 32."""
        return pyotp.random_base32()

    def code_address(self, key: str) -> str:
        """Give the otpauth address that the app reads from a QR code."""
        return pyotp.TOTP(key).provisioning_uri(name="home", issuer_name="Afterrun")

    def code_step(self, key: str, code: str, *, at: datetime) -> int | None:
        """Give the time step whose code this is, one step early or late at most; None for a wrong code."""
        totp = pyotp.TOTP(key)
        now = int(at.timestamp()) // STEP_S
        given = code.replace(" ", "").encode()
        fits = [
            step
            for step in (now - 1, now, now + 1)
            if hmac.compare_digest(totp.generate_otp(step).encode(), given)
        ]
        return max(fits, default=None)
