"""Hand messages to an SMPP server, and hear from it."""

import asyncio
import hashlib
import itertools
import random
from contextlib import suppress
from datetime import UTC, datetime
from typing import ClassVar

from smpp34 import DeliverSm

from plushka.integrations import texting
from plushka.integrations.sending import (
    Accepted,
    Answer,
    Call,
    Forged,
    Inbound,
    Listener,
    Outgoing,
    Refused,
    Report,
    Result,
    Unsure,
)
from plushka.integrations.smpp import line, reading, statuses, wire, writing
from plushka.integrations.smpp.joining import Joiner
from plushka.integrations.smpp.reading import Written
from plushka.integrations.smpp.session import Ended
from plushka.integrations.smpp.settings import Settings

TIDY_SECONDS = 30.0
TRIES_OF_A_PART = 5
"""When a message's first part was taken, the others are pressed: half a message is none."""


class Smpp:
    """A line to one provider for one company."""

    knows_ids: ClassVar[bool] = False

    def __init__(self, settings: Settings) -> None:
        self.at_once = settings.window
        self._settings = settings
        self._references = itertools.count(random.randrange(256))  # noqa: S311 - no secret
        self._joiner = Joiner()
        self._listener: Listener | None = None
        self._line: line.Line | None = None
        self._window = asyncio.Semaphore(settings.window)
        self._tidying: asyncio.Task[None] | None = None

    async def start(self, listener: Listener) -> None:
        """Open the line, and keep it open; it need not be up yet."""
        self._listener = listener
        self._line = line.Line(self._settings, self._take)
        self._tidying = asyncio.create_task(self._tidy())

    async def send(self, message: Outgoing) -> Result:
        """Hand over all parts of a message, one after the other."""
        sender = message.sender or self._settings.sender
        if refused := texting.refusal(message, sender=sender):
            return refused
        parts = writing.parts(
            message, sender=sender, settings=self._settings, reference=next(self._references)
        )
        first = await self._submit(parts[0])
        if not isinstance(first, wire.Pdu):
            return first
        last = first
        for part in parts[1:]:
            answer = await self._pressed(part)
            if not isinstance(answer, wire.Pdu):
                return Unsure(answer.code)
            last = answer
        # Only the last part asks for a report: what became of it became of the message.
        return Accepted(last.text or str(message.id), n_parts=len(parts))

    def read(self, call: Call) -> Answer:  # noqa: ARG002 - the interface's
        """Nobody calls us: all is heard over the line."""
        raise Forged

    async def balance(self) -> int | None:
        """SMPP does not say."""
        return None

    async def check(self) -> str:
        """Try to be let in."""
        if self._line is not None:
            return await self._line.check()
        return await line.check(self._settings)

    async def close(self) -> None:
        """Take leave, and hand over what waits for parts that will not come."""
        if self._line is None or self._tidying is None:
            return
        await self._line.close()
        self._tidying.cancel()
        for written in self._joiner.rest():
            with suppress(Exception):
                await self._hand(written)

    async def _submit(self, part: writing.Part) -> wire.Pdu | Refused | Unsure:
        if self._line is None:
            return Refused("not_connected")
        async with self._window:
            try:
                session = await self._line.session()
                answer = await session.submit(part.numbered)
            except line.NotConnected as missing:
                return Refused(missing.why, retry_after=missing.retry_after)
            except Ended as broken:
                return Unsure("line_broke") if broken.is_written else Refused("line_broke")
            except TimeoutError:
                return Unsure("no_answer")
        if answer.status != wire.OK:
            return statuses.refused(answer.status)
        return answer if answer.command == wire.SUBMIT_SM | wire.ANSWER else Unsure("rubbish")

    async def _pressed(self, part: writing.Part) -> wire.Pdu | Refused | Unsure:
        answer = await self._submit(part)
        for _ in range(1, TRIES_OF_A_PART):
            if not isinstance(answer, Refused) or answer.is_final:
                break
            await asyncio.sleep(answer.retry_after or 1.0)
            answer = await self._submit(part)
        return answer

    async def _take(self, delivered: DeliverSm) -> None:
        """Take in what the server delivered; it is acknowledged when this has ended."""
        heard = reading.read(delivered, receipt_ids=self._settings.receipt_ids)
        if isinstance(heard, Report):
            await self._told(heard)
        elif heard is not None:
            for written in self._joiner.add(heard, asyncio.get_running_loop().time()):
                await self._hand(written)

    async def _hand(self, written: Written) -> None:
        now = datetime.now(UTC)
        text = reading.text(written, alphabet=self._settings.alphabet)
        # SMPP gives messages of people no id: the same words in the same minute are a repeat.
        said = f"{written.sender}\n{written.to}\n{now:%Y%m%d%H%M}\n{written.reference}\n{text}"
        await self._told(
            Inbound(
                id=hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32],
                sender=written.sender,
                text=text,
                to=written.to,
                at=now,
            )
        )
        self._joiner.handed(written, asyncio.get_running_loop().time())

    async def _told(self, heard: Report | Inbound) -> None:
        if self._listener is not None:
            await self._listener(heard)

    async def _tidy(self) -> None:
        while True:
            await asyncio.sleep(TIDY_SECONDS)
            for written in self._joiner.overdue(asyncio.get_running_loop().time()):
                with suppress(Exception):
                    await self._hand(written)


def open_channel(settings: Settings) -> Smpp:
    """Make the channel."""
    return Smpp(settings)
