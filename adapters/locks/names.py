"""By which names and addresses others can reach this machine."""

import socket
from ipaddress import ip_address

import ifaddr


def own_names() -> frozenset[str]:
    """Give the names of this machine, in lower case: its own, and as the home network's name service says it."""
    own = socket.gethostname().lower()
    short = own.split(".")[0]
    return frozenset({own, short, f"{short}.local"}) - {""}


def own_addresses() -> list[str]:
    """Give the addresses others can use, the likeliest first: of the network that leads out, then IPv4 before IPv6."""
    found = {
        ip_address(one.ip if isinstance(one.ip, str) else one.ip[0])
        for adapter in ifaddr.get_adapters()
        for one in adapter.ips
    }
    reachable = [one for one in found if not (one.is_loopback or one.is_link_local or one.is_multicast)]
    leads_out = _leads_out()
    return [
        str(one) for one in sorted(reachable, key=lambda one: (str(one) != leads_out, one.version, int(one)))
    ]


def _leads_out() -> str | None:
    """Give the address that packets to elsewhere would carry; none is sent to find out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address of RFC 5737, which belongs to nobody
        except OSError:
            return None
        return str(probe.getsockname()[0])
