"""By which names and addresses others can reach this machine."""

import socket


def own_names() -> frozenset[str]:
    """Give the names of this machine, in lower case: its own, and as the home network's name service says it."""
    own = socket.gethostname().lower()
    short = own.split(".")[0]
    return frozenset({own, short, f"{short}.local"}) - {""}
