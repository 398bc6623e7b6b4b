"""Hand messages to Twilio, and read what it calls us with, signed with the account's token."""

import base64
import hashlib
import hmac
import re
from typing import Annotated, Any, ClassVar
from urllib.parse import urlencode

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

TAKEN, FOUND = 201, 200
FINAL = {
    *(13223, 13224, 13225, 13227, 21210, 21211, 21212, 21214, 21215, 21216, 21217),
    *(21408, 21602, 21606, 21610, 21612, 21614, 21617),
}
"""No number, no name of ours, no right to the country, no text, said STOP, no phone, too long."""

DELIVERED, FAILED = {"delivered", "read"}, {"undelivered", "failed", "canceled"}
"""The rest of the states is on its way."""

LONGEST_MINUTES = 600

SERVICE = re.compile(r"MG[0-9a-f]{32}")


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An account with Twilio."""

    account_sid: Annotated[str, msgspec.Meta(pattern=r"^AC[0-9a-zA-Z]{1,40}$")]
    """The account's SID."""

    auth_token: Secret
    """The account's token."""

    sender: str
    """The number or name messages are sent by, or the SID of a messaging service: ``MG…``."""

    url: Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s?#/]+$")] = "https://api.twilio.com"
    """Where Twilio is."""

    hook_url: str = ""
    """Where Twilio calls us; enter it for incoming messages."""


class Twilio:
    """One account with Twilio."""

    knows_ids: ClassVar[bool] = False
    at_once = 20

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._account = f"{settings.url}/2010-04-01/Accounts/{settings.account_sid}"
        self._asker = Asker(
            at_once=self.at_once, account=(settings.account_sid, settings.auth_token)
        )

    async def start(self, listener: Listener) -> None:
        """Nothing is opened: Twilio calls us."""

    async def send(self, message: Outgoing) -> Result:
        """Hand one message over; Twilio cuts it into parts."""
        sender = message.sender or self._settings.sender
        is_service = SERVICE.fullmatch(sender) is not None
        if refused := texting.refusal(message, sender="" if is_service else sender):
            return refused
        said: dict[str, str | int] = {
            "To": message.to,
            "Body": message.text,
            "MessagingServiceSid" if is_service else "From": sender,
        }
        if self._settings.hook_url:
            said["StatusCallback"] = self._settings.hook_url
        if minutes := texting.minutes_left(message, most=LONGEST_MINUTES):
            said["ValidityPeriod"] = minutes * 60
        read = await self._made("Messages", said)
        if not isinstance(read, dict):
            return read
        parts = str(read.get("num_segments") or "")
        is_counted = parts.isdecimal() and int(parts) > 0
        return Accepted(
            str(read["sid"]),
            n_parts=int(parts) if is_counted else len(sms.split(message.text).parts),
        )

    def read(self, call: Call) -> Answer:
        """Read a report, or what a person wrote."""
        form = fields(Call(call.method, {}, call.headers, call.body))
        guard(call.headers.get("x-twilio-signature", ""), self._signature(call, form))
        heard = self._heard(form)
        return Answer([heard] if heard else [], body="<Response/>", media_type="text/xml")

    async def balance(self) -> int | None:
        """Give what is left, in hundredths of the account's currency."""
        told = await self._asker.ask("GET", f"{self._account}/Balance.json")
        read = told.json(dict[str, Any]) if isinstance(told, Said) else None
        return texting.kopecks(read.get("balance")) if read else None

    async def check(self) -> str:
        """Ask for the account; give its name."""
        told = await self._asker.ask("GET", f"{self._account}.json")
        if not isinstance(told, Said):
            raise Trouble(told.code)
        read = told.json(dict[str, Any])
        if told.status != FOUND or read is None:
            raise Trouble(f"http_{told.status}")
        return str(read.get("friendly_name") or "Twilio")

    async def close(self) -> None:
        """Close the connections."""
        await self._asker.close()

    async def _made(
        self, what: str, said: dict[str, str | int]
    ) -> dict[str, Any] | Refused | Unsure:
        """Have Twilio make a message or a call; a dict is what it made."""
        told = await self._asker.ask("POST", f"{self._account}/{what}.json", data=said)
        if not isinstance(told, Said):
            return told
        read = told.json(dict[str, Any])
        if told.status != TAKEN:
            return _refused(told.status, read)
        return read if read and read.get("sid") else Unsure("rubbish")

    def _heard(self, form: dict[str, str]) -> Heard | None:
        return _report(form) if "MessageStatus" in form else _inbound(form)

    def _signature(self, call: Call, form: dict[str, str]) -> str:
        """Sign as Twilio does: the address it was told, then the form's names and values."""
        if not self._settings.hook_url:
            return ""
        address = self._settings.hook_url + (f"?{urlencode(call.query)}" if call.query else "")
        said = address + "".join(f"{name}{form[name]}" for name in sorted(form))
        signed = hmac.new(self._settings.auth_token.encode(), said.encode(), hashlib.sha1)
        return base64.b64encode(signed.digest()).decode()


def _refused(status: int, read: dict[str, Any] | None) -> Refused | Unsure:
    """Read Twilio's number for what is wrong; an answer that is no refusal is rubbish."""
    if status < 400:  # noqa: PLR2004 - HTTP's refusals
        return Unsure("rubbish")
    code = (read or {}).get("code")
    return Refused(str(code or f"http_{status}"), is_final=code in FINAL)


def _report(form: dict[str, str]) -> Heard | None:
    provider_id, status = form.get("MessageSid", ""), form["MessageStatus"]
    if not provider_id:
        raise Rubbish
    if status in DELIVERED:
        return Report(provider_id, "DELIVERED")
    if status in FAILED:
        return Report(provider_id, "FAILED", code=form.get("ErrorCode", ""))
    return None


def _inbound(form: dict[str, str]) -> Inbound:
    if not form.get("MessageSid") or not form.get("From"):
        raise Rubbish
    return Inbound(
        id=form["MessageSid"],
        sender=texting.phone(form["From"]),
        text=form.get("Body", ""),
        to=form.get("To", ""),
    )


def open_channel(settings: Settings) -> Twilio:
    """Make the channel."""
    return Twilio(settings)
