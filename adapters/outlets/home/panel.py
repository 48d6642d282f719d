"""Sensors and buttons on Home Assistant's panel, by MQTT discovery: it makes the device of what is told here once.

Source: Home Assistant, MQTT device discovery (2024.11): one retained message describes the device, its parts
share one state topic, and a last will says when we are gone.
"""

import json
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib.metadata import version
from urllib.parse import unquote, urlsplit

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from service.core.errors import InputError

log = logging.getLogger(__name__)

DISCOVERY = "homeassistant/device/afterrun/config"
ROOT = "afterrun"
STATE, HERE, PRESSED = f"{ROOT}/state", f"{ROOT}/here", f"{ROOT}/press"
BUTTONS: Mapping[str, str] = {"start_session": "Start today's session", "check_in": "Ask how my legs feel"}
MOST_BYTES = 64
"""Of a press: the name of a button."""


class Panel:
    """The connection to a broker; it comes back by itself. `url`: mqtt://user:password@host:1883."""

    def __init__(self, url: str, *, pressed: Callable[[str], None] | None) -> None:
        at = urlsplit(url)
        if at.scheme not in {"mqtt", "mqtts"} or not at.hostname:
            raise InputError("AFTERRUN_MQTT is an address such as mqtt://user:password@host:1883.")
        self._pressed = pressed
        self._state: bytes | None = None
        self._client = mqtt.Client(CallbackAPIVersion.VERSION2)
        if at.username:
            self._client.username_pw_set(unquote(at.username), unquote(at.password or ""))
        if at.scheme == "mqtts":
            self._client.tls_set()
        self._client.will_set(HERE, "offline", qos=1, retain=True)
        self._client.on_connect = self._connected
        self._client.on_message = self._told
        self._client.connect_async(at.hostname, at.port or (8883 if at.scheme == "mqtts" else 1883))

    def start(self) -> None:
        """Connect, and stay so."""
        self._client.loop_start()

    def stop(self) -> None:
        """Say that we are gone, and go."""
        if self._client.is_connected():
            with suppress(RuntimeError):  # it has gone in this very moment
                self._client.publish(HERE, "offline", qos=1, retain=True).wait_for_publish(2)
        self._client.disconnect()
        self._client.loop_stop()

    def show(self, state: Mapping[str, object]) -> None:
        """Show this; the same again is not sent."""
        told = json.dumps(state).encode()
        if told != self._state:
            self._state = told
            self._client.publish(STATE, told, qos=1, retain=True)

    def _connected(
        self, client: mqtt.Client, _data: object, _flags: object, reason: object, _more: object
    ) -> None:
        if getattr(reason, "is_failure", False):
            log.warning("the broker did not take us reason=%s", reason)
            return
        client.publish(
            DISCOVERY, json.dumps(described(buttons=self._pressed is not None)), qos=1, retain=True
        )
        client.publish(HERE, "online", qos=1, retain=True)
        if self._state is not None:
            client.publish(STATE, self._state, qos=1, retain=True)
        if self._pressed is not None:
            client.subscribe(PRESSED, qos=1)

    def _told(self, _client: mqtt.Client, _data: object, message: mqtt.MQTTMessage) -> None:
        """Hand on a press of ours; a retained one was pressed long ago."""
        name = message.payload[:MOST_BYTES].decode("ascii", "replace")
        if self._pressed is not None and name in BUTTONS and not message.retain:
            self._pressed(name)


def described(*, buttons: bool) -> dict[str, object]:
    """Give the device as Home Assistant reads it. `buttons`: there is a satellite that they would speak through."""
    parts: dict[str, dict[str, object]] = {
        "load": {
            "p": "sensor",
            "name": "Training load",
            "icon": "mdi:run",
            "value_template": "{{ value_json.load }}",
        },
        "soreness": {
            "p": "sensor",
            "name": "Soreness",
            "icon": "mdi:human",
            "state_class": "measurement",
            "value_template": "{{ value_json.soreness }}",
        },
        "check_in_due": {
            "p": "binary_sensor",
            "name": "Check-in due",
            "icon": "mdi:clipboard-question-outline",
            "value_template": "{{ value_json.check_in_due }}",
        },
    }
    for part in parts.values():
        part["state_topic"] = STATE
    pressable = BUTTONS if buttons else {}
    for key, says in pressable.items():
        parts[key] = {"p": "button", "name": says, "command_topic": PRESSED, "payload_press": key}
    for key, part in parts.items():
        part["unique_id"] = f"afterrun_{key}"
    return {
        "dev": {"ids": ["afterrun"], "name": "Afterrun", "mf": "Afterrun", "sw": version("afterrun")},
        "o": {"name": "Afterrun", "sw": version("afterrun")},
        "availability_topic": HERE,
        "cmps": parts,
    }
