"""Hand messages to SMSC's ``send.php``, and read what its handler's address is called with."""

from typing import Annotated, Any, ClassVar

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

FINAL = {5, 6, 7, 8}
"""A moment that is none, a text or name that is not allowed, a number that is none, or to which
nothing can be delivered.
"""

PAUSES = {4: 600.0, 9: 60.0}
"""Seconds after too many faults, and after too many requests at once or the same twice."""

DELIVERED, EXPIRED = {1, 2, 4}, {3}
FAILED = {20, 22, 23, 24, 25}
"""The rest of the states is on its way."""

LONGEST_MINUTES = 24 * 60


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An account with SMSC."""

    login: str
    """The account's login."""

    password: Secret
    """The account's password, or one made for programs only."""

    sender: str = ""
    """The name messages are sent by: up to 11 Latin letters (E1), as registered."""

    url: Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s?#/]+$")] = "https://smsc.ru"
    """Which of the sisters: smsc.ru, smsc.ua, smsc.kz."""

    hook_url: str = ""
    """Where SMSC calls us."""

    hook_secret: Secret = ""
    """The word by which SMSC's calls are known; the handler's address carries it:
    ``?charset=utf-8&secret=…``."""


class SmscRu:
    """One account with SMSC."""

    knows_ids: ClassVar[bool] = False
    at_once = 10

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._asker = Asker(at_once=self.at_once)

    async def start(self, listener: Listener) -> None:
        """Nothing is opened: SMSC calls us."""

    async def send(self, message: Outgoing) -> Result:
        """Hand one message over; SMSC cuts it into parts."""
        sender = message.sender or self._settings.sender
        if refused := texting.refusal(message, sender=sender):
            return refused
        said: dict[str, str | int] = {"phones": message.to, "cost": 3, **self._told(message)}
        if sender:
            said["sender"] = sender
        if minutes := texting.minutes_left(message, most=LONGEST_MINUTES):
            said["valid"] = f"{minutes // 60:02}:{minutes % 60:02}"
        told = await self._ask("send.php", said)
        if not isinstance(told, dict):
            return told
        if not told.get("id"):
            return Unsure("rubbish")
        parts = told.get("cnt")
        return Accepted(
            str(told["id"]),
            n_parts=parts if isinstance(parts, int) else len(sms.split(message.text).parts),
            cost=texting.kopecks(told.get("cost")),
        )

    def read(self, call: Call) -> Answer:
        """Read a report, what a person wrote, or a person's call."""
        said = fields(call)
        guard(said.get("secret", ""), self._settings.hook_secret)
        heard = _written(said) if "mes" in said or "waitcall" in said else _report(said)
        return Answer([heard] if heard else [], body="OK")

    async def balance(self) -> int | None:
        """Give what is left, in kopecks."""
        told = await self._ask("balance.php", {})
        return texting.kopecks(told.get("balance")) if isinstance(told, dict) else None

    async def check(self) -> str:
        """Ask for the balance; give the login."""
        told = await self._ask("balance.php", {})
        if not isinstance(told, dict):
            raise Trouble(told.code)
        return self._settings.login

    async def close(self) -> None:
        """Close the connections."""
        await self._asker.close()

    def _told(self, message: Outgoing) -> dict[str, str | int]:
        return {"mes": message.text}

    async def _ask(
        self, page: str, said: dict[str, str | int]
    ) -> dict[str, Any] | Refused | Unsure:
        """Ask a page of theirs; what is a dict is their yes."""
        account: dict[str, str | int] = {
            "login": self._settings.login,
            "psw": self._settings.password,
            "charset": "utf-8",
            "fmt": 3,
        }
        told = await self._asker.ask(
            "POST",
            f"{self._settings.url}/sys/{page}",
            data=account | said,
        )
        if not isinstance(told, Said):
            return told
        read = told.json(dict[str, Any])
        if read is None:
            return Unsure("rubbish")
        fault = read.get("error_code")
        if isinstance(fault, int):
            return Refused(str(fault), is_final=fault in FINAL, retry_after=PAUSES.get(fault))
        return read


def _report(said: dict[str, str]) -> Heard | None:
    provider_id, status = said.get("id", ""), said.get("status", "")
    if not provider_id or not status.removeprefix("-").isdecimal():
        raise Rubbish
    code, cost = int(status), texting.kopecks(said.get("cost"))
    if code in DELIVERED:
        # Keys that were pressed in a call; texts bring none.
        return Report(provider_id, "DELIVERED", cost=cost, pressed=said.get("dtmf", "")[:1])
    if code in EXPIRED:
        return Report(provider_id, "EXPIRED", code=said.get("err", status), cost=cost)
    if code in FAILED:
        return Report(provider_id, "FAILED", code=said.get("err", status), cost=cost)
    return None


def _written(said: dict[str, str]) -> Inbound:
    """Read a message of a person's, or a call that confirms a number."""
    is_call = "waitcall" in said
    made_of = f"{said.get('phone')} {said.get('ts') or said.get('time')}"
    told = said.get("sms_id") or said.get("id") or (made_of if is_call else "")
    if not said.get("phone") or not told:
        raise Rubbish
    return Inbound(
        id=told,
        sender=texting.phone(said["phone"]),
        text=said.get("mes", ""),
        to=said.get("to", ""),
        kind="CALL" if is_call else "TEXT",
    )


def open_channel(settings: Settings) -> SmscRu:
    """Make the channel."""
    return SmscRu(settings)
