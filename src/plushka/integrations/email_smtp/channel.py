"""Hands letters to a mail server, several together, over connections that are kept.

Until a letter's text is written nothing was taken, and any fault is a refusal; after that a
fault leaves it open. What is taken is not delivered yet, and servers tell no more.
"""

import asyncio
import datetime as dt
import ssl
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

import aiosmtplib
import msgspec
from aiosmtplib.errors import SMTPServerDisconnected

from plushka.integrations import dialling
from plushka.integrations.asking import guard
from plushka.integrations.email_smtp import bounces, letters
from plushka.integrations.providers import Secret
from plushka.integrations.sending import (
    Accepted,
    Answer,
    Call,
    Listener,
    Outgoing,
    Refused,
    Result,
    Trouble,
    Unsure,
)

CONNECT_SECONDS = 5.0
WHOLE_SECONDS = 20.0
TOLD_AT_MOST = 200

NOES = range(400, 600)
FINAL_NOES = range(500, 600)


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A company's mail server."""

    host: Annotated[str, msgspec.Meta(min_length=1)]
    """The mail server's name."""
    sender: Annotated[str, msgspec.Meta(min_length=3)]
    """The address that letters come from."""
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 587
    """587 with STARTTLS, 465 with TLS."""
    security: Literal["STARTTLS", "TLS", "NONE"] = "STARTTLS"
    """How the way to the server is kept unreadable; a password is never sent without."""
    user: str = ""
    """Who signs in; empty where the server asks nobody."""
    password: Secret = ""
    """The password of the mailbox, or one made for programs."""
    sender_name: str = ""
    """The name people see as the sender."""
    reply_to: str = ""
    """Where answers go, if not to the sender."""
    bounces: str = ""
    """Where letters come back to, each to an address of its own: ``bounces@shop.example`` has
    ``bounces+…@shop.example``. Empty: to the sender."""
    hook_url: str = ""
    """Where your mail server hands over what came back."""
    hook_secret: Secret = ""
    """The word by which its calls are known."""
    authority: str = ""
    """The certificate (PEM) of an authority of your own, where the server has one of those."""


@dataclass(slots=True)
class Progress:
    """How far a letter came."""

    is_written: bool = False


