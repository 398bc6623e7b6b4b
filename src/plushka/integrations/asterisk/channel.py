"""Calls people by an Asterisk: it dials, plays what we said into a file, and tells of keys.

A call is known by our message's id. What a worker that was killed left behind is hung up.
"""

import asyncio
import base64
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar
from urllib.parse import urlencode, urlsplit

import msgspec
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from plushka.integrations import dialling, speech
from plushka.integrations.asking import Asker, Said
from plushka.integrations.providers import Secret
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
)

PHONE = re.compile(r"\+?[0-9]{5,15}")
CONNECT_SECONDS = 5.0
RING_SECONDS = 30
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 30.0
LONGEST_EVENT = 1_000_000
DONE = range(200, 300)
STANDING = 409
"""A call of this id goes on already."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An Asterisk 16 or later with ARI switched on."""

    url: Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s?#]+/ari$")]
    """The address of ARI: ``https://pbx.example:8089/ari``."""
    user: str
    """The user of ``ari.conf``."""
    password: Secret
    """That user's password."""
    endpoint: Annotated[str, msgspec.Meta(pattern=r"^\S*\{phone\}\S*$")] = "PJSIP/{phone}@trunk"
    """How a phone is dialled; ``{phone}`` stands for its digits."""
    caller: str = ""
    """The number that is shown to who is called."""
    sounds: Annotated[str, msgspec.Meta(pattern=r"^/")] = "/var/lib/asterisk/sounds/plushka"
    """A folder that this server writes and Asterisk reads, by the same name."""
    app: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]+$")] = "plushka"
    """The name we are known by in Asterisk; one for each company."""
    wait_seconds: Annotated[int, msgspec.Meta(ge=1, le=30)] = 10
    """How long to wait for a key after the text was said."""


class Named(msgspec.Struct, frozen=True):
    """A channel of Asterisk's: a call."""

    id: str = ""


class Playback(msgspec.Struct, frozen=True):
    """A sound that is played."""

    target_uri: str = ""


class Event(msgspec.Struct, frozen=True):
    """What Asterisk tells of a call."""

    type: str = ""
    channel: Named = Named()
    playback: Playback = Playback()
    digit: str = ""
    cause_txt: str = ""


@dataclass(slots=True)
class Ongoing:
    """A call, from dialling to its end."""

    is_answered: bool = False
    pressed: str = ""


