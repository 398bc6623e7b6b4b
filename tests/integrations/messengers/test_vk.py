"""VK, as we speak to it and read it."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from plushka.integrations.chatting import Button, Saying
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
from plushka.integrations.vk.channel import Settings, open_channel
from plushka.integrations.vk.channel import Vk as Channel
from tests.fakes.vk import GROUP, TOKEN, Vk
from tests.integrations.messengers.cast import png, run, send

NOON = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def vk() -> Iterator[Vk]:
    """VK."""
    with Vk() as vk:
        yield vk


@pytest.fixture
def channel(vk: Vk) -> Channel:
    """The community of «Липа»."""
    return open_channel(Settings(TOKEN, GROUP, "8f2c", vk.address))


def _read(channel: Channel, kind: str, told: Any, **more: Any) -> Answer:
    event = {"type": kind, "object": told, "group_id": GROUP, "event_id": "e1"}
    body = json.dumps(event | {"secret": channel.secret} | more).encode()
    return channel.read(Call("POST", {}, {}, body))


def _writes(channel: Channel, **message: Any) -> list[Heard]:
    head = {"from_id": 42, "peer_id": 42, "date": int(NOON.timestamp()), "text": ""}
    return _read(channel, "message_new", {"message": head | message}).heard


HEARD = Inbound("e1", "42", "", at=NOON)


def test_a_message_repeated_is_said_once(vk: Vk, channel: Channel) -> None:
    first, again = send(channel), send(channel)

    assert first == again == Accepted("100", is_delivered=True)
    assert [one["message"] for one in vk.said] == ["Привет"]


def test_an_advertisement_carries_the_button_that_ends_them(vk: Vk, channel: Channel) -> None:
    send(channel, is_advertising=True, language="ru")

    [[button]] = json.loads(vk.said[0]["keyboard"])["buttons"]
    assert button["action"]["label"] == "Не присылать предложения"
    assert _writes(channel, payload=button["action"]["payload"]) == [replace(HEARD, text="/stop")]


def test_a_picture_is_uploaded_and_said_with_its_words(vk: Vk, channel: Channel) -> None:
    saying = Saying("Карта", ((Button("Баланс", "/balance"),),), png())

    run(channel, lambda: channel.say("42", saying))

    [said] = vk.said
    assert (said["message"], said["attachment"]) == ("Карта", "photo-7_5_k")


def test_words_go_without_a_picture_that_vk_does_not_take(vk: Vk, channel: Channel) -> None:
    run(channel, lambda: channel.say("42", Saying("Карта", picture=b"no picture")))

    assert [one.get("attachment") for one in vk.said] == [None]


def test_more_buttons_than_fit_stand_in_the_place_of_letters(vk: Vk, channel: Channel) -> None:
    rows = tuple((Button(f"Точка {place}", f"/code {place}"),) for place in range(20))

    run(channel, lambda: channel.say("42", Saying("Где?", rows)))

    drawn = json.loads(vk.said[0]["keyboard"])
    assert (drawn.get("inline"), len(drawn["buttons"])) == (None, 10)


@pytest.mark.parametrize(
    ("code", "result"),
    [
        (901, Refused("vk_901", is_final=True, is_address_gone=True)),
        (902, Refused("vk_902", is_final=True, is_address_gone=True)),
        (6, Refused("vk_6", retry_after=1.0)),
        (5, Refused("unauthorized")),
        (914, Refused("vk_914", is_final=True)),
        (10, Unsure("vk_10")),
    ],
    ids=["denied", "privacy", "fast", "token", "long", "server"],
)
def test_what_went_wrong_is_told_honestly(
    vk: Vk, channel: Channel, code: int, result: Result
) -> None:
    vk.refusals.append(code)

    assert send(channel) == result


def test_what_nobody_answers_is_unsure(vk: Vk, channel: Channel) -> None:
    vk.faults.extend(["cut", "rubbish"])

    assert send(channel) == Unsure("no_answer")
    assert send(channel) == Unsure("rubbish")
    assert send(channel, "anna") == Refused("no_such_chat", is_final=True, is_address_gone=True)


def test_events_are_read(channel: Channel) -> None:
    assert _writes(channel, text="Баланс") == [replace(HEARD, text="Баланс")]
    started = [replace(HEARD, kind="START")]
    assert _writes(channel, text="Начать", payload='{"command":"start"}') == started
    assert _writes(channel, text="Привет", ref="r_42") == [
        replace(HEARD, kind="START", text="r_42")
    ]
    assert _writes(channel, text="?", payload="rubbish") == [replace(HEARD, text="?")]
    assert _writes(channel, text="Всем", peer_id=2_000_000_001) == []
    assert _read(channel, "message_deny", {"user_id": 42}).heard == [
        Inbound("e1", "42", "", kind="STOP")
    ]
    assert _read(channel, "wall_post_new", {"id": 1}) == Answer(body="ok")


def test_only_calls_with_our_secret_and_number_are_read(channel: Channel) -> None:
    for forged in ({"secret": ""}, {"secret": "x" * 40}, {"group_id": 8}):
        with pytest.raises(Forged):
            _read(channel, "message_new", {}, **forged)
    with pytest.raises(ValueError, match=r"^$"):
        channel.read(Call("POST", {}, {}, b"<html>"))


def test_our_address_is_confirmed_with_the_words_of_vk(channel: Channel) -> None:
    assert _read(channel, "confirmation", None, secret="") == Answer(body="8f2c")
    with pytest.raises(Forged):
        _read(channel, "confirmation", None, group_id=8)


def test_vk_is_told_where_to_call_us(vk: Vk, channel: Channel) -> None:
    run(channel, lambda: channel.listen("https://bonus.example/hooks/lipa/1"))

    (_, server), (_, wanted) = vk.called
    assert server["secret_key"] == channel.secret
    assert (wanted["server_id"], wanted["message_new"]) == ("3", "1")
    with pytest.raises(Trouble, match="does not take the address"):
        run(channel, lambda: channel.listen("http://bonus.example"))


def test_a_check_says_which_community_it_is(vk: Vk, channel: Channel) -> None:
    stranger = open_channel(Settings("other", GROUP, "", vk.address))

    assert run(channel, channel.check) == "Липа"
    with pytest.raises(Trouble, match=r"VK does not know this token\."):
        run(stranger, stranger.check)