class Mail:
    """Letters by one mail server."""

    knows_ids: ClassVar[bool] = False
    at_once = 8

    def __init__(self, settings: Settings, *, whole_seconds: float = WHOLE_SECONDS) -> None:
        self._settings = settings
        self._whole_seconds = whole_seconds
        self._idle: list[aiosmtplib.SMTP] = []
        self._places = asyncio.Semaphore(self.at_once)

    async def start(self, listener: Listener) -> None:
        """Nothing is heard: connections are opened with the first letters."""

    async def send(self, message: Outgoing) -> Result:
        """Hand a letter over; an address of nobody is refused before anybody is asked."""
        progress = Progress()
        try:
            sender = letters.address(self._settings.sender)
            to, written = letters.address(message.to), self._letter(message, sender)
            back_to = letters.address(self._settings.bounces) if self._settings.bounces else ""
            envelope = bounces.return_path(back_to, id=message.id, sender=sender)
            async with self._places, asyncio.timeout(self._whole_seconds):
                await self._hand_over(envelope, to, written, progress)
        except (aiosmtplib.SMTPException, Trouble, OSError, ValueError) as fault:
            return _fault(fault, progress)
        return Accepted(provider_id=letters.message_id(message, sender=sender))

    def read(self, call: Call) -> Answer:
        """Read a letter that came back, as the mail server pipes it to us."""
        guard(call.query.get("secret", ""), self._settings.hook_secret)
        came_back = bounces.read(call.body, sender=letters.address(self._settings.sender))
        return Answer([came_back] if came_back else [])

    async def balance(self) -> int | None:
        """Letters are not paid one by one."""
        return None

    async def check(self) -> str:
        """Connect and sign in; give the address we send from."""
        try:
            sender = letters.address(self._settings.sender)
            async with asyncio.timeout(self._whole_seconds):
                server = await self._connect()
                await server.quit()
        except letters.BadAddress:
            raise Trouble("The sender's address is none.") from None
        except (aiosmtplib.SMTPException, OSError, ValueError) as fault:
            raise Trouble(_told(fault)) from None
        return sender

    async def close(self) -> None:
        """Part from the server politely, once nothing is on its way."""
        for _ in range(self.at_once):
            await self._places.acquire()
        for server in self._idle:
            with suppress(aiosmtplib.SMTPException, OSError):
                await server.quit(timeout=1)
            server.close()
        # Sockets end in the loop's next round.
        await asyncio.sleep(0)
        self._idle.clear()
        for _ in range(self.at_once):
            self._places.release()

    def _letter(self, message: Outgoing, sender: str) -> bytes:
        reply_to = self._settings.reply_to
        return letters.letter(
            message,
            sender=sender,
            name=self._settings.sender_name,
            reply_to=letters.address(reply_to) if reply_to else "",
            at=dt.datetime.now(dt.UTC),
        )

    async def _hand_over(self, sender: str, to: str, written: bytes, progress: Progress) -> None:
        server = await self._begin(sender, to)
        is_well = False
        try:
            await server.rcpt(to, encoding="utf-8")
            progress.is_written = True
            await server.data(written)
            is_well = True
        finally:
            if is_well:
                self._idle.append(server)
            else:
                server.close()

    async def _begin(self, sender: str, to: str) -> aiosmtplib.SMTP:
        """Open a letter on a connection at hand, or on a new one if the server has ended that."""
        while self._idle:
            server = self._idle.pop()
            with suppress(SMTPServerDisconnected, aiosmtplib.SMTPSenderRefused):
                await _mail(server, sender, to)
                return server
            server.close()
        server = await self._connect()
        try:
            await _mail(server, sender, to)
        except BaseException:
            server.close()
            raise
        return server

    async def _connect(self) -> aiosmtplib.SMTP:
        chosen = self._settings
        if chosen.user and chosen.security == "NONE":
            raise Trouble("A password is not sent over a line that anybody can read.")
        server = aiosmtplib.SMTP(
            hostname=chosen.host,
            port=chosen.port,
            username=chosen.user or None,
            password=chosen.password or None,
            timeout=CONNECT_SECONDS,
            use_tls=chosen.security == "TLS",
            start_tls=chosen.security == "STARTTLS",
            tls_context=_tls(chosen.authority) if chosen.security != "NONE" else None,
        )
        try:
            await dialling.check_host(chosen.host, chosen.port)
            await server.connect()
        except BaseException:
            server.close()
            raise
        server.timeout = None
        """From here on the whole letter's time is measured."""
        return server


async def _mail(server: aiosmtplib.SMTP, sender: str, to: str) -> None:
    is_plain = (sender + to).isascii()
    if not is_plain and server.is_ehlo_or_helo_needed:
        await server.ehlo()
    if not is_plain and not server.supports_extension("smtputf8"):
        raise letters.BadAddress
    await server.mail(sender, options=[] if is_plain else ["SMTPUTF8"], encoding="utf-8")


def _tls(authority: str) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if authority:
        try:
            context.load_verify_locations(cadata=authority)
        except (ssl.SSLError, TypeError):
            raise Trouble("The authority's certificate cannot be read.") from None
    return context


def _fault(fault: Exception, progress: Progress) -> Result:
    """Tell what a fault means for the letter."""
    match fault:
        case aiosmtplib.SMTPResponseException(code=code) if code not in NOES:
            pass
        case aiosmtplib.SMTPRecipientRefused() | aiosmtplib.SMTPDataError():
            return Refused(
                f"smtp_{fault.code}",
                is_final=fault.code in FINAL_NOES,
                is_address_gone=fault.message.startswith(bounces.GONE),
            )
        case aiosmtplib.SMTPResponseException():
            return Refused(f"smtp_{fault.code}")
        case letters.BadAddress():
            return Refused("bad_address", is_final=True)
    if progress.is_written:
        return Unsure("no_answer")
    if isinstance(fault, Trouble):
        return Refused("bad_settings")
    return Refused("no_answer" if isinstance(fault, TimeoutError) else "no_connection")


def _told(fault: Exception) -> str:
    """Tell a fault to whoever sets it up: the server's own words, shortened."""
    match fault:
        case aiosmtplib.SMTPAuthenticationError():
            return f"The server does not know the user or the password ({fault.code})."
        case aiosmtplib.SMTPResponseException():
            words = "".join(one for one in fault.message if one.isprintable())
            return f"The server answered {fault.code}: {words[:TOLD_AT_MOST]}"
        case TimeoutError():
            return "The server does not answer in time."
        case _:
            return "The server cannot be reached so: see its name, port and security."


def open_channel(settings: Settings) -> Mail:
    """Make the channel."""
    return Mail(settings)
