"""Telegram's cloud on this machine: the Bot API as it is documented, and people with phones.

Two clients that know nothing of each other find it faithful: ``test_emulator.py``. It keeps
updates until a bot asks for them, or posts them to the bot's webhook with its secret.
"""

import itertools
import json
import urllib.request
from collections import deque
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError

from tests.fakes.serving import Asked, Served

type Json = dict[str, Any]

NOW = 1_795_251_600
"""Noon in Moscow on 21 November 2026, as Telegram writes moments."""


_NUMBERS = itertools.count(101)


class Refused(Exception):  # noqa: N818 - a fault said in the trade's words
    """The Bot API says no, as it does."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.answer: Json = {"ok": False, "error_code": status, "description": description}
        if parameters:
            self.answer["parameters"] = parameters


@dataclass
class Bot:
    """A bot, what it said, and what it has not heard yet."""

    id: int
    username: str
    hook: str = ""
    secret: str = ""
    waiting: deque[Json] = field(default_factory=deque)
    called: list[tuple[str, Json]] = field(default_factory=list)
    n_updates: int = 0


@dataclass
class Person:
    """Somebody with Telegram, who talks with one bot."""

    cloud: "Cloud"
    bot: Bot
    id: int
    name: str = "Анна"
    phone: str = "79161234567"
    language: str = "ru"
    has_started: bool = False
    has_blocked: bool = False
    #: What the bot said here: the messages, newest last.
    got: list[Json] = field(default_factory=list)

    def writes(self, text: str, **more: Any) -> Json:
        """Write something to the bot."""
        return self._sends(text=text, **more)

    def opens(self, word: str = "") -> Json:
        """Open the bot by a link, ``t.me/bot?start=word``."""
        self.has_started, self.has_blocked = True, False
        return self.writes(f"/start {word}".strip())

    def shares(self, other: "Person | None" = None, **more: Any) -> Json:
        """Press the button that tells one's phone; or send somebody else's card."""
        whose = other or self
        card = {"phone_number": whose.phone, "first_name": whose.name, "user_id": whose.id}
        return self._sends(contact=card, **more)

    def presses(self, label: str) -> Json:
        """Press a button under the newest message that has it."""
        for message in reversed(self.got):
            markup = message.get("reply_markup", {})
            for row in markup.get("inline_keyboard", []):
                for button in row:
                    if button["text"] == label:
                        query = {
                            "id": str(self.cloud.next_number()),
                            "from": self.user,
                            "chat_instance": "1",
                            "message": {k: v for k, v in message.items() if k != "picture"},
                            "data": button["callback_data"],
                        }
                        return self.cloud.tell(self.bot, callback_query=query)
            for row in markup.get("keyboard", []):
                for button in row:
                    if button["text"] == label:
                        asks = button.get("request_contact")
                        return self.shares() if asks else self.writes(label)
        raise AssertionError(f"no button {label!r}")

    def blocks(self) -> Json:
        """Block the bot."""
        self.has_blocked = True
        told = {"chat": self.chat, "from": self.user, "date": NOW}
        before = {"user": self.cloud.user_of(self.bot), "status": "member"}
        after = before | {"status": "kicked", "until_date": 0}
        moved = told | {"old_chat_member": before, "new_chat_member": after}
        return self.cloud.tell(self.bot, my_chat_member=moved)

    @property
    def user(self) -> Json:
        """This person as Telegram describes them."""
        told = {"id": self.id, "is_bot": False, "first_name": self.name}
        return told | {"language_code": self.language}

    @property
    def chat(self) -> Json:
        """Their chat with the bot."""
        return {"id": self.id, "type": "private", "first_name": self.name}

    def _sends(self, **parts: Any) -> Json:
        message = {"message_id": self.cloud.next_number(), "from": self.user, "chat": self.chat}
        return self.cloud.tell(self.bot, message=message | {"date": NOW} | parts)


class Cloud(Served):
    """The Bot API on a port of its own."""

    def __init__(self) -> None:
        super().__init__(self._answer)
        self.bots: dict[str, Bot] = {}
        self.people: dict[int, Person] = {}
        #: What the next calls are refused with, one each.
        self.refusals: deque[Refused] = deque()

    def new_bot(self, username: str) -> str:
        """Make a bot, as BotFather does, and give its token."""
        number = self.next_number()
        token = f"{number}:{'A' * 35}"
        self.bots[token] = Bot(number, username)
        return token

    def person(self, token: str, **known: Any) -> Person:
        """Let somebody have Telegram."""
        one = Person(self, self.bots[token], self.next_number(), **known)
        self.people[one.id] = one
        return one

    def next_number(self) -> int:
        """Count on; no two clouds know the same number."""
        return next(_NUMBERS)

    def user_of(self, bot: Bot) -> Json:
        """A bot as Telegram describes it."""
        return {"id": bot.id, "is_bot": True, "first_name": "Липа", "username": bot.username}

    def tell(self, bot: Bot, **update: Json) -> Json:
        """Keep an update for the bot, or call its webhook."""
        bot.n_updates += 1
        told = {"update_id": bot.n_updates, **update}
        if bot.hook:
            self.post(bot, told)
        else:
            bot.waiting.append(told)
        return told

    def post(self, bot: Bot, update: Json, *, secret: str | None = None) -> int:
        """Call the webhook; what it answers with is a call of the Bot API by itself."""
        head = {"Content-Type": "application/json"}
        carried = bot.secret if secret is None else secret
        if carried:
            head["X-Telegram-Bot-Api-Secret-Token"] = carried
        call = urllib.request.Request(bot.hook, json.dumps(update).encode(), head)  # noqa: S310
        try:
            with urllib.request.urlopen(call, timeout=10) as answered:  # noqa: S310
                said = answered.read()
        except HTTPError as refused:
            return refused.code
        if said.startswith(b"{"):
            asked = json.loads(said)
            self.call(bot, asked.pop("method"), asked)
        return 200

    def _answer(self, path: str, _head: dict[str, str], asked: Asked) -> tuple[int, bytes]:
        """Answer ``/bot<token>/<method>``."""
        token, _, method = path.removeprefix("/bot").partition("/")
        try:
            if self.refusals:
                raise self.refusals.popleft()
            told = {"ok": True, "result": self.call(self._bot_of(token), method, asked)}
        except Refused as refused:
            return int(refused.answer["error_code"]), json.dumps(refused.answer).encode()
        return 200, json.dumps(told).encode()

    def _bot_of(self, token: str) -> Bot:
        if token not in self.bots:
            raise Refused(401, "Unauthorized")
        return self.bots[token]

    def call(self, bot: Bot, method: str, asked: Json) -> Any:
        """Do what a bot asks for."""
        do = getattr(self, f"_{method.lower()}", None)
        if do is None:
            raise Refused(404, "Not Found")
        bot.called.append((method, asked))
        return do(bot, asked)

    def _getme(self, bot: Bot, _asked: Json) -> Json:
        may = {"can_join_groups": True, "can_read_all_group_messages": False}
        return self.user_of(bot) | may | {"supports_inline_queries": False}

    def _setwebhook(self, bot: Bot, asked: Json) -> bool:
        if not asked.get("url", "").startswith(("https://", "http://127.0.0.1")):
            raise Refused(400, "Bad Request: bad webhook: An HTTPS URL must be provided")
        bot.hook, bot.secret = asked["url"], asked.get("secret_token", "")
        return True

    def _deletewebhook(self, bot: Bot, _asked: Json) -> bool:
        bot.hook = bot.secret = ""
        return True

    def _getupdates(self, bot: Bot, asked: Json) -> list[Json]:
        if bot.hook:
            raise Refused(409, "Conflict: can't use getUpdates method while webhook is active")
        first = int(asked.get("offset", 0))
        while bot.waiting and bot.waiting[0]["update_id"] < first:
            bot.waiting.popleft()
        return list(bot.waiting)[: int(asked.get("limit", 100))]

    def _sendmessage(self, bot: Bot, asked: Json) -> Json:
        text = asked.get("text", "")
        if not text.strip():
            raise Refused(400, "Bad Request: message text is empty")
        if len(text) > 4096:
            raise Refused(400, "Bad Request: message is too long")
        return self._delivered(bot, asked, text=text)

    def _sendphoto(self, bot: Bot, asked: Json) -> Json:
        photo = asked.get("photo", b"")
        if isinstance(photo, str) and photo.startswith("attach://"):
            photo = asked.get(photo.removeprefix("attach://"), b"")
        if not (isinstance(photo, bytes) and photo.startswith(b"\x89PNG")):
            raise Refused(400, "Bad Request: IMAGE_PROCESS_FAILED")
        size = {"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}
        caption = asked.get("caption", "")
        if len(caption) > 1024:
            raise Refused(400, "Bad Request: message caption is too long")
        sent = self._delivered(bot, asked, photo=[size], caption=caption)
        self.people[sent["chat"]["id"]].got[-1]["picture"] = photo
        return sent

    def _answercallbackquery(self, _bot: Bot, _asked: Json) -> bool:
        return True

    def _delivered(self, bot: Bot, asked: Json, **parts: Any) -> Json:
        whose = self.people.get(int(asked["chat_id"]))
        if whose is None or whose.bot is not bot or not whose.has_started:
            raise Refused(400, "Bad Request: chat not found")
        if whose.has_blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        head = {"message_id": self.next_number(), "from": self.user_of(bot), "date": NOW}
        sent = head | {"chat": whose.chat} | parts
        markup = asked.get("reply_markup")
        markup = json.loads(markup) if isinstance(markup, str) else markup
        # Only buttons under a message are told back, as in the real one.
        is_inline = markup is not None and "inline_keyboard" in markup
        whose.got.append(sent | ({"reply_markup": markup} if markup else {}))
        return sent | ({"reply_markup": markup} if is_inline else {})
