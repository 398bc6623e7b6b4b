"""Send and answer by a bot in MAX, and read what MAX calls us for.

A contact that a person shares comes with a signature whose making is not published: until it is,
the phone in it is as good as a typed one, and a code goes there.
"""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

import msgspec

from plushka.integrations.asking import Asker, Rubbish, Said, guard
from plushka.integrations.chatting import Button, Saying, ending, secret_of
from plushka.integrations.pacing import Pace
from plushka.integrations.providers import Secret
from plushka.integrations.sending import (
    Accepted,
    Answer,
    Call,
    Inbound,
    Listener,
    Outgoing,
    Refused,
    Result,
    Trouble,
    Unsure,
)

LONGEST, LABEL = 4000, 128
OK, REFUSED, UNAUTHORIZED = 200, 400, 401
GONE = {403, 404}
"""The person stopped the bot, or there is no such person."""

WANTED = ["message_created", "message_callback", "bot_started", "bot_stopped"]
LANGUAGES = {"ru", "uk", "en"}
_PHONE = re.compile(r"^TEL[^:\n]*:\s*\+?([0-9][0-9 ()-]{5,20})\s*$", re.MULTILINE | re.ASCII)


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A bot of the company's."""

    token: Secret
    """The bot's token, from business.max.ru."""
    api: Annotated[str, msgspec.Meta(pattern=r"^https?://[^/\s]+$")] = (
        "https://platform-api2.max.ru"
    )
    """Where MAX is."""


class Max:
    """One bot."""

    knows_ids: ClassVar[bool] = False
    vouches: ClassVar[bool] = False
    at_once = 25

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pace = Pace(per_second=self.at_once)
        self._asker = Asker(at_once=self.at_once, headers={"Authorization": settings.token})

    @property
    def secret(self) -> str:
        """What MAX's calls carry."""
        return secret_of(self._settings.token)

    async def start(self, listener: Listener) -> None:
        """Nothing is opened: MAX calls us."""

    async def send(self, message: Outgoing) -> Result:
        """Write to a person; an advertisement carries the button that ends them."""
        rows = ending(message.language) if message.is_advertising else ()
        return await self.say(message.to, Saying(message.text, rows))

    async def say(self, to: str, saying: Saying) -> Result:
        """Answer a person."""
        if not to.isdecimal():
            return Refused("no_such_chat", is_final=True, is_address_gone=True)
        await self._pace.turn()
        attached: list[Any] = []
        if saying.picture and (photos := await self._upload(saying.picture)):
            attached.append({"type": "image", "payload": photos})
        if saying.rows:
            buttons = [[_button(one) for one in row] for row in saying.rows]
            attached.append({"type": "inline_keyboard", "payload": {"buttons": buttons}})
        told = await self._asker.ask(
            "POST",
            f"{self._settings.api}/messages",
            params={"user_id": to},
            json={"text": saying.text[:LONGEST], "attachments": attached},
        )
        if not isinstance(told, Said):
            return told
        match told.status, told.json(dict[str, Any]):
            case 200, {"message": {"body": {"mid": str(mid)}}}:
                return Accepted(provider_id=mid, is_delivered=True)
        return _refused(told.status)

    async def _upload(self, picture: bytes) -> dict[str, Any] | None:
        """Give the picture to MAX; where that fails, the words go without it."""
        place = await self._asker.ask(
            "POST", f"{self._settings.api}/uploads", params={"type": "image"}
        )
        known = place.json(dict[str, Any]) if isinstance(place, Said) else None
        url = (known or {}).get("url")
        if not isinstance(url, str):
            return None
        files = {"data": ("picture.png", picture, "image/png")}
        kept = await self._asker.ask("POST", url, files=files)
        photos = kept.json(dict[str, Any]) if isinstance(kept, Said) else None
        return photos if photos and "photos" in photos else None

    def read(self, call: Call) -> Answer:
        """Read an update; raises ``Forged`` without our secret."""
        guard(call.headers.get("x-max-bot-api-secret", ""), self.secret)
        try:
            told = msgspec.json.decode(call.body, type=dict[str, Any])
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise Rubbish from None
        heard = _heard(told)
        return Answer([heard] if heard else [])

    async def listen(self, address: str) -> None:
        """Tell MAX where to call us, with which secret, and for what."""
        told = await self._asker.ask(
            "POST",
            f"{self._settings.api}/subscriptions",
            json={"url": address, "secret": self.secret, "update_types": WANTED},
        )
        read = told.json(dict[str, Any]) if isinstance(told, Said) else None
        if not read or read.get("success") is not True:
            raise Trouble("MAX does not take the address it shall call.")

    async def balance(self) -> int | None:
        """MAX costs nothing."""
        return None

    async def check(self) -> str:
        """Ask MAX who the bot is."""
        told = await self._asker.ask("GET", f"{self._settings.api}/me")
        if not isinstance(told, Said):
            raise Trouble("MAX does not answer.")
        read = told.json(dict[str, Any]) or {}
        if told.status != OK:
            is_unknown = told.status == UNAUTHORIZED
            raise Trouble("MAX does not know this token." if is_unknown else "MAX refuses.")
        return f"@{read.get('username') or read.get('first_name') or 'bot'}"

    async def close(self) -> None:
        """Close the connections."""
        await self._asker.close()


