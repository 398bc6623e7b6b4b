"""Hand messages to SMS.ru, and read the reports it calls us with."""

import hashlib
import re
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
    Listener,
    Outgoing,
    Refused,
    Report,
    Result,
    Trouble,
    Unsure,
)
from plushka.lib import sms

TAKEN = 100
FINAL = {202, 203, 204, 205, 207, 209}
"""No number, no text, no name of ours, too long, no way there, on our own stop list."""

PAUSES = {206: 3600.0, 220: 60.0, 230: 3600.0, 231: 60.0, 232: 3600.0, 500: 30.0}
"""Seconds: limits of a day and of a minute, and their own faults."""

DELIVERED, EXPIRED = {103, 110}, {104}
FAILED = {105, 106, 107, 108, 109, 150}
"""The rest of the states is on its way."""

LONGEST_MINUTES = 24 * 60

ENTRY = re.compile(r"data\[(\d{1,4})\]")


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An account with SMS.ru."""

    api_id: Secret
    """The key for programs."""

    sender: str = ""
    """The name messages are sent by: up to 11 Latin letters (E1), as registered."""

    url: Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s?#/]+$")] = "https://sms.ru"
    """Where SMS.ru is."""

    hook_url: str = ""
    """Where SMS.ru calls us; enter it as a handler there."""


class SmsRu:
    """One account with SMS.ru."""

    knows_ids: ClassVar[bool] = False
    at_once = 20

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._asker = Asker(at_once=self.at_once)

    async def start(self, listener: Listener) -> None:
        """Nothing is opened: SMS.ru calls us."""

    async def send(self, message: Outgoing) -> Result:
        """Hand one message over; SMS.ru cuts it into parts."""
        sender = message.sender or self._settings.sender
        if refused := texting.refusal(message, sender=sender):
            return refused
        said: dict[str, str | int] = {"to": message.to.removeprefix("+"), "msg": message.text}
        if sender:
            said["from"] = sender
        if minutes := texting.minutes_left(message, most=LONGEST_MINUTES):
            said["ttl"] = minutes
        told = await self._ask("sms/send", said)
        if not isinstance(told, dict):
            return told
        # One number was asked for: whatever form theirs has, it is the only one.
        numbers = told.get("sms")
        one = next(iter(numbers.values()), None) if isinstance(numbers, dict) else None
        if not isinstance(one, dict) or not isinstance(one.get("status_code"), int):
            return Unsure("rubbish")
        if one["status_code"] != TAKEN:
            return _refused(one["status_code"])
        return Accepted(
            str(one.get("sms_id") or message.id),
            n_parts=len(sms.split(message.text).parts),
            cost=texting.kopecks(one.get("cost")),
        )

    def read(self, call: Call) -> Answer:
        """Read reports, up to a hundred in a call, signed with the key."""
        said = fields(call)
        numbered = {int(found[1]): name for name in said if (found := ENTRY.fullmatch(name))}
        entries = [said[numbered[number]] for number in sorted(numbered)]
        signed = hashlib.sha256((self._settings.api_id + "".join(entries)).encode()).hexdigest()
        guard(said.get("hash", ""), signed)
        heard = [report for entry in entries if (report := _report(entry))]
        return Answer(heard, body=str(TAKEN))

    async def balance(self) -> int | None:
        """Give what is left, in kopecks."""
        told = await self._ask("my/balance", {})
        return texting.kopecks(told.get("balance")) if isinstance(told, dict) else None

    async def check(self) -> str:
        """Ask for the balance."""
        told = await self._ask("my/balance", {})
        if not isinstance(told, dict):
            raise Trouble(told.code)
        return "SMS.ru"

    async def close(self) -> None:
        """Close the connections."""
        await self._asker.close()

    async def _ask(
        self, method: str, said: dict[str, str | int]
    ) -> dict[str, Any] | Refused | Unsure:
        """Ask by a method of theirs; what is a dict is their yes."""
        account: dict[str, str | int] = {"api_id": self._settings.api_id, "json": 1}
        url = f"{self._settings.url}/{method}"
        told = await self._asker.ask("POST", url, data=account | said)
        if not isinstance(told, Said):
            return told
        read = told.json(dict[str, Any])
        if read is None or not isinstance(read.get("status_code"), int):
            return Unsure("rubbish")
        return read if read["status_code"] == TAKEN else _refused(read["status_code"])


def _refused(code: int) -> Refused:
    return Refused(str(code), is_final=code in FINAL, retry_after=PAUSES.get(code))


def _report(entry: str) -> Heard | None:
    """Read an entry: lines of its kind, the message's id, its state, the moment."""
    lines = entry.split("\n")
    if lines[0] != "sms_status":
        return None
    if len(lines) < 3 or not lines[2].strip().isdecimal():  # noqa: PLR2004 - up to the state
        raise Rubbish
    provider_id, code = lines[1].strip(), int(lines[2])
    if code in DELIVERED:
        return Report(provider_id, "DELIVERED")
    if code in EXPIRED:
        return Report(provider_id, "EXPIRED", code=str(code))
    return Report(provider_id, "FAILED", code=str(code)) if code in FAILED else None


def open_channel(settings: Settings) -> SmsRu:
    """Make the channel."""
    return SmsRu(settings)
