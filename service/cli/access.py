"""The password for those who come from outside this machine."""

import argparse
import getpass
import sys

from adapters.locks.passwords import Locks
from service.app.access import drop_code_key, has_password, set_password
from service.config import Settings
from service.core.errors import InputError
from service.wiring import open_world


def password(arguments: argparse.Namespace, settings: Settings) -> int:
    """Set a new password; every browser has to log in again."""
    with open_world(settings) as world:
        known = has_password(world)
        set_password(world, Locks(), _asked())
        dropped = arguments.without_code and drop_code_key(world)
    print("The new password holds; log in again everywhere." if known else "The password is set.")
    if dropped:
        print("No code of an authenticator app is asked for any more.")
    return 0


def _asked() -> str:
    """Ask twice at a terminal; take one line from a pipe. Raises InputError."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("New password: ")
    if getpass.getpass("Once more: ") != first:
        raise InputError("These were two different passwords, so nothing was changed. Try again.")
    return first
