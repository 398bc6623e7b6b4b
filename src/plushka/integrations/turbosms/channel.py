"""Hand messages to TurboSMS, and read the reports it calls us with."""

from typing import Annotated, Any, ClassVar

import msgspec

from plushka.integrations import texting
from plushka.integrations.asking import Asker, Rubbish, Said, guard
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

TAKEN = {0, 800, 801, 802, 803}
"""Yes, and yes to all, to some, and the like: the number's own word counts."""

FINAL = ("INVALID_", "NOT_ALLOWED_", "REQUIRED_")
"""What their words for this number or text begin with that they will say again."""

DELIVERED = {"DELIVRD", "DELIVERED", "READ"}
EXPIRED = {"EXPIRED"}
FAILED = {"UNDELIV", "UNDELIVERED", "REJECTD", "REJECTED", "FAILED", "CANCELLED"}


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An account with TurboSMS."""

    token: Secret
    """The key of its HTTP API."""

    sender: str
    """The name messages are sent by: up to 11 Latin letters (E1), as registered."""

    url: Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s?#/]+$")] = "https://api.turbosms.ua"
    """Where TurboSMS is."""

    hook_url: str = ""
    """Where TurboSMS calls us."""

    hook_secret: Secret = ""
    """The word by which its calls are known; the address entered there carries it:
    ``?secret=…``."""


class _Told(msgspec.Struct):
    response_code: int
    response_status: str = ""
    response_result: Any = None


class TurboSms:
    """One account with TurboSMS."""

    knows_ids: ClassVar[bool] = False
    at_once = 20

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._asker = Asker(
            at_once=self.at_once, headers={"Authorization": f"Bearer {settings.token}"}
        )

    async def start(self, listener: Listener) -> None:
        """Nothing is opened: TurboSMS calls us."""

    async def send(self, message: Outgoing) -> Result:
        """Hand one message over; TurboSMS cuts it into parts."""
        sender = message.sender or self._settings.sender
        if refused := texting.refusal(message, sender=sender):
            return refused
        said = {
            "recipients": [message.to.removeprefix("+")],
            "sms": {"sender": sender, "text": message.text},
        }
        told = await self._ask("message/send.json", said)
        if not isinstance(told, _Told):
            return told
        try:
            [one] = msgspec.convert(told.response_result, list[dict[str, Any]])
        except (msgspec.ValidationError, ValueError):
            return Unsure("rubbish")
        code, provider_id = one.get("response_code"), one.get("message_id")
        if code not in TAKEN:
            status = str(one.get("response_status") or code)
            return Refused(status, is_final=status.startswith(FINAL))
        if not provider_id:
            return Unsure("rubbish")
        return Accepted(str(provider_id), n_parts=len(sms.split(message.text).parts))

    def read(self, call: Call) -> Answer:
        """Read a report.

        Its signature is over its number alone, and so says nothing of what it reports: the word
        in the address is what counts.
        """
        guard(call.query.get("secret", ""), self._settings.hook_secret)
        try:
            said = msgspec.json.decode(call.body, type=dict[str, Any])
            data = msgspec.convert(said.get("data"), dict[str, Any])
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise Rubbish from None
        heard = _report(str(data.get("message_id") or ""), str(data.get("status") or ""))
        return Answer([heard] if heard else [])

    async def balance(self) -> int | None:
        """Give what is left, in kopecks."""
        told = await self._ask("user/balance.json", {})
        if not isinstance(told, _Told) or not isinstance(told.response_result, dict):
            return None
        return texting.kopecks(told.response_result.get("balance"))

    async def check(self) -> str:
        """Ask for the balance."""
        told = await self._ask("user/balance.json", {})
        if not isinstance(told, _Told):
            raise Trouble(told.code)
        return "TurboSMS"

    async def close(self) -> None:
        """Close the connections."""
        await self._asker.close()

    async def _ask(self, method: str, said: dict[str, Any]) -> _Told | Refused | Unsure:
        """Ask by a method of theirs; what is told is their yes."""
        told = await self._asker.ask("POST", f"{self._settings.url}/{method}", json=said)
        if not isinstance(told, Said):
            return told
        read = told.json(_Told)
        if read is None:
            return Unsure("rubbish")
        if read.response_code not in TAKEN:
            return Refused(read.response_status or str(read.response_code))
        return read


def _report(provider_id: str, status: str) -> Heard | None:
    if not provider_id or not status:
        raise Rubbish
    word = status.upper()
    if word in DELIVERED:
        return Report(provider_id, "DELIVERED")
    if word in EXPIRED:
        return Report(provider_id, "EXPIRED", code=status)
    return Report(provider_id, "FAILED", code=status) if word in FAILED else None


def open_channel(settings: Settings) -> TurboSms:
    """Make the channel."""
    return TurboSms(settings)
