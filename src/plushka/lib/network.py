"""Where a request came from: as much of an address as one household or shop has."""

import ipaddress

_HOUSEHOLD = 64
"""Bits of an IPv6 address that a provider gives to one customer; the rest they choose freely."""

_SHORT = {4: 24, 6: 48}
"""Bits that are kept where an address is written down: no household is found by them."""


def household(address: str) -> str:
    """Give what one household asks from: an IPv4 address, or the first half of an IPv6 one.

    What is no such address, as a chat's number, is given back.
    """
    read = _read(address)
    if read is None or read.version == 4:  # noqa: PLR2004 - the version of IP
        return address if read is None else str(read)
    return str(ipaddress.ip_network((read, _HOUSEHOLD), strict=False))


def shortened(address: str) -> str:
    """Give an address without what names a household: ``203.0.113.0/24``; empty for no address."""
    read = _read(address)
    if read is None:
        return ""
    return str(ipaddress.ip_network((read, _SHORT[read.version]), strict=False))


def _read(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        read = ipaddress.ip_address(address.strip().partition("%")[0])
    except ValueError:
        return None
    return getattr(read, "ipv4_mapped", None) or read
