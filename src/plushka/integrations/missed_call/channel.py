"""Reads what a telephone exchange tells of a call that nobody answered; sends nothing.

The exchange posts ``from``, ``to`` and ``call_id`` as a form, and the secret in the header
``X-Plushka-Secret`` or, where it can set none, in the field ``secret``.
"""

import datetime as dt
import hashlib
from typing import Annotated, ClassVar

import msgspec
import phonenumbers

from plushka.integrations.asking import fields, guard
from plushka.integrations.providers import Secret
from plushka.integrations.sending import Answer, Call, Inbound, Listener, Outgoing, Refused, Result

LONGEST_ID = 200


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A number that people call for nothing."""

    hook_url: str = ""
    """Where the exchange tells of calls."""
    hook_secret: Secret = ""
    """The word by which its calls to us are known."""
    country: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}$")] = "RU"
    """Whose way of writing phones the exchange uses, where it tells no +."""


class MissedCalls:
    """Calls to one number, or to several of one exchange."""

    knows_ids: ClassVar[bool] = True
    at_once = 1

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def start(self, listener: Listener) -> None:
        """The exchange calls us."""

    async def send(self, message: Outgoing) -> Result:  # noqa: ARG002 - the interface's
        """Nothing is sent by it."""
        return Refused("hears_only", is_final=True)

    def read(self, call: Call) -> Answer:
        """Hear who called; nothing of a hidden number. A call that is told twice has one id."""
        told = fields(call)
        guard(
            call.headers.get("x-plushka-secret") or told.get("secret", ""),
            self._settings.hook_secret,
        )
        phone = _phone(told.get("from", ""), self._settings.country)
        if not phone:
            return Answer()
        id = told.get("call_id", "")[:LONGEST_ID] or _made_up(told)
        to = _phone(told.get("to", ""), self._settings.country)
        return Answer([Inbound(id=id, sender=phone, text="", to=to, kind="CALL")])

    async def balance(self) -> int | None:
        """Nothing is paid."""
        return None

    async def check(self) -> str:
        """Nobody can be asked: call the number and see."""
        return self._settings.hook_url

    async def close(self) -> None:
        """Nothing was opened."""


def _phone(told: str, country: str) -> str:
    """Bring a caller's number into E.164; empty where it is hidden or none."""
    number = told.removeprefix("sip:").removeprefix("tel:").partition("@")[0].partition(";")[0]
    is_abroad = number.startswith("00")
    try:
        read = phonenumbers.parse(f"+{number[2:]}" if is_abroad else number, country)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(read):
        return ""
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164)


def _made_up(told: dict[str, str]) -> str:
    """Make an id where the exchange gives none: the same of what is told twice in a minute."""
    lines = [f"{name}={told[name]}" for name in sorted(told) if name != "secret"]
    known = "\n".join([*lines, f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M}"])
    return hashlib.sha256(known.encode()).hexdigest()


def open_channel(settings: Settings) -> MissedCalls:
    """Make the channel."""
    return MissedCalls(settings)
