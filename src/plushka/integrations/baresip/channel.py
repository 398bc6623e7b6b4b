"""Calls people by a baresip that runs beside this server, one call at a time.

The call ends with the sound that is played; who presses a key ends it at once. Whether somebody
answered, and what they pressed, is reported when the call is over.
"""

import asyncio
import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, ClassVar

import msgspec

from plushka.integrations import dialling, speech
from plushka.integrations.baresip import control
from plushka.integrations.sending import (
    Accepted,
    Answer,
    Call,
    Forged,
    Listener,
    Outgoing,
    Refused,
    Report,
    Result,
    Trouble,
    Unsure,
)

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 5.0
"""Baresip says at once whether it dials."""
LONGEST_CALL_SECONDS = 180.0
PHONE = re.compile(r"\+?[0-9]{5,15}")


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A baresip with the modules ``menu``, ``ctrl_tcp`` and ``aufile``."""

    domain: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9.:\[\]-]+$")]
    """The SIP provider that calls go through: ``sip.provider.example``."""
    sound: Annotated[str, msgspec.Meta(pattern=r"^/.+\.wav$")]
    """The file that ``audio_source aufile`` of its configuration names; we write it."""
    host: str = "127.0.0.1"
    """Where its ``ctrl_tcp`` listens."""
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 4444
    """The port of ``ctrl_tcp``."""
    wait_seconds: Annotated[int, msgspec.Meta(ge=1, le=30)] = 10
    """How long to wait for a key after the text was said."""


@dataclass(slots=True)
class Ongoing:
    """A call, from dialling to its end."""

    id: str
    dialled: "asyncio.Future[bool]"
    over: asyncio.Event = field(default_factory=asyncio.Event)
    is_answered: bool = False
    pressed: str = ""


class Line:
    """One telephone line."""

    knows_ids: ClassVar[bool] = False
    at_once = 1

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._free = asyncio.Lock()
        self._listener: Listener | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._reading: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None
        self._call: Ongoing | None = None

    async def start(self, listener: Listener) -> None:
        """Take the listener; the line is taken up with the first call."""
        self._listener = listener

    async def send(self, message: Outgoing) -> Result:
        """Say the text to somebody by telephone, once the call before has ended."""
        if not PHONE.fullmatch(message.to):
            return Refused("bad_address", is_final=True)
        await self._free.acquire()
        result: Result = Unsure("no_answer")
        try:
            result = await self._dial(message)
        finally:
            if not isinstance(result, Accepted):
                self._call = None
                self._free.release()
        return result

    def read(self, call: Call) -> Answer:  # noqa: ARG002 - the interface's
        """A telephone line calls no address of ours."""
        raise Forged

    async def balance(self) -> int | None:
        """Only the SIP provider knows."""
        return None

    async def check(self) -> str:
        """Look whether baresip is there and the text can be said, without calling anybody."""
        try:
            await speech.spoken("1", language="ru")
            Path(self._settings.sound).parent.joinpath(".plushka").touch()
            await self._connected()
        except (OSError, TimeoutError):
            raise Trouble("Baresip is not reached, or its sound cannot be written.") from None
        return self._settings.domain

    async def close(self) -> None:
        """Let the call that goes on end, then leave the line."""
        if self._watching is not None:
            await self._watching
        await self._leave()

    async def _dial(self, message: Outgoing) -> Result:
        try:
            sound = await self._said(message)
            writer = await self._connected()
            await asyncio.to_thread(Path(self._settings.sound).write_bytes, sound)
        except Trouble:
            return Refused("no_speech")
        except (OSError, TimeoutError):
            return Refused("no_connection")
        call = Ongoing(str(message.id), asyncio.get_running_loop().create_future())
        self._call = call
        phone = message.to.removeprefix("+")
        try:
            writer.write(control.command("dial", f"sip:{phone}@{self._settings.domain}"))
            await writer.drain()
            async with asyncio.timeout(ANSWER_SECONDS):
                if not await call.dialled:
                    return Refused("not_dialled")
        except (OSError, EOFError, TimeoutError):
            await self._leave()
            return Unsure("no_answer")
        self._watching = asyncio.create_task(self._watch(call))
        return Accepted(provider_id=call.id)

    async def _said(self, message: Outgoing) -> bytes:
        wait = self._settings.wait_seconds if message.is_answered else 1
        return await speech.spoken(
            speech.aloud(message), language=message.language, wait_seconds=float(wait)
        )

    async def _watch(self, call: Ongoing) -> None:
        """Keep the line taken until the call is over."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_CALL_SECONDS):
                await call.over.wait()
        self._call = None
        self._free.release()

    async def _connected(self) -> asyncio.StreamWriter:
        if self._writer is None or self._reading is None or self._reading.done():
            await self._leave()
            async with asyncio.timeout(CONNECT_SECONDS):
                place = self._settings.host, self._settings.port
                reader, self._writer = await dialling.connected(*place)
            self._reading = asyncio.create_task(self._listen(reader))
        return self._writer

    async def _leave(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            with suppress(asyncio.CancelledError):
                await self._reading
        if self._writer is not None:
            self._writer.close()
        self._reading = self._writer = None

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        try:
            while True:
                told = await control.read(reader)
                if self._call is not None:
                    await self._hear(told, self._call)
        except (EOFError, OSError, control.Rubbish):
            if self._call is not None:
                self._end(self._call)

    async def _hear(self, told: control.Told, call: Ongoing) -> None:
        """Follow the call. Calls that come in are none of ours."""
        if told.response and not call.dialled.done():
            call.dialled.set_result(told.ok)
        elif not told.event or told.direction != "outgoing":
            return
        elif told.type == "CALL_ESTABLISHED":
            call.is_answered = True
        elif told.type == "CALL_DTMF_START" and not call.pressed:
            call.pressed = told.param[:1]
            self._hang_up()
        elif told.type == "CALL_CLOSED":
            self._end(call)
            await self._report(call, told.param)

    def _hang_up(self) -> None:
        if self._writer is not None:
            self._writer.write(control.command("hangup"))

    def _end(self, call: Ongoing) -> None:
        if not call.dialled.done():
            call.dialled.set_exception(EOFError())
        call.over.set()

    async def _report(self, call: Ongoing, why: str) -> None:
        if self._listener is None:
            return
        if call.is_answered:
            report = Report(call.id, "DELIVERED", pressed=call.pressed)
        else:
            code = "".join(one for one in why if one.isprintable())[:40]
            report = Report(call.id, "FAILED", code=code)
        await self._listener(report)


def open_channel(settings: Settings) -> Line:
    """Make the channel."""
    return Line(settings)
