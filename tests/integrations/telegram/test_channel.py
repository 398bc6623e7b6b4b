"""Telegram, as we speak to it: what was said, what was not, and what nobody knows."""

import asyncio
import datetime as dt
import json
from collections.abc import Callable, Coroutine, Iterator
from typing import Any
from uuid import UUID

import msgspec
import pytest

from plushka.integrations.chatting import Button, Saying
from plushka.integrations.providers import provider
from plushka.integrations.sending import (
    Accepted,
    Answer,
    Call,
    Forged,
    Inbound,
    Outgoing,
    Refused,
    Result,
    Trouble,
    Unsure,
)
from plushka.integrations.telegram.channel import Telegram, open_channel
from plushka.integrations.telegram.settings import Settings
from tests.fakes import telegram as fake
from tests.fakes.telegram import Cloud, Person
from tests.integrations.telegram.test_emulator import _png

NOON = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
GONE = Refused("no_such_chat", is_final=True, is_address_gone=True)
SECRET = "x-telegram-bot-api-secret-token"


@pytest.fixture
def cloud() -> Iterator[Cloud]:
    """Telegram."""
    with Cloud() as cloud:
        yield cloud


@pytest.fixture
def token(cloud: Cloud) -> str:
    """A bot of «Липа»."""
    return cloud.new_bot("lipa_bot")


@pytest.fixture
def channel(cloud: Cloud, token: str) -> Telegram:
    """The bot, as the company has set it up."""
    return open_channel(Settings(token, cloud.address))


@pytest.fixture
def anna(cloud: Cloud, token: str) -> Person:
    """Anna, who has opened the bot."""
    anna = cloud.person(token)
    anna.opens()
    return anna


def _run[T](channel: Telegram, do: Callable[[], Coroutine[Any, Any, T]]) -> T:
    async def whole() -> T:
        try:
            return await do()
        finally:
            await channel.close()

    return asyncio.run(whole())


def _send(channel: Telegram, to: object, text: str = "Привет", **more: Any) -> Result:
    message = Outgoing(UUID(int=7), str(to), text, **more)
    return _run(channel, lambda: channel.send(message))


def _read(channel: Telegram, update: dict[str, Any], secret: str | None = None) -> Answer:
    carried = channel.secret if secret is None else secret
    return channel.read(Call("POST", {}, {SECRET: carried}, json.dumps(update).encode()))


def test_a_message_reaches_the_chat_and_that_is_the_last_word(
    channel: Telegram, anna: Person
) -> None:
    result = _send(channel, anna.id)

    [got] = anna.got
    assert got["text"] == "Привет"
    assert result == Accepted(str(got["message_id"]), is_delivered=True)


def test_an_advertisement_carries_the_button_that_ends_them(
    channel: Telegram, anna: Person
) -> None:
    _send(channel, anna.id, is_advertising=True, language="uk")
    pressed = anna.presses("Не надсилати пропозиції")

    assert _read(channel, pressed).heard == [
        Inbound(str(pressed["update_id"]), str(anna.id), "/stop", name="Анна", language="ru")
    ]


def test_a_picture_comes_with_its_words_and_buttons(channel: Telegram, anna: Person) -> None:
    saying = Saying("Карта", ((Button("Баланс", "/balance"),),), _png())

    _run(channel, lambda: channel.say(str(anna.id), saying))

    [got] = anna.got
    assert (got["caption"], got["picture"]) == ("Карта", _png())
    pressed = anna.presses("Баланс")
    answer = _read(channel, pressed)
    assert [one.text for one in answer.heard if isinstance(one, Inbound)] == ["/balance"]
    assert json.loads(answer.body) == {
        "method": "answerCallbackQuery",
        "callback_query_id": pressed["callback_query"]["id"],
    }


def test_who_blocked_the_bot_is_reached_no_more(channel: Telegram, anna: Person) -> None:
    left = anna.blocks()

    assert _send(channel, anna.id) == Refused("blocked", is_final=True, is_address_gone=True)
    assert _read(channel, left).heard == [
        Inbound(str(left["update_id"]), str(anna.id), "", kind="STOP", at=NOON)
    ]


def test_a_bot_writes_to_nobody_who_has_not_written_first(
    channel: Telegram, cloud: Cloud, token: str
) -> None:
    assert _send(channel, cloud.person(token).id) == GONE
    assert _send(channel, "@anna") == GONE


