"""One connection to an SMPP server, from the bind to its end.

A message or report that comes in is acknowledged after it was taken in, never before: a worker
that is killed between has it told again. That is why the session is ours, and only the words of
messages are left to a library: those that hold sessions acknowledge first.
"""

import asyncio
from asyncio import Future, StreamReader, StreamWriter, Task
from collections.abc import Awaitable, Callable
from contextlib import suppress

from smpp34 import DeliverSm, SmppError, decode

from plushka.integrations import dialling
from plushka.integrations.smpp import wire

type Taker = Callable[[DeliverSm], Awaitable[None]]

MOST_UNDER_WAY = 5000
"""So many messages and reports may be being taken in; more are asked to come later."""

LAST_NUMBER = 0x7FFFFFFF


class Ended(Exception):  # noqa: N818 - a fault said in the trade's words
    """The connection has ended. ``is_written``: after the question had gone out."""

    def __init__(self, *, is_written: bool) -> None:
        self.is_written = is_written


class BindRefused(Exception):  # noqa: N818 - a fault said in the trade's words
    """The server does not let us in, and says this number."""

    def __init__(self, status: int) -> None:
        self.status = status


class Session:
    """Questions and answers of one connection; made by ``opened``."""

    def __init__(
        self, reader: StreamReader, writer: StreamWriter, *, take: Taker, answer_within: float
    ) -> None:
        self._reader, self._writer = reader, writer
        self._take = take
        self._answer_within = answer_within
        self._number = 0
        self._waiting: dict[int, Future[wire.Pdu]] = {}
        self._taken: set[Task[None]] = set()
        self._reading = asyncio.create_task(self._read())
        self.peer = ""

    @property
    def is_over(self) -> bool:
        """Whether nothing more can be asked."""
        return self._reading.done()

    async def bind(self, *, system_id: str, password: str, system_type: str) -> None:
        """Say who we are; refuses what the server refuses."""
        answer = await self._ask(
            lambda number: wire.bind(
                number, system_id=system_id, password=password, system_type=system_type
            )
        )
        if answer.status != wire.OK:
            raise BindRefused(answer.status)
        self.peer = answer.text

    async def submit(self, write: Callable[[int], bytes]) -> wire.Pdu:
        """Hand a message over and wait for the answer; ``write`` is given its number."""
        return await self._ask(write)

    async def watch(self, every: float) -> None:
        """Ask at times whether the server is there, until the connection has ended."""
        while not self.is_over:
            await asyncio.wait([self._reading], timeout=every)
            if not self.is_over:
                with suppress(Ended, TimeoutError):
                    await self._ask(lambda number: wire.pdu(wire.ENQUIRE_LINK, number))
                    continue
                self._writer.transport.abort()
        await self._settled()

    async def close(self) -> None:
        """Take leave, wait for what is being taken in, and hang up."""
        with suppress(Ended, TimeoutError):
            await self._ask(lambda number: wire.pdu(wire.UNBIND, number))
        await asyncio.gather(*self._taken, return_exceptions=True)
        self._reading.cancel()
        await self._settled()

    async def _ask(self, write: Callable[[int], bytes]) -> wire.Pdu:
        if self.is_over or self._writer.is_closing():
            raise Ended(is_written=False)
        self._number = self._number % LAST_NUMBER + 1
        number = self._number
        answered: Future[wire.Pdu] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answered
        try:
            self._writer.write(write(number))
            async with asyncio.timeout(self._answer_within):
                return await answered
        finally:
            del self._waiting[number]

    async def _read(self) -> None:
        """Hear the server until it ends, hangs up or talks rubbish."""
        try:
            while (heard := await wire.read(self._reader)).command != wire.UNBIND:
                self._hear(heard)
            self._say(wire.UNBIND | wire.ANSWER, heard.number)
        except (OSError, asyncio.IncompleteReadError, wire.Rubbish):
            pass
        finally:
            self._writer.close()
            for answered in self._waiting.values():
                if not answered.done():
                    answered.set_exception(Ended(is_written=True))

    def _hear(self, heard: wire.Pdu) -> None:
        if heard.command & wire.ANSWER:
            answered = self._waiting.get(heard.number)
            if answered is not None and not answered.done():
                answered.set_result(heard)
        elif heard.command == wire.DELIVER_SM:
            self._deliver(heard)
        elif heard.command == wire.ENQUIRE_LINK:
            self._say(wire.ENQUIRE_LINK | wire.ANSWER, heard.number)
        else:
            self._say(wire.GENERIC_NACK, heard.number, wire.UNKNOWN_COMMAND)

    def _deliver(self, heard: wire.Pdu) -> None:
        if len(self._taken) >= MOST_UNDER_WAY:
            self._say(wire.DELIVER_SM | wire.ANSWER, heard.number, wire.QUEUE_FULL)
            return
        try:
            delivered = decode(heard.whole)
        except SmppError:
            delivered = None
        if not isinstance(delivered, DeliverSm):
            # Yes to what nobody can read: it would be told again for days.
            self._say(wire.DELIVER_SM | wire.ANSWER, heard.number)
            return
        taking = asyncio.create_task(self._take_in(delivered, heard.number))
        self._taken.add(taking)
        taking.add_done_callback(self._taken.discard)

    async def _take_in(self, delivered: DeliverSm, number: int) -> None:
        try:
            await self._take(delivered)
        except Exception:  # noqa: BLE001 - whatever went wrong, it was not kept: tell it again
            status = wire.TRY_LATER
        else:
            status = wire.OK
        self._say(wire.DELIVER_SM | wire.ANSWER, number, status)

    def _say(self, command: int, number: int, status: int = wire.OK) -> None:
        if not self._writer.is_closing():
            body = b"\0" if command == wire.DELIVER_SM | wire.ANSWER else b""
            self._writer.write(wire.pdu(command, number, status=status, body=body))

    async def _settled(self) -> None:
        await asyncio.gather(*self._taken, self._reading, return_exceptions=True)


async def opened(
    host: str, port: int, *, tls: bool, take: Taker, answer_within: float, within: float
) -> Session:
    """Connect, without a bind yet; fails by ``OSError`` or ``TimeoutError``."""
    async with asyncio.timeout(within):
        reader, writer = await dialling.connected(host, port, tls=tls)
    return Session(reader, writer, take=take, answer_within=answer_within)
