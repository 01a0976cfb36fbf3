"""Which addresses may be spoken to: public ones, on the ports of the web, and what the user lists.

The tables follow the IANA special-purpose address registries. IPv6 is read the other way round: only
2000::/3 is public at all, so loopback, private, link-local, multicast, IPv4-mapped and NAT64 forms fall
outside it, and the few special blocks inside it are named.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address

_REFUSED_V4 = tuple(
    (IPv4Network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "this machine"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a provider's inner network"),
        ("127.0.0.0/8", "this machine"),
        ("169.254.0.0/16", "the local link"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "a reserved block"),
        ("192.0.2.0/24", "a reserved block"),
        ("192.88.99.0/24", "a tunnel"),
        ("192.168.0.0/16", "a private network"),
        ("198.18.0.0/15", "a reserved block"),
        ("198.51.100.0/24", "a reserved block"),
        ("203.0.113.0/24", "a reserved block"),
        ("224.0.0.0/4", "a multicast group"),
        ("240.0.0.0/4", "a reserved block"),
    )
)
_PUBLIC_V6 = IPv6Network("2000::/3")
_REFUSED_V6 = tuple(
    (IPv6Network(network), kind)
    for network, kind in (
        ("2001::/23", "a tunnel or a reserved block"),
        ("2001:db8::/32", "a reserved block"),
        ("2002::/16", "a tunnel"),
        ("3fff::/20", "a reserved block"),
    )
)
_PORTS = (range(80, 81), range(443, 444), range(8000, 10000))


def refusal(address: str) -> str | None:
    """What is wrong with an IP address as a public one ("a private network", …), or None.

    An address that cannot be read is refused.
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return "an address that cannot be read"
    if isinstance(ip, IPv4Address):
        return next((kind for network, kind in _REFUSED_V4 if ip in network), None)
    if ip.scope_id is not None or ip not in _PUBLIC_V6:
        return "a private, local, mapped or otherwise special address"
    return next((kind for network, kind in _REFUSED_V6 if ip in network), None)


def usual_port(port: int) -> bool:
    """Whether the port is one of the web's: 80, 443, 8000 to 9999."""
    return any(port in ports for ports in _PORTS)


class AllowList:
    """Servers that may be asked although their address or port is not public.

    Args:
        entries: each ``host:port``; an IPv6 host in brackets.
    """

    def __init__(self, entries: Iterable[str]) -> None:
        self._entries = frozenset(entry.strip().lower() for entry in entries)

    def __contains__(self, server: tuple[str, int]) -> bool:
        host, port = server
        name = f"[{host}]" if ":" in host else host
        return f"{name.lower()}:{port}" in self._entries