@pytest.mark.parametrize(
    ("fault", "result"),
    [
        (
            fake.Refused(429, "Too Many Requests", retry_after=7),
            Refused("too_many", retry_after=7),
        ),
        (fake.Refused(400, "Bad Request: what"), Refused("bad_request", is_final=True)),
        (fake.Refused(401, "Unauthorized"), Refused("unauthorized")),
        (fake.Refused(500, "Internal Server Error: restart"), Refused("restarting")),
        (fake.Refused(500, "Internal Server Error"), Unsure("server_error")),
        ("rubbish", Unsure("rubbish")),
        ("cut", Unsure("broken_off")),
    ],
    ids=["429", "400", "401", "restart", "500", "rubbish", "cut"],
)
def test_what_went_wrong_is_told_honestly(
    channel: Telegram, cloud: Cloud, anna: Person, fault: fake.Refused | str, result: Result
) -> None:
    if isinstance(fault, str):
        cloud.faults.append(fault)
    else:
        cloud.refusals.append(fault)

    assert _send(channel, anna.id) == result
    assert anna.got == []


def test_where_nobody_listens_nothing_was_said(token: str) -> None:
    channel = open_channel(Settings(token, "http://127.0.0.1:9"))

    assert _send(channel, 7) == Refused("unreachable")


def test_a_text_that_is_too_long_for_a_message_is_cut(channel: Telegram, anna: Person) -> None:
    _send(channel, anna.id, "я" * 10_000)

    assert [one["text"] for one in anna.got] == ["я" * 4096]


def test_only_calls_with_our_secret_are_read(channel: Telegram, anna: Person) -> None:
    update = anna.writes("Баланс")

    for forged in ("", "a" * 64, "не наш"):
        with pytest.raises(Forged):
            _read(channel, update, secret=forged)
    assert _read(channel, update).heard == [
        Inbound(
            str(update["update_id"]), str(anna.id), "Баланс", at=NOON, name="Анна", language="ru"
        )
    ]


@pytest.mark.parametrize("body", [b"", b"[]", b"<html>", b'{"message": {}}', b"\xff"])
def test_rubbish_with_our_secret_is_a_value_error(channel: Telegram, body: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        channel.read(Call("POST", {}, {SECRET: channel.secret}, body))


def _heard(channel: Telegram, update: dict[str, Any]) -> tuple[str, str]:
    [heard] = _read(channel, update).heard
    assert isinstance(heard, Inbound)
    return heard.kind, heard.text


def test_a_link_that_opens_the_bot_tells_its_word(channel: Telegram, anna: Person) -> None:
    assert _heard(channel, anna.opens("ref_42")) == ("START", "ref_42")
    assert _heard(channel, anna.opens()) == ("START", "")
    assert _heard(channel, anna.writes("/starter")) == ("TEXT", "/starter")


def test_a_phone_is_vouched_for_only_where_it_is_the_person_s_own(
    channel: Telegram, cloud: Cloud, token: str, anna: Person
) -> None:
    bohdan = cloud.person(token, name="Богдан", phone="380501234567")
    forwarded = {"type": "user", "date": fake.NOW, "sender_user": bohdan.user}

    assert _heard(channel, anna.shares()) == ("CONTACT", "+79161234567")
    assert _heard(channel, anna.shares(bohdan)) == ("CONTACT", "")
    assert _heard(channel, anna.shares(forward_origin=forwarded)) == ("CONTACT", "")


def test_groups_and_other_updates_are_heard_by_nobody(channel: Telegram, anna: Person) -> None:
    in_group = anna.writes("Баланс")
    in_group["message"]["chat"] = {"id": -5, "type": "group", "title": "Дом"}
    unknown = {"update_id": 9, "something_new": {"a": 1}}

    assert _read(channel, in_group) == Answer()
    assert _read(channel, unknown) == Answer()


def test_telegram_is_told_where_to_call_us_and_calls_with_the_secret(
    channel: Telegram, cloud: Cloud, token: str
) -> None:
    _run(channel, lambda: channel.listen("https://bonus.example/hooks/1/2"))

    bot = cloud.bots[token]
    assert (bot.hook, bot.secret) == ("https://bonus.example/hooks/1/2", channel.secret)
    with pytest.raises(Trouble, match="public https"):
        _run(channel, lambda: channel.listen("http://bonus.example"))


def test_a_check_says_which_bot_it_is_or_why_it_cannot_be_used(
    channel: Telegram, cloud: Cloud
) -> None:
    stranger = open_channel(Settings(f"9:{'B' * 35}", cloud.address))

    assert _run(channel, channel.check) == "@lipa_bot"
    with pytest.raises(Trouble, match=r"Telegram does not know this token\."):
        _run(stranger, stranger.check)


def test_settings_are_a_token_in_its_form() -> None:
    struct = provider("telegram").settings

    assert msgspec.convert({"token": f"7:{'A' * 35}"}, struct) == Settings(f"7:{'A' * 35}")
    with pytest.raises(msgspec.ValidationError, match="token"):
        msgspec.convert({"token": "липа"}, struct)