def _refused(status: int) -> Refused | Unsure:
    if status in GONE:
        return Refused(f"http_{status}", is_final=True, is_address_gone=True)
    if status == UNAUTHORIZED:
        return Refused("unauthorized")
    return Refused(f"http_{status}", is_final=True) if status >= REFUSED else Unsure("rubbish")


def _button(one: Button) -> dict[str, str]:
    return {"type": "callback", "text": one.label[:LABEL], "payload": one.press}


def _heard(told: dict[str, Any]) -> Inbound | None:
    moment = told.get("timestamp")
    at = dt.datetime.fromtimestamp(moment / 1000, dt.UTC) if isinstance(moment, int) else None
    language = str(told.get("user_locale") or "").partition("-")[0]
    about: dict[str, Any] = {"at": at, "language": language if language in LANGUAGES else ""}
    match told:
        case {"update_type": "bot_started", "user": {"user_id": int(who), **user}}:
            word = str(told.get("payload") or "")
            return Inbound(
                f"start:{moment}", str(who), word, kind="START", name=_name(user), **about
            )
        case {"update_type": "bot_stopped", "user": {"user_id": int(who)}}:
            return Inbound(f"stop:{moment}", str(who), "", kind="STOP", **about)
        case {
            "update_type": "message_callback",
            "callback": {"callback_id": str(id_), "user": {"user_id": int(who), **user}, **rest},
        }:
            pressed = str(rest.get("payload") or "")
            number = f"{id_[-40:]}:{rest.get('timestamp', moment)}"
            return Inbound(number, str(who), pressed, name=_name(user), **about)
        case {
            "update_type": "message_created",
            "message": {
                "sender": {"user_id": int(who), **user},
                "recipient": {"chat_type": "dialog"},
                "body": {"mid": str(mid), **body},
            },
        }:
            return Inbound(mid, str(who), _text(body), name=_name(user), **about)
    return None


def _text(body: Mapping[Any, Any]) -> str:
    """Give what was written; of a shared contact, its phone."""
    for attached in body.get("attachments") or []:
        match attached:
            case {"type": "contact", "payload": {"vcf_info": str(card)}}:
                found = _PHONE.search(card.replace("\r", ""))
                return f"+{''.join(filter(str.isdigit, found[1]))}" if found else ""
    return str(body.get("text") or "")


def _name(user: Mapping[Any, Any]) -> str:
    parts = (user.get("first_name") or user.get("name"), user.get("last_name"))
    return " ".join(str(part) for part in parts if part)


def open_channel(settings: Settings) -> Max:
    """Make the channel."""
    return Max(settings)
