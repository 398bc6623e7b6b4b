"""MAX, as we speak to it and read it."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from plushka.integrations.chatting import Button, Saying
from plushka.integrations.max_messenger.channel import Max as Channel
from plushka.integrations.max_messenger.channel import Settings, open_channel
from plushka.integrations.sending import (
    Accepted,
    Answer,
    Call,
    Forged,
    Heard,
    Inbound,
    Refused,
    Result,
    Trouble,
    Unsure,
)
from tests.fakes.max_messenger import TOKEN, Max
from tests.integrations.messengers.cast import png, run, send

NOON = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
MOMENT = int(NOON.timestamp() * 1000)
ANNA = {"user_id": 42, "first_name": "Анна", "last_name": "Ли", "is_bot": False}
HEARD = Inbound("mid.1", "42", "", at=NOON, name="Анна Ли", language="ru")


@pytest.fixture
def cloud() -> Iterator[Max]:
    """MAX."""
    with Max() as cloud:
        yield cloud


@pytest.fixture
def channel(cloud: Max) -> Channel:
    """The bot of «Липа»."""
    return open_channel(Settings(TOKEN, cloud.address))


def _read(channel: Channel, kind: str, secret: str | None = None, **told: Any) -> list[Heard]:
    update = {"update_type": kind, "timestamp": MOMENT, "user_locale": "ru-RU", **told}
    carried = channel.secret if secret is None else secret
    head = {"x-max-bot-api-secret": carried}
    return channel.read(Call("POST", {}, head, json.dumps(update).encode())).heard


def _writes(channel: Channel, *, chat: str = "dialog", **body: Any) -> list[Heard]:
    message = {"sender": ANNA, "recipient": {"chat_type": chat}, "timestamp": MOMENT}
    return _read(channel, "message_created", message=message | {"body": {"mid": "mid.1", **body}})


def test_a_message_reaches_the_person(cloud: Max, channel: Channel) -> None:
    assert send(channel) == Accepted("mid.1", is_delivered=True)
    assert cloud.said == [{"to": "42", "text": "Привет", "attachments": []}]


def test_an_advertisement_carries_the_button_that_ends_them(cloud: Max, channel: Channel) -> None:
    send(channel, is_advertising=True, language="en")

    [keyboard] = cloud.said[0]["attachments"]
    assert keyboard["payload"]["buttons"] == [
        [{"type": "callback", "text": "Send me no more offers", "payload": "/stop"}]
    ]


def test_a_picture_is_uploaded_and_said_with_its_words(cloud: Max, channel: Channel) -> None:
    saying = Saying("Карта", ((Button("Баланс", "/balance"),),), png())

    run(channel, lambda: channel.say("42", saying))

    picture, _buttons = cloud.said[0]["attachments"]
    assert picture == {"type": "image", "payload": {"photos": {"a": {"token": "t"}}}}


def test_words_go_without_a_picture_that_max_does_not_take(cloud: Max, channel: Channel) -> None:
    run(channel, lambda: channel.say("42", Saying("Карта", picture=b"no picture")))

    assert cloud.said[0]["attachments"] == []


@pytest.mark.parametrize(
    ("status", "result"),
    [
        (403, Refused("http_403", is_final=True, is_address_gone=True)),
        (404, Refused("http_404", is_final=True, is_address_gone=True)),
        (401, Refused("unauthorized")),
        (400, Refused("http_400", is_final=True)),
        (429, Refused("http_429", retry_after=5.0)),
        (503, Refused("http_503", retry_after=5.0)),
        (500, Unsure("http_500")),
        (200, Unsure("rubbish")),
    ],
    ids=["stopped", "nobody", "token", "bad", "fast", "away", "server", "rubbish"],
)
def test_what_went_wrong_is_told_honestly(
    cloud: Max, channel: Channel, status: int, result: Result
) -> None:
    cloud.refusals.append(status)

    assert send(channel) == result
    assert cloud.said == []


def test_who_stopped_the_bot_is_reached_no_more(cloud: Max, channel: Channel) -> None:
    cloud.stopped.add("42")

    assert send(channel) == Refused("http_403", is_final=True, is_address_gone=True)


def test_updates_are_read(channel: Channel) -> None:
    assert _writes(channel, text="Баланс") == [replace(HEARD, text="Баланс")]
    assert _writes(channel, text="Всем", chat="chat") == []
    assert _read(channel, "bot_started", user=ANNA, chat_id=1, payload="r_42") == [
        replace(HEARD, id=f"start:{MOMENT}", kind="START", text="r_42")
    ]
    assert _read(channel, "bot_stopped", user=ANNA, chat_id=1) == [
        replace(HEARD, id=f"stop:{MOMENT}", kind="STOP", name="")
    ]
    pressed = {"callback_id": "c1", "timestamp": MOMENT, "payload": "/balance", "user": ANNA}
    assert _read(channel, "message_callback", callback=pressed) == [
        replace(HEARD, id=f"c1:{MOMENT}", text="/balance")
    ]
    assert _read(channel, "dialog_muted", user=ANNA) == []


def test_a_shared_contact_is_a_typed_phone_and_proves_nothing(channel: Channel) -> None:
    card = "BEGIN:VCARD\r\nFN:Анна\r\nTEL;TYPE=cell:+7 916 123-45-67\r\nEND:VCARD"
    shared = {"type": "contact", "payload": {"vcf_info": card, "hash": "?", "max_info": ANNA}}

    assert _writes(channel, attachments=[shared]) == [replace(HEARD, text="+79161234567")]


def test_only_calls_with_our_secret_are_read(channel: Channel) -> None:
    for forged in ("", "x" * 64):
        with pytest.raises(Forged):
            _read(channel, "bot_started", forged, user=ANNA)
    with pytest.raises(ValueError, match=r"^$"):
        channel.read(Call("POST", {}, {"x-max-bot-api-secret": channel.secret}, b"[1]"))


def test_an_update_that_says_nothing_is_answered(channel: Channel) -> None:
    head = {"x-max-bot-api-secret": channel.secret}

    assert channel.read(Call("POST", {}, head, b"{}")) == Answer()


def test_max_is_told_where_to_call_us(cloud: Max, channel: Channel) -> None:
    run(channel, lambda: channel.listen("https://bonus.example/hooks/lipa/1"))

    assert [one["secret"] for one in cloud.subscribed] == [channel.secret]
    with pytest.raises(Trouble, match="does not take the address"):
        run(channel, lambda: channel.listen("http://bonus.example"))


def test_a_check_says_which_bot_it_is(cloud: Max, channel: Channel) -> None:
    stranger = open_channel(Settings("other", cloud.address))

    assert run(channel, channel.check) == "@lipa_bot"
    with pytest.raises(Trouble, match=r"MAX does not know this token\."):
        run(stranger, stranger.check)
