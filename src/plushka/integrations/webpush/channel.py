"""Sends notices to the push services of browsers.

Both the service and the browser put a notice in the place of an earlier one of the same id, so a
notice that is sent again is not shown twice.
"""

import datetime as dt
from typing import ClassVar

import msgspec
from py_vapid import Vapid02, VapidException
from pywebpush import WebPusher

from plushka.integrations.asking import WHOLE_SECONDS, Asker, Said
from plushka.integrations.sending import (
    Accepted,
    Answer,
    Call,
    Forged,
    Listener,
    Outgoing,
    Refused,
    Result,
    Trouble,
)
from plushka.integrations.webpush import keys, subscriptions
from plushka.integrations.webpush.settings import Settings
from plushka.integrations.webpush.subscriptions import Subscription

__all__ = ["Push", "Settings", "open_channel"]

SIGNED_FOR = dt.timedelta(hours=12)
LONGEST_LIFE = dt.timedelta(days=28)
PRESSING = dt.timedelta(hours=1)
"""What is of use for no longer is told at once, whatever the phone's battery says."""
MOST_BYTES = 3000
"""A push service takes 4096, sealed."""
TAKEN = range(200, 300)
GONE = (404, 410)


class Push:
    """Notices of one company."""

    knows_ids: ClassVar[bool] = True
    at_once = 100

    def __init__(self, settings: Settings, *, whole_seconds: float = WHOLE_SECONDS) -> None:
        self._settings = settings
        self._asker = Asker(at_once=self.at_once, whole_seconds=whole_seconds)

    async def start(self, listener: Listener) -> None:
        """Nothing is heard: push services tell no more than their first answer."""

    async def send(self, message: Outgoing) -> Result:
        """Seal a notice for one browser, sign it, and hand it over."""
        try:
            to = subscriptions.read(message.to, services=self._settings.services)
        except subscriptions.BadSubscription:
            return Refused("bad_address", is_final=True)
        at = dt.datetime.now(dt.UTC)
        try:
            headers = _headers(message, at=at) | self._signed(to, at=at)
        except keys.BadKey:
            return Refused("bad_settings")
        said = await self._asker.ask(
            "POST", to.endpoint, content=_sealed(message, to), headers=headers
        )
        return _result(said, message) if isinstance(said, Said) else said

    def read(self, call: Call) -> Answer:  # noqa: ARG002 - the interface's
        """Push services call nobody."""
        raise Forged

    async def balance(self) -> int | None:
        """Notices cost nothing."""
        return None

    async def check(self) -> str:
        """See whether the key signs; whether a notice arrives, only a browser can tell."""
        try:
            self._signing()
        except keys.BadKey:
            raise Trouble("The private key cannot be read.") from None
        return self._settings.contact

    async def close(self) -> None:
        """Let go of the connections."""
        await self._asker.close()

    def _signing(self) -> Vapid02:
        keys.public(self._settings.private_key)
        return Vapid02.from_raw(self._settings.private_key.encode())

    def _signed(self, to: Subscription, *, at: dt.datetime) -> dict[str, str]:
        claims = {
            "sub": self._settings.contact,
            "aud": to.origin,
            "exp": int((at + SIGNED_FOR).timestamp()),
        }
        try:
            return dict(self._signing().sign(claims))
        except VapidException:
            raise keys.BadKey from None


def _sealed(message: Outgoing, to: Subscription) -> bytes:
    """Write what the browser's service worker reads, so that only that browser can."""
    text = message.text.encode(errors="replace")[:MOST_BYTES].decode(errors="ignore")
    told = {
        "id": str(message.id),
        "title": (message.subject or message.sender)[:200],
        "text": text,
        "language": message.language,
    }
    pusher = WebPusher(msgspec.to_builtins(to))
    return bytes(pusher.encode(msgspec.json.encode(told), "aes128gcm")["body"])


def _headers(message: Outgoing, *, at: dt.datetime) -> dict[str, str]:
    left = LONGEST_LIFE
    if message.valid_until is not None:
        left = min(max(message.valid_until - at, dt.timedelta(0)), LONGEST_LIFE)
    urgency = "low" if message.is_advertising else "high" if left <= PRESSING else "normal"
    return {
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(left.total_seconds())),
        "Urgency": urgency,
        "Topic": message.id.hex,
    }


def _result(said: Said, message: Outgoing) -> Result:
    code = f"http_{said.status}"
    if said.status in TAKEN:
        return Accepted(provider_id=str(message.id))
    return Refused(code, is_final=True, is_address_gone=said.status in GONE)


def open_channel(settings: Settings) -> Push:
    """Make the channel."""
    return Push(settings)