class Asterisk:
    """Calls of one company."""

    knows_ids: ClassVar[bool] = False
    at_once = 10

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._asker = Asker(at_once=self.at_once, account=(settings.user, settings.password))
        self._listener: Listener | None = None
        self._hearing: asyncio.Task[None] | None = None
        self._is_heard = asyncio.Event()
        self._calls: dict[str, Ongoing] = {}

    async def start(self, listener: Listener) -> None:
        """Listen to what Asterisk tells, also after it was away."""
        self._listener = listener
        self._hearing = asyncio.create_task(self._hear())

    async def send(self, message: Outgoing) -> Result:
        """Have somebody called; nobody is while Asterisk does not tell us of calls."""
        if not PHONE.fullmatch(message.to):
            return Refused("bad_address", is_final=True)
        try:
            await asyncio.wait_for(self._is_heard.wait(), CONNECT_SECONDS)
        except TimeoutError:
            return Refused("no_connection")
        id = str(message.id)
        wait = self._settings.wait_seconds if message.is_answered else 1
        try:
            said = await speech.spoken(
                speech.aloud(message), language=message.language, wait_seconds=float(wait)
            )
            await asyncio.to_thread(self._sound(id).write_bytes, said)
        except (Trouble, OSError, TimeoutError):
            return Refused("no_speech")
        self._calls.setdefault(id, Ongoing())
        answer = await self._asker.ask(
            "POST", self._address("channels"), params=self._asked(message)
        )
        if isinstance(answer, Said) and (answer.status in DONE or answer.status == STANDING):
            return Accepted(provider_id=id)
        self._forget(id)
        return Refused(f"http_{answer.status}") if isinstance(answer, Said) else answer

    def read(self, call: Call) -> Answer:  # noqa: ARG002 - the interface's
        """It is we who call Asterisk."""
        raise Forged

    async def balance(self) -> int | None:
        """Only the telephone company knows."""
        return None

    async def check(self) -> str:
        """Ask Asterisk who it is, and whether its sounds can be written."""
        await speech.spoken("1", language="ru")
        answer = await self._asker.ask("GET", self._address("asterisk", "info"))
        if not isinstance(answer, Said) or answer.status not in DONE:
            raise Trouble("Asterisk is not reached, or knows not the user or the password.")
        try:
            self._sound("check").touch()
            self._sound("check").unlink()
        except OSError:
            raise Trouble("The folder of sounds cannot be written.") from None
        return self._settings.app

    async def close(self) -> None:
        """Listen no more. Calls that go on are ended by Asterisk with their sound."""
        if self._hearing is not None:
            self._hearing.cancel()
            with suppress(asyncio.CancelledError):
                await self._hearing
        await self._asker.close()

    def _asked(self, message: Outgoing) -> dict[str, str | int]:
        asked: dict[str, str | int] = {
            "endpoint": self._settings.endpoint.format(phone=message.to.removeprefix("+")),
            "app": self._settings.app,
            "channelId": str(message.id),
            "timeout": RING_SECONDS,
        }
        return asked | ({"callerId": self._settings.caller} if self._settings.caller else {})

    async def _hear(self) -> None:
        """Stay connected; after a break wait longer each time."""
        known = f"{self._settings.user}:{self._settings.password}".encode()
        head = {"Authorization": f"Basic {base64.b64encode(known).decode()}"}
        query = urlencode({"app": self._settings.app})
        url = f"{self._address('events')}?{query}".replace("http", "ws", 1)
        pause, place = FIRST_PAUSE, urlsplit(self._settings.url)
        while True:
            try:
                await dialling.check_host(place.hostname or "", place.port or 0)
                async with connect(
                    url, additional_headers=head, max_size=LONGEST_EVENT, open_timeout=5
                ) as line:
                    self._is_heard.set()
                    pause = FIRST_PAUSE
                    async for told in line:
                        await self._follow(told)
            except (WebSocketException, OSError, TimeoutError):
                pass
            self._is_heard.clear()
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _follow(self, told: str | bytes) -> None:
        """Do what comes next in a call; rubbish is nothing."""
        try:
            event = msgspec.json.decode(told, type=Event)
        except msgspec.MsgspecError:
            return
        id = event.channel.id or event.playback.target_uri.removeprefix("channel:")
        call = self._calls.get(id)
        match event.type:
            case "StasisStart" if call is None:
                await self._asker.ask("DELETE", self._address("channels", id))
            case "StasisStart" if call is not None:
                call.is_answered = True
                media = {"media": f"sound:{self._sound(id).with_suffix('')}"}
                await self._asker.ask("POST", self._address("channels", id, "play"), params=media)
            case "ChannelDtmfReceived" if call is not None and not call.pressed:
                call.pressed = event.digit[:1]
                await self._asker.ask("DELETE", self._address("channels", id))
            case "PlaybackFinished" if call is not None:
                await self._asker.ask("DELETE", self._address("channels", id))
            case "ChannelDestroyed" if call is not None:
                self._forget(id)
                await self._report(id, call, event.cause_txt)

    async def _report(self, id: str, call: Ongoing, why: str) -> None:
        if self._listener is None:
            return
        if call.is_answered:
            await self._listener(Report(id, "DELIVERED", pressed=call.pressed))
        else:
            await self._listener(Report(id, "FAILED", code=why[:40]))

    def _forget(self, id: str) -> None:
        self._calls.pop(id, None)
        with suppress(OSError):
            self._sound(id).unlink(missing_ok=True)

    def _address(self, *path: str) -> str:
        return "/".join((self._settings.url, *path))

    def _sound(self, id: str) -> Path:
        return Path(self._settings.sounds) / f"{id}.wav"


def open_channel(settings: Settings) -> Asterisk:
    """Make the channel."""
    return Asterisk(settings)
