"""Where our server may connect to, whatever host a company typed.

Never to addresses that answer only because it is our machine that asks: link-local ones and those
at which clouds tell a machine its own secrets. With ``PLUSHKA_PRIVATE_HOSTS=refuse`` neither to
this machine and its private network, where companies that do not trust each other live together.
It is the address that is looked at and never the name, for a name may mean another one next time.
"""

import asyncio
import os
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

import httpcore

REFUSE = "refuse"

_NEVER = tuple(
    map(
        ip_network,
        (
            *("169.254.0.0/16", "fe80::/10"),
            *("100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32", "fd00:ec2::/32"),
        ),
    )
)
"""Link-local; then what Alibaba, Azure, Oracle and Amazon keep for their machines."""

_NAT64 = ip_network("64:ff9b::/96")


class Forbidden(OSError):  # noqa: N818 - a fault said in the trade's words
    """Nobody is called there."""

    def __init__(self) -> None:
        super().__init__("This server connects to no such address.")


def check(address: str) -> None:
    """Refuse an address; raises ``Forbidden``."""
    try:
        meant = _meant(ip_address(address.partition("%")[0]))
    except ValueError:
        raise Forbidden from None
    if any(meant in net for net in _NEVER) or meant.is_multicast or meant.is_unspecified:
        raise Forbidden
    if os.environ.get("PLUSHKA_PRIVATE_HOSTS") == REFUSE and not meant.is_global:
        raise Forbidden


async def check_host(host: str, port: int) -> None:
    """Refuse a host one of whose addresses is refused; raises ``OSError``."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port)
    _check_all(str(place[0]) for *_rest, place in found)


async def connected(
    host: str, port: int, *, tls: bool = False
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Connect; not a byte is written where it is refused. Raises ``OSError``."""
    await check_host(host, port)
    reader, writer = await asyncio.open_connection(host, port, ssl=tls or None)
    try:
        check(str(writer.get_extra_info("peername")[0]))
    except Forbidden:
        writer.transport.abort()
        raise
    return reader, writer


class Dialler(httpcore.AnyIOBackend):
    """Opens the connections of HTTP clients."""

    async def connect_tcp(self, *place: Any, **more: Any) -> httpcore.AsyncNetworkStream:
        """Connect; not a byte is written where it is refused."""
        stream = await super().connect_tcp(*place, **more)
        try:
            check(str(stream.get_extra_info("server_addr")[0]))
        except Forbidden:
            await stream.aclose()
            raise
        return stream


def _check_all(addresses: Iterable[str]) -> None:
    for address in addresses:
        check(address)


def _meant(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Give the older address that a newer one is written for."""
    if not isinstance(address, IPv6Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
