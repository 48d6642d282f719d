"""Keys of other services, encrypted before they are kept (AES-256-GCM).

The vault's own key lies in the data folder beside the database, readable by its owner alone. So a copy of the database
without the whole folder gives no key away, and nobody can change one unseen. Whoever can read the whole folder, as
this program must to be able to fetch by itself, can read the keys (docs/wearables.md).
"""

import base64
import binascii
import secrets
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from service.core.errors import WorldError

NONCE_BYTES = 12


class Vault:
    """Seals and opens short texts. `key` gives 32 bytes, the same until everything is erased; asked each time."""

    def __init__(self, key: Callable[[], bytes]) -> None:
        self._key = key

    def seal(self, name: str, text: str) -> str:
        """Give the text encrypted, as text; it opens under the same name alone."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = AESGCM(self._key()).encrypt(nonce, text.encode(), name.encode())
        return base64.b64encode(nonce + sealed).decode("ascii")

    def unseal(self, name: str, sealed: str) -> str:
        """Give the text. Raises WorldError where it was sealed by another key or under another name, or changed."""
        try:
            data = base64.b64decode(sealed, validate=True)
            return AESGCM(self._key()).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], name.encode()).decode()
        except (InvalidTag, binascii.Error, ValueError) as wrong:
            raise WorldError(
                f"The stored key for {name} cannot be opened: vault.key in the data folder is another one. "
                "Connect again.",
                code="key_lost",
            ) from wrong
