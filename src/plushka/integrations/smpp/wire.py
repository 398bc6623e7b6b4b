"""Words of SMPP 3.4 on the line; the two that carry messages are written and read by smpp34."""

import struct
from asyncio import StreamReader
from typing import Final, NamedTuple

BIND_TRANSCEIVER: Final = 0x09
SUBMIT_SM: Final = 0x04
DELIVER_SM: Final = 0x05
UNBIND: Final = 0x06
ENQUIRE_LINK: Final = 0x15
GENERIC_NACK: Final = 0x80000000
ANSWER: Final = 0x80000000
"""The bit by which an answer differs from its question."""

OK: Final = 0
UNKNOWN_COMMAND: Final = 0x03
QUEUE_FULL: Final = 0x14
TRY_LATER: Final = 0x64

HEADER = struct.Struct(">IIII")
LONGEST = 70_000
"""Bytes; a payload has 65 535 at most. What says it is longer is no SMPP."""

VERSION = 0x34


class Pdu(NamedTuple):
    """One word of either side: what it is, how it went, which question it belongs to."""

    command: int
    status: int
    number: int
    whole: bytes

    @property
    def text(self) -> str:
        """The C string that the body begins with: a message's id, the other side's name."""
        return self.whole[HEADER.size :].partition(b"\0")[0].decode("ascii", "replace")


class Rubbish(Exception):  # noqa: N818 - a fault said in the trade's words
    """What came over the line is no SMPP."""


def pdu(command: int, number: int, *, status: int = OK, body: bytes = b"") -> bytes:
    """Write one."""
    return HEADER.pack(HEADER.size + len(body), command, status, number) + body


def bind(number: int, *, system_id: str, password: str, system_type: str) -> bytes:
    """Ask to send and to receive."""
    names = b"".join(name.encode("ascii", "replace") + b"\0" for name in (system_id, password))
    body = names + system_type.encode("ascii", "replace") + b"\0" + bytes([VERSION, 0, 0, 0])
    return pdu(BIND_TRANSCEIVER, number, body=body)


async def read(reader: StreamReader) -> Pdu:
    """Wait for the next one; refuses what cannot be one, and says when the line has ended by
    ``IncompleteReadError``.
    """
    head = await reader.readexactly(HEADER.size)
    length, command, status, number = HEADER.unpack(head)
    if not HEADER.size <= length <= LONGEST:
        raise Rubbish
    return Pdu(command, status, number, head + await reader.readexactly(length - HEADER.size))
