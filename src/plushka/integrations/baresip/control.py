"""What baresip's module ``ctrl_tcp`` says and is told: JSON, each with its length before it."""

import asyncio

import msgspec

LONGEST = 100_000


class Told(msgspec.Struct, frozen=True):
    """An event of a call, or the answer to a command."""

    event: bool = False
    response: bool = False
    type: str = ""
    direction: str = ""
    param: str = ""
    ok: bool = False


class Rubbish(ValueError):  # noqa: N818 - a fault said in the trade's words
    """This is not baresip."""


def command(name: str, params: str = "") -> bytes:
    """Write a command."""
    text = msgspec.json.encode({"command": name, "params": params})
    return b"%d:%b," % (len(text), text)


async def read(reader: asyncio.StreamReader) -> Told:
    """Read what comes next; raises ``Rubbish``, and ``EOFError`` where the line ends."""
    try:
        length = await _length(reader)
        text = await reader.readexactly(length + 1)
        if text[-1:] != b",":
            raise Rubbish
        return msgspec.json.decode(text[:-1], type=Told)
    except (msgspec.DecodeError, asyncio.LimitOverrunError) as fault:
        raise Rubbish from fault


async def _length(reader: asyncio.StreamReader) -> int:
    digits = (await reader.readuntil(b":"))[:-1]
    if not digits.isdigit() or int(digits[:9]) > LONGEST:
        raise Rubbish
    return int(digits)
