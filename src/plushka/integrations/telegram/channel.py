"""Sends by a company's bot, answers in its chats, and reads what Telegram calls us for."""

import socket
from typing import Any, ClassVar

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError
from aiogram.types import BufferedInputFile, Message, User
from aiohttp import ClientTimeout

from plushka.integrations import dialling
from plushka.integrations.asking import guard
from plushka.integrations.chatting import Saying, ending, secret_of
from plushka.integrations.pacing import Pace
from plushka.integrations.sending import (
    Accepted,
    Answer,
    Call,
    Listener,
    Outgoing,
    Result,
    Trouble,
)
from plushka.integrations.telegram import keys, results, updates
from plushka.integrations.telegram.settings import Settings

_SECRET = "x-telegram-bot-api-secret-token"  # noqa: S105 - a header's name
_SECONDS = ClientTimeout(total=20, connect=5)
_A_SECOND = 25
"""Telegram lets a bot say 30 messages a second to different people."""

_LONGEST, _LONGEST_CAPTION = 4096, 1024


class Telegram:
    """One bot."""

    knows_ids: ClassVar[bool] = False
    vouches: ClassVar[bool] = True
    at_once = _A_SECOND

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pace = Pace(per_second=_A_SECOND)
        self._opened: Bot | None = None

    @property
    def secret(self) -> str:
        """What Telegram's calls carry."""
        return secret_of(self._settings.token)

    async def start(self, listener: Listener) -> None:
        """Nothing stays open: Telegram calls us."""

    async def send(self, message: Outgoing) -> Result:
        """Say it in the person's chat; an advertisement carries the button that ends them."""
        rows = ending(message.language) if message.is_advertising else ()
        return await self.say(message.to, Saying(message.text, rows))

    async def say(self, to: str, saying: Saying) -> Result:
        """Answer in a chat, a picture with its words under it."""
        if not to.lstrip("-").isdecimal():
            return results.NOBODY
        await self._pace.turn()
        try:
            sent = await self._say(int(to), saying)
        except AiogramError as fault:
            return results.of(fault)
        # Without the chat's number, which would outlive the person in the attempt (T29).
        return Accepted(provider_id=str(sent.message_id), is_delivered=True)

    async def _say(self, chat: int, saying: Saying) -> Message:
        markup: Any = keys.markup(saying.rows)
        if saying.picture:
            return await self._bot.send_photo(
                chat,
                BufferedInputFile(saying.picture, "picture.png"),
                caption=saying.text[:_LONGEST_CAPTION],
                reply_markup=markup,
            )
        return await self._bot.send_message(chat, saying.text[:_LONGEST], reply_markup=markup)

    def read(self, call: Call) -> Answer:
        """Read an update; raises ``Forged`` without our secret."""
        guard(call.headers.get(_SECRET, ""), self.secret)
        return updates.read(call.body)

    async def listen(self, address: str) -> None:
        """Tell Telegram where to call us, and with which secret."""
        try:
            await self._bot.set_webhook(
                address, secret_token=self.secret, allowed_updates=updates.WANTED
            )
        except AiogramError as fault:
            raise Trouble(results.sentence(fault)) from None

    async def balance(self) -> int | None:
        """Telegram costs nothing."""
        return None

    async def check(self) -> str:
        """Ask Telegram who the bot is."""
        try:
            me: User = await self._bot.get_me()
        except AiogramError as fault:
            raise Trouble(results.sentence(fault)) from None
        return f"@{me.username}"

    async def close(self) -> None:
        """Let go of the connections."""
        if self._opened is not None:
            await self._opened.session.close()
            self._opened = None

    @property
    def _bot(self) -> Bot:
        if self._opened is None:
            # Made inside the loop that uses it. The library takes whatever aiohttp takes here.
            limits: Any = _SECONDS
            session = AiohttpSession(
                api=TelegramAPIServer.from_base(self._settings.api), timeout=limits
            )
            # The session has no argument for it; it is asked before each connection.
            session._connector_init["socket_factory"] = _socket
            self._opened = Bot(self._settings.token, session=session)
        return self._opened


def _socket(place: Any) -> socket.socket:
    """Make the socket for an address that our server may connect to."""
    family, kind, protocol, _name, address = place
    dialling.check(str(address[0]))
    return socket.socket(family, kind, protocol)


def open_channel(settings: Settings) -> Telegram:
    """Make the channel."""
    return Telegram(settings)
