"""Reminders to a browser that asked for them, through the push service that the browser's maker runs.

What passes there is encrypted for that browser (RFC 8291) and signed with this house's own key (RFC 8292);
the service sees that something was sent, when, and to which browser. The address of a subscription is a
secret: whoever has it and the key can send, so neither is logged.
"""

import base64
import json
import logging
from collections.abc import Callable, Mapping
from hashlib import sha256

import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02
from pywebpush import WebPushException, webpush

from service.core.errors import WorldError

KEPT_S = 12 * 3600
"""How long the service keeps it for a phone that is off; as long as a reminder is worth anything."""
PATIENCE_S = 10.0
CONTACT = "mailto:afterrun@example.org"
"""Push services want somebody to write to. A name that belongs to nobody: who lives here is not their business."""


def push_key(seed: bytes) -> ec.EllipticCurvePrivateKey:
    """Give the house's signing key from its 32 secret bytes."""
    return ec.derive_private_key(int.from_bytes(seed, "big") or 1, ec.SECP256R1())


def public_key(seed: bytes) -> str:
    """Give what a browser must know to subscribe: base64url of the uncompressed point."""
    point = push_key(seed).public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )  # fmt: skip
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


class WebPushOutlet:
    """One browser. `gone` is called when its service says that it wants no more."""

    def __init__(
        self, subscription: Mapping[str, object], seed: Callable[[], bytes], gone: Callable[[], None]
    ) -> None:
        logging.getLogger("urllib3").setLevel(logging.WARNING)  # it would write the address
        self._subscription, self._seed, self._gone = dict(subscription), seed, gone
        self.name = f"push-{sha256(str(subscription['endpoint']).encode()).hexdigest()[:8]}"

    def send(self, title: str, body: str) -> None:
        """Send it. Raises WorldError when the service did not take it."""
        with requests.Session() as session:
            session.max_redirects = 0  # a push service has no reason to send us elsewhere
            try:
                webpush(
                    self._subscription,
                    json.dumps({"title": title, "body": body}),
                    Vapid02(push_key(self._seed())),
                    {"sub": CONTACT},
                    timeout=PATIENCE_S,
                    ttl=KEPT_S,
                    requests_session=session,
                )
            except WebPushException as refused:
                status = refused.response.status_code if refused.response is not None else None
                if status in {404, 410}:
                    self._gone()
                raise WorldError("The reminder was not taken.", code="not_delivered") from None
            except (requests.RequestException, ValueError):
                raise WorldError("The push service cannot be reached.", code="not_delivered") from None
