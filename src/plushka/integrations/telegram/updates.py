"""What Telegram calls us for: somebody wrote, pressed a button, showed their phone, left."""

import datetime as dt
import json

from aiogram.types import CallbackQuery, Message, Update
from aiogram.types import User as Person

from plushka.integrations.sending import Answer, Inbound

WANTED = ["message", "callback_query", "my_chat_member"]

_PRIVATE = "private"
_START = "/start"
_LEFT = "kicked"
_LANGUAGES = frozenset({"ru", "uk", "en"})


def read(body: bytes) -> Answer:
    """Read an update; what is none of ours is answered and heard by nobody.

    Raises ``ValueError`` for what is no update. Only chats of one person with the bot are
    heard: a group is nobody's phone.
    """
    update = Update.model_validate_json(body)
    number = str(update.update_id)
    if update.message and update.message.chat.type == _PRIVATE and update.message.from_user:
        return Answer([_written(number, update.message, update.message.from_user)])
    if update.callback_query:
        return _pressed(number, update.callback_query)
    moved = update.my_chat_member
    if moved and moved.chat.type == _PRIVATE and moved.new_chat_member.status == _LEFT:
        left = Inbound(number, str(moved.chat.id), "", kind="STOP", at=moved.date)
        return Answer([left])
    return Answer()


def _written(number: str, message: Message, who: Person) -> Inbound:
    chat, at = str(message.chat.id), _moment(message.date)
    name, language = who.full_name, _language(who)
    if message.contact is not None:
        is_own = message.contact.user_id == who.id and message.forward_origin is None
        phone = _phone(message.contact.phone_number) if is_own else ""
        return Inbound(number, chat, phone, kind="CONTACT", at=at, name=name, language=language)
    text = message.text or ""
    command, _, word = text.partition(" ")
    if command == _START:
        return Inbound(
            number, chat, word.strip(), kind="START", at=at, name=name, language=language
        )
    return Inbound(number, chat, text, at=at, name=name, language=language)


def _pressed(number: str, pressed: CallbackQuery) -> Answer:
    """Hear the button as words; the answer stops the button's waiting."""
    done = {"method": "answerCallbackQuery", "callback_query_id": pressed.id}
    told = json.dumps(done)
    chat = pressed.message.chat if pressed.message else None
    if chat is None or chat.type != _PRIVATE or not pressed.data:
        return Answer(body=told, media_type="application/json")
    who = pressed.from_user
    heard = Inbound(
        number, str(chat.id), pressed.data, name=who.full_name, language=_language(who)
    )
    return Answer([heard], body=told, media_type="application/json")


def _phone(told: str) -> str:
    digits = "".join(one for one in told if one.isascii() and one.isdecimal())
    return f"+{digits}" if digits else ""


def _language(who: Person) -> str:
    language = (who.language_code or "").partition("-")[0]
    return language if language in _LANGUAGES else ""


def _moment(at: dt.datetime) -> dt.datetime:
    return at if at.tzinfo else at.replace(tzinfo=dt.UTC)
