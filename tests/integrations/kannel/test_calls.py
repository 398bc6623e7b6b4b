"""Answers of Kannel that are no yes are told apart; its calls are known by our word."""

from dataclasses import replace
from uuid import uuid4

import pytest

from plushka.integrations.asking import Rubbish
from plushka.integrations.kannel.channel import Kannel, Settings, open_channel
from plushka.integrations.sending import Call, Forged, Refused, Report, Trouble, Unsure
from tests.fakes.serving import Served
from tests.integrations.channels import outgoing
from tests.programs import free_port

SECRET = "a word"
REPORT = {"what": "report", "id": str(uuid4()), "secret": SECRET}


def made(url: str = "http://127.0.0.1") -> Kannel:
    return open_channel(Settings(url=url, username="lipa", password="p", hook_secret=SECRET))


async def test_nobody_there_is_a_refusal() -> None:
    channel = made(f"http://127.0.0.1:{free_port()}/cgi-bin/sendsms")

    assert await channel.send(outgoing()) == Refused("no_connection")
    with pytest.raises(Trouble, match=r"^no_connection$"):
        await channel.check()
    await channel.close()


@pytest.mark.parametrize(
    ("status", "result"),
    [
        (200, Unsure("rubbish")),
        (302, Unsure("rubbish")),
        (400, Refused("http_400", is_final=True)),
        (429, Refused("http_429", retry_after=5.0)),
        (500, Unsure("http_500")),
        (503, Refused("http_503", retry_after=5.0)),
    ],
    ids=str,
)
async def test_other_answers_than_yes_are_told_apart(
    status: int, result: Refused | Unsure
) -> None:
    with Served(lambda *_: (status, b"\xff<html>")) as served:
        channel, message = made(served.address), outgoing()
        # What Kannel took without our hearing of it is reported under the id that we gave it.
        if isinstance(result, Unsure):
            result = replace(result, provider_id=str(message.id))
        assert await channel.send(message) == result
        await channel.close()


def test_a_report_may_come_twice() -> None:
    call = Call("GET", REPORT | {"state": "1"}, {}, b"")

    assert [made().read(call).heard for _ in range(2)] == [[Report(REPORT["id"], "DELIVERED")]] * 2


@pytest.mark.parametrize("state", ["4", "8"])
def test_what_is_on_its_way_is_no_report(state: str) -> None:
    answer = made().read(Call("GET", REPORT | {"state": state}, {}, b""))

    assert (answer.status, answer.heard) == (200, [])


@pytest.mark.parametrize("secret", ["", "another", "a wor", "слово"])
def test_a_call_without_our_word_is_forged(secret: str) -> None:
    with pytest.raises(Forged):
        made().read(Call("GET", REPORT | {"state": "1", "secret": secret}, {}, b""))


def test_no_word_is_no_word_of_ours() -> None:
    channel = open_channel(Settings(url="http://127.0.0.1", username="l", password="p"))

    with pytest.raises(Forged):
        channel.read(Call("GET", REPORT | {"state": "1", "secret": ""}, {}, b""))


@pytest.mark.parametrize(
    ("said", "body"),
    [
        ({"what": "report", "state": "1"}, b""),
        (REPORT | {"state": "many"}, b""),
        (REPORT, b""),
        ({"what": "message", "from": "+7916"}, b""),
        ({"what": "message", "id": "1"}, b""),
        (REPORT | {"state": "1"}, b"\xff\xfe"),
    ],
    ids=["no id", "a word", "no state", "no id of a text", "no sender", "no form"],
)
def test_rubbish_is_refused(said: dict[str, str], body: bytes) -> None:
    with pytest.raises(Rubbish):
        made().read(Call("POST", {"secret": SECRET} | said, {}, body))
