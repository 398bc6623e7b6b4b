"""What exchanges tell of calls, and what others would like us to believe."""

import asyncio
from urllib.parse import urlencode
from uuid import UUID

import pytest

from plushka.integrations.asking import Rubbish
from plushka.integrations.missed_call.channel import MissedCalls, Settings
from plushka.integrations.sending import Call, Forged, Inbound, Outgoing, Refused

SECRET = "a word of ours"
CHANNEL = MissedCalls(Settings(hook_secret=SECRET))


def _call(secret: str = SECRET, **told: str) -> Call:
    form = {"from": "79161234567", "to": "78001234567", "call_id": "a1@sip", **told}
    return Call("POST", {}, {"x-plushka-secret": secret}, urlencode(form).encode())


def test_a_call_is_known_by_the_id_of_the_exchange() -> None:
    answer = CHANNEL.read(_call())

    assert answer.heard == [Inbound("a1@sip", "+79161234567", "", to="+78001234567", kind="CALL")]
    assert (answer.status, answer.body) == (200, "")


@pytest.mark.parametrize(
    "told",
    [
        "+79161234567",
        "79161234567",
        "89161234567",
        "9161234567",
        "0079161234567",
        "sip:+79161234567@sip.example;user=phone",
        "tel:+7-916-123-45-67",
    ],
    ids=["plus", "seven", "eight", "short", "zeros", "sip", "tel"],
)
def test_a_phone_is_read_however_the_exchange_writes_it(told: str) -> None:
    [heard] = CHANNEL.read(_call(**{"from": told})).heard

    assert isinstance(heard, Inbound)
    assert heard.sender == "+79161234567"


@pytest.mark.parametrize(
    "told",
    ["", "anonymous", "Restricted", "<script>", "12", "+" + "7" * 300, "+70000000000"],
    ids=range(7),
)
def test_a_hidden_number_is_nobody(told: str) -> None:
    assert CHANNEL.read(_call(**{"from": told})).heard == []


def test_a_call_that_is_told_twice_has_one_id_also_where_the_exchange_gives_none() -> None:
    first, again = (CHANNEL.read(_call(call_id="")).heard[0] for _ in range(2))
    other = CHANNEL.read(_call(call_id="", **{"from": "79161234568"})).heard[0]

    assert isinstance(first, Inbound)
    assert isinstance(again, Inbound)
    assert isinstance(other, Inbound)
    assert first.id == again.id != other.id


def test_an_exchange_that_sets_no_headers_tells_the_secret_in_its_form() -> None:
    told = urlencode({"from": "79161234567", "call_id": "1", "secret": SECRET}).encode()

    assert len(CHANNEL.read(Call("POST", {}, {}, told)).heard) == 1


@pytest.mark.parametrize("secret", ["", "guessed", SECRET + " "], ids=range(3))
def test_a_forged_call_is_not_heard(secret: str) -> None:
    with pytest.raises(Forged):
        CHANNEL.read(_call(secret=secret))
    with pytest.raises(Forged):
        MissedCalls(Settings()).read(_call(secret=""))


def test_rubbish_is_refused() -> None:
    with pytest.raises(Rubbish):
        CHANNEL.read(Call("POST", {}, {"x-plushka-secret": SECRET}, b"\xff\xfe"))


def test_nothing_is_sent_by_it() -> None:
    sent = CHANNEL.send(Outgoing(UUID(int=1), "+79161234567", "?"))

    assert asyncio.run(sent) == Refused("hears_only", is_final=True)
