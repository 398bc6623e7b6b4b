"""Hand messages to Kannel's ``sendsms``, and hear what its ``dlr-url`` and ``get-url`` call."""

from dataclasses import replace
from typing import Annotated, ClassVar
from urllib.parse import quote

import msgspec

from plushka.integrations import texting
from plushka.integrations.asking import Asker, Rubbish, Said, fields, guard
from plushka.integrations.providers import Secret
from plushka.integrations.sending import (
    Accepted,
    Answer,
    Call,
    Heard,
    Inbound,
    Listener,
    Outgoing,
    Refused,
    Report,
    Result,
    Trouble,
    Unsure,
)
from plushka.lib import sms

TAKEN = 202
WANTED_REPORTS = 1 | 2 | 16
"""Delivered to the phone, not delivered, turned down by the operator."""

LONGEST_MINUTES = 7 * 24 * 60


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A Kannel and an account of its group ``sendsms-user``."""

    url: Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s?#]+$")]
    """The address of ``sendsms``: ``http://127.0.0.1:13013/cgi-bin/sendsms``."""

    username: str
    """The account's ``username``."""

    password: Secret
    """The account's ``password``."""

    sender: str = ""
    """The name messages are sent by: up to 11 Latin letters (E1), as registered."""

    smsc: str = ""
    """The ``smsc-id`` to send by; empty leaves it to Kannel's routes."""

    hook_url: str = ""
    """Where Kannel calls us."""

    hook_secret: Secret = ""
    """The word by which Kannel's calls are known."""


class Kannel:
    """One account with one Kannel."""

    knows_ids: ClassVar[bool] = False
    at_once = 50

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._asker = Asker(at_once=self.at_once)

    async def start(self, listener: Listener) -> None:
        """Nothing is opened: Kannel calls us."""

    async def send(self, message: Outgoing) -> Result:
        """Hand one message over; Kannel cuts it into parts."""
        sender = message.sender or self._settings.sender
        if refused := texting.refusal(message, sender=sender):
            return refused
        said = await self._asker.ask(
            "GET", self._settings.url, params=self._account() | self._said_of(message, sender)
        )
        # Kannel's reports come under the id that we write into the address it calls: also those on
        # what it took without our hearing of it.
        if isinstance(said, Unsure):
            return replace(said, provider_id=str(message.id))
        if isinstance(said, Refused):
            return said
        if said.status == TAKEN:
            return Accepted(str(message.id), n_parts=len(sms.split(message.text).parts))
        if said.status in range(400, 500):
            return Refused(f"http_{said.status}", is_final=said.status == 400)  # noqa: PLR2004
        return Unsure("rubbish", provider_id=str(message.id))

    def read(self, call: Call) -> Answer:
        """Read a report, or what a person wrote."""
        said = fields(call)
        guard(said.get("secret", ""), self._settings.hook_secret)
        heard = _report(said) if said.get("what") == "report" else _inbound(said)
        return Answer([heard] if heard else [])

    async def balance(self) -> int | None:
        """Kannel keeps no accounts."""
        return None

    async def check(self) -> str:
        """Ask for a message without a receiver: who may send is told that it is missing."""
        said = await self._asker.ask("GET", self._settings.url, params=self._account())
        match said:
            case Said(status=400):
                return "Kannel"
            case Said(status=status):
                raise Trouble(f"http_{status}")
            case Refused(code=code) | Unsure(code=code):
                raise Trouble(code)

    async def close(self) -> None:
        """Close the connections."""
        await self._asker.close()

    def _account(self) -> dict[str, str | int]:
        return {"username": self._settings.username, "password": self._settings.password}

    def _said_of(self, message: Outgoing, sender: str) -> dict[str, str | int]:
        said: dict[str, str | int] = {
            "to": message.to,
            "text": message.text,
            "charset": "UTF-8",
            "coding": 0 if sms.split(message.text).alphabet == "GSM" else 2,
        }
        if sender:
            said["from"] = sender
        if self._settings.smsc:
            said["smsc"] = self._settings.smsc
        if minutes := texting.minutes_left(message, most=LONGEST_MINUTES):
            said["validity"] = minutes
        if self._settings.hook_url:
            said["dlr-mask"] = WANTED_REPORTS
            said["dlr-url"] = self._report_url(message)
        return said

    def _report_url(self, message: Outgoing) -> str:
        """Write the address Kannel calls; it puts its words for what begins with a percent."""
        secret = quote(self._settings.hook_secret, safe="").replace("%", "%%")
        return (
            f"{self._settings.hook_url}?what=report&secret={secret}"
            f"&id={message.id}&state=%d&code=%A"
        )


def _report(said: dict[str, str]) -> Heard | None:
    """Read a report; nothing for one of a message that is still on its way."""
    if not (provider_id := said.get("id", "")):
        raise Rubbish
    match said.get("state"):
        case "1":
            return Report(provider_id, "DELIVERED")
        case "2" | "16":
            return Report(provider_id, "FAILED", code=_code(said.get("code", "")))
        case "4" | "8":
            return None
        case _:
            raise Rubbish


def _code(said: str) -> str:
    """Find the operator's number in the line that Kannel hands on: ``… err:011 …``."""
    _, _, after = said.partition("err:")
    return after.split(" ")[0][:20] if after else ""


def _inbound(said: dict[str, str]) -> Inbound:
    if not said.get("id") or not said.get("from"):
        raise Rubbish
    return Inbound(
        id=said["id"],
        sender=texting.phone(said["from"]),
        text=said.get("text", ""),
        to=said.get("to", ""),
    )


def open_channel(settings: Settings) -> Kannel:
    """Make the channel."""
    return Kannel(settings)
