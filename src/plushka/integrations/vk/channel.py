"""Send and answer as a VK community, and read what VK calls us for.

Nobody's phone is vouched for. A repeat of ``random_id`` to one person is sent once.
"""

import datetime as dt
import json
import secrets
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
    Forged,
    Heard,
    Inbound,
    Listener,
    Outgoing,
    Refused,
    Result,
    Trouble,
    Unsure,
)

VERSION = "5.199"
LONGEST = 4096
ROWS, BUTTONS, LABEL = 6, 10, 40
"""A keyboard under a message holds no more; one in the place of letters ten rows of five."""

GONE = {7, 18, 900, 901, 902}
"""Not allowed, deleted, blocked us, never wrote to us, their privacy says no."""

WAIT, UNAUTHORIZED, UNKNOWN = {6, 9, 29}, {5, 15, 27}, {1, 10}
SECRET_LENGTH = 40


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A community of the company's."""

    token: Secret
    """The community's access token, with the right to messages and to manage the community."""
    group_id: Annotated[int, msgspec.Meta(gt=0)]
    """The community's number."""
    confirmation: Annotated[str, msgspec.Meta(max_length=40)] = ""
    """What VK wants to be answered when it confirms our address."""
    api: Annotated[str, msgspec.Meta(pattern=r"^https?://[^/\s]+$")] = "https://api.vk.com"
    """Where VK is."""


class Vk:
    """One community."""

    knows_ids: ClassVar[bool] = True
    vouches: ClassVar[bool] = False
    at_once = 20

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pace = Pace(per_second=self.at_once)
        self._asker = Asker(at_once=self.at_once)

    @property
    def secret(self) -> str:
        """What VK's calls carry."""
        return secret_of(self._settings.token)[:SECRET_LENGTH]

    async def start(self, listener: Listener) -> None:
        """Nothing is opened: VK calls us."""

    async def send(self, message: Outgoing) -> Result:
        """Write to a person; an advertisement carries the button that ends them."""
        rows = ending(message.language) if message.is_advertising else ()
        number = int.from_bytes(message.id.bytes[-4:]) & 0x7FFFFFFF
        return await self._say(message.to, Saying(message.text, rows), random_id=number)

    async def say(self, to: str, saying: Saying) -> Result:
        """Answer a person."""
        return await self._say(to, saying, random_id=secrets.randbits(31))

    async def _say(self, to: str, saying: Saying, *, random_id: int) -> Result:
        if not to.isdecimal():
            return Refused("no_such_chat", is_final=True, is_address_gone=True)
        await self._pace.turn()
        said: dict[str, str | int] = {
            "peer_id": to,
            "random_id": random_id,
            "message": saying.text[:LONGEST],
        }
        if saying.rows:
            said["keyboard"] = json.dumps(_keyboard(saying.rows), ensure_ascii=False)
        if saying.picture and (attached := await self._upload(to, saying.picture)):
            said["attachment"] = attached
        told = await self._call("messages.send", **said)
        if isinstance(told, Refused | Unsure):
            return told
        # Without the chat's number, which would outlive the person in the attempt (T29).
        return Accepted(provider_id=str(told), is_delivered=True)

    async def _upload(self, to: str, picture: bytes) -> str:
        """Give the picture to VK; where that fails, the words go without it."""
        place = await self._call("photos.getMessagesUploadServer", peer_id=to)
        url = place.get("upload_url") if isinstance(place, dict) else None
        if not isinstance(url, str):
            return ""
        files = {"photo": ("picture.png", picture, "image/png")}
        sent = await self._asker.ask("POST", url, files=files)
        known = sent.json(dict[str, Any]) if isinstance(sent, Said) else None
        if not known:
            return ""
        kept = await self._call(
            "photos.saveMessagesPhoto",
            **{name: known.get(name, "") for name in ("server", "photo", "hash")},
        )
        match kept:
            case [{"id": int(number), "owner_id": int(owner), **rest}]:
                key = rest.get("access_key")
                return f"photo{owner}_{number}" + (f"_{key}" if key else "")
        return ""

    async def _call(self, method: str, **said: str | int) -> Any:
        """Call a method; give what it answers, or what became of it."""
        told = await self._asker.ask(
            "POST",
            f"{self._settings.api}/method/{method}",
            data={**said, "access_token": self._settings.token, "v": VERSION},
        )
        if not isinstance(told, Said):
            return told
        match told.json(dict[str, Any]):
            case {"response": answer}:
                return answer
            case {"error": {"error_code": int(code)}}:
                return _refused(code)
        return Unsure("rubbish")

    def read(self, call: Call) -> Answer:
        """Read an event; raises ``Forged`` without our secret."""
        try:
            told = msgspec.json.decode(call.body, type=dict[str, Any])
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise Rubbish from None
        if told.get("group_id") != self._settings.group_id:
            raise Forged
        if told.get("type") == "confirmation" and self._settings.confirmation:
            return Answer(body=self._settings.confirmation)
        guard(str(told.get("secret", "")), self.secret)
        heard = _heard(told)
        return Answer([heard] if heard else [], body="ok")

    async def listen(self, address: str) -> None:
        """Tell VK where to call us, with which secret, and for what."""
        group = self._settings.group_id
        made = await self._call(
            "groups.addCallbackServer",
            group_id=group,
            url=address,
            title="Plushka",
            secret_key=self.secret,
        )
        if not isinstance(made, dict) or "server_id" not in made:
            raise Trouble("VK does not take the address it shall call.")
        await self._call(
            "groups.setCallbackSettings",
            group_id=group,
            server_id=made["server_id"],
            api_version=VERSION,
            message_new=1,
            message_allow=1,
            message_deny=1,
        )

    async def balance(self) -> int | None:
        """VK costs nothing."""
        return None

    async def check(self) -> str:
        """Ask which community it is."""
        told = await self._call("groups.getById", group_id=self._settings.group_id)
        match told:
            case {"groups": [{"name": str(name)}, *_]}:
                return name
            case Refused(code="unauthorized"):
                raise Trouble("VK does not know this token.")
        raise Trouble("VK does not answer.")

    async def close(self) -> None:
        """Close the connections."""
        await self._asker.close()


