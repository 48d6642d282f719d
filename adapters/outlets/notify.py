"""Reminders by apprise: ntfy, e-mail, Telegram, Home Assistant and whatever else it knows an address for."""

import logging
from hashlib import sha256

from apprise import Apprise

from service.core.errors import InputError, WorldError


class AppriseOutlet:
    """One address. It may hold a password, so it is neither shown nor logged."""

    def __init__(self, url: str) -> None:
        logging.getLogger("apprise").setLevel(logging.CRITICAL)  # it would write addresses and texts
        self._apprise = Apprise()
        if not self._apprise.add(url):
            raise InputError("One of the addresses in AFTERRUN_NOTIFY is none that apprise knows.")
        self.name = f"apprise-{sha256(url.encode()).hexdigest()[:8]}"

    def send(self, title: str, body: str) -> None:
        """Send it. Raises WorldError when the other side did not take it."""
        if not self._apprise.notify(title=title, body=body):
            raise WorldError("The reminder was not taken.", code="not_delivered")