def _refused(code: int) -> Refused | Unsure:
    if code in GONE:
        return Refused(f"vk_{code}", is_final=True, is_address_gone=True)
    if code in WAIT:
        return Refused(f"vk_{code}", retry_after=1.0)
    if code in UNAUTHORIZED:
        return Refused("unauthorized")
    return Unsure(f"vk_{code}") if code in UNKNOWN else Refused(f"vk_{code}", is_final=True)


def _keyboard(rows: tuple[tuple[Button, ...], ...]) -> dict[str, Any]:
    is_small = len(rows) <= ROWS and sum(len(row) for row in rows) <= BUTTONS
    drawn = [[_button(one) for one in row[:5]] for row in rows[:10]]
    return {"inline": True, "buttons": drawn} if is_small else {"one_time": True, "buttons": drawn}


def _button(one: Button) -> dict[str, Any]:
    payload = json.dumps({"press": one.press})
    return {"action": {"type": "text", "label": one.label[:LABEL], "payload": payload}}


def _heard(told: dict[str, Any]) -> Heard | None:
    number = str(told.get("event_id", ""))
    match told:
        case {"type": "message_deny", "object": {"user_id": int(who)}}:
            return Inbound(number, str(who), "", kind="STOP")
        case {
            "type": "message_new",
            "object": {"message": {"from_id": int(who), "peer_id": int(peer), **message}},
        } if who == peer:
            return _written(number, who, message)
    return None


def _written(number: str, who: int, message: Mapping[Any, Any]) -> Inbound:
    moment = message.get("date")
    at = dt.datetime.fromtimestamp(moment, dt.UTC) if isinstance(moment, int) else None
    text, link = str(message.get("text", "")), str(message.get("ref", ""))
    try:
        payload = json.loads(str(message.get("payload") or "{}"))
    except ValueError:
        payload = {}
    match payload:
        case {"press": str(press)} if press:
            return Inbound(number, str(who), press, at=at)
        case {"command": "start"}:
            return Inbound(number, str(who), link, kind="START", at=at)
    if link:
        return Inbound(number, str(who), link, kind="START", at=at)
    return Inbound(number, str(who), text, at=at)


def open_channel(settings: Settings) -> Vk:
    """Make the channel."""
    return Vk(settings)
