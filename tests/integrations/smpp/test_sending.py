"""Messages go over SMPP whole, once, under our id; what became of them is told honestly."""

import asyncio
import datetime as dt

import msgspec
import pytest

from plushka.integrations.sending import Accepted, Refused, Report, Unsure
from plushka.integrations.smpp.channel import open_channel
from plushka.integrations.smpp.settings import Settings
from tests.counterparts.smsc import Smsc
from tests.integrations.channels import outgoing, started
from tests.programs import free_port


async def test_a_message_is_sent_and_reported(smsc: Smsc, settings: Settings) -> None:
    message = outgoing("Вам подарок 100 бонусов до 15.12")
    channel = open_channel(settings)

    async with started(channel) as ear:
        result = await channel.send(message)
        heard = await ear.wait()

    assert isinstance(result, Accepted)
    assert heard == [Report(result.provider_id, "DELIVERED")]
    seen = smsc.seen()
    assert seen["binds"] == [["lipa", ""]]
    assert seen["messages"] == [
        {
            "from": "Lipa",
            "from_ton": 5,
            "from_npi": 0,
            "to": "79161234567",
            "to_ton": 1,
            "text": message.text,
            "header": [],
            "coding": 8,
            "wants_report": 1,
            "klass": 0,
            "valid_until": "",
            "id": str(message.id),
        }
    ]


async def test_plain_letters_go_in_the_plain_alphabet(smsc: Smsc, settings: Settings) -> None:
    channel = open_channel(settings)
    text = "Your code: {4217} @Lipa_shop ~ 5€"
    until = dt.datetime(2026, 11, 22, 15, 4, 5, tzinfo=dt.timezone(dt.timedelta(hours=3)))

    async with started(channel):
        result = await channel.send(outgoing(text, sender="+380671234567", valid_until=until))

    assert isinstance(result, Accepted)
    [seen] = smsc.seen()["messages"]
    assert (seen["text"], seen["coding"]) == (text, 0)
    assert (seen["from"], seen["from_ton"], seen["from_npi"]) == ("380671234567", 1, 1)
    assert seen["valid_until"] == "2026-11-22T12:04:05.000Z"


@pytest.mark.parametrize(
    ("text", "lengths"),
    [("я" * 201, [67, 67, 67]), ("z" * 200, [153, 47])],
    ids=["cyrillic", "latin"],
)
async def test_a_long_message_goes_in_numbered_parts(
    text: str, lengths: list[int], smsc: Smsc, settings: Settings
) -> None:
    channel, message = open_channel(settings), outgoing(text)

    async with started(channel) as ear:
        result = await channel.send(message)
        await ear.wait()

    assert isinstance(result, Accepted)
    assert result.n_parts == len(lengths)
    parts = smsc.seen()["messages"]
    assert [len(part["text"]) for part in parts] == lengths
    assert "".join(part["text"] for part in parts) == text
    headers = [part["header"][0] for part in parts]
    assert [header[3:] for header in headers] == [
        [len(lengths), place] for place in range(1, len(lengths) + 1)
    ]
    assert len({header[2] for header in headers}) == 1
    assert [part["wants_report"] for part in parts] == [0] * (len(lengths) - 1) + [1]
    assert {part["id"] for part in parts} == {str(message.id)}
    assert ear.heard == [Report(result.provider_id, "DELIVERED")]


async def test_a_line_that_knows_only_latin_1_is_sent_no_other_codes(
    smsc: Smsc, settings: Settings
) -> None:
    channel = open_channel(msgspec.structs.replace(settings, alphabet="LATIN1"))

    async with started(channel):
        await channel.send(outgoing("lipa@shop"))
        await channel.send(outgoing("5€"))

    # The centre reads what is plain as GSM's: there Latin-1's @ is another sign.
    assert [(one["text"], one["coding"]) for one in smsc.seen()["messages"]] == [
        ("lipa¡shop", 0),
        ("5€", 8),
    ]


async def test_reports_come_before_the_answer_and_twice(smsc: Smsc, settings: Settings) -> None:
    channel = open_channel(settings)

    async with started(channel) as ear:
        smsc.behave(submit="report first")
        early = await channel.send(outgoing())
        [first] = await ear.wait()
        smsc.behave(submit="report twice")
        again = await channel.send(outgoing())
        heard = await ear.wait(3)

    assert isinstance(early, Accepted)
    assert isinstance(again, Accepted)
    assert first == Report(early.provider_id, "DELIVERED")
    assert heard[1:] == [Report(again.provider_id, "DELIVERED")] * 2


@pytest.mark.parametrize("receipt", ["tags", "text"])
async def test_a_failure_is_reported(receipt: str, smsc: Smsc, settings: Settings) -> None:
    smsc.behave(submit="report failure", receipt=receipt)
    channel = open_channel(settings)

    async with started(channel) as ear:
        result = await channel.send(outgoing())
        heard = await ear.wait()

    assert isinstance(result, Accepted)
    assert heard == [Report(result.provider_id, "FAILED", code="011")]


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        ("0x58", Refused("RTHROTTLED", retry_after=1.0)),
        ("0x14", Refused("RMSGQFUL", retry_after=5.0)),
        ("0x0B", Refused("RINVDSTADR", is_final=True)),
        ("0x450", Refused("0x450")),
        ("no such command", Refused("0x3")),
        ("take without a word", Unsure("no_answer")),
        ("cut", Unsure("line_broke")),
        ("answer rubbish", Unsure("line_broke")),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
async def test_what_was_not_taken_is_told_from_what_may_have_been(
    answer: str, result: Refused | Unsure, smsc: Smsc, settings: Settings
) -> None:
    channel = open_channel(settings)

    async with started(channel):
        smsc.behave(submit=answer)
        assert await channel.send(outgoing()) == result

    assert len(smsc.seen()["messages"]) == 1


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"to": "89161234567"}, "bad_number"),
        ({"to": "+7"}, "bad_number"),
        ({"to": ""}, "bad_number"),
        ({"sender": "Липа"}, "bad_sender"),
        ({"sender": "TwelveLetter"}, "bad_sender"),
    ],
    ids=["national", "short", "none", "cyrillic", "long"],
)
async def test_what_cannot_be_sent_is_not_tried(
    more: dict[str, str], code: str, smsc: Smsc, settings: Settings
) -> None:
    channel = open_channel(settings)

    async with started(channel):
        assert await channel.send(outgoing(**more)) == Refused(code, is_final=True)

    assert smsc.seen()["messages"] == []


async def test_nobody_there_refuses_at_once_and_says_when_to_try_again(smsc: Smsc) -> None:
    channel = open_channel(
        Settings(host="127.0.0.1", port=free_port(), system_id="lipa", password="secret")
    )

    async with started(channel):
        result = await channel.send(outgoing())

    assert isinstance(result, Refused)
    assert result.code == "no_connection"
    assert result.retry_after is not None
    assert 0 < result.retry_after <= 60


async def test_messages_under_way_together_are_no_more_than_the_window(
    smsc: Smsc, settings: Settings
) -> None:
    smsc.behave(submit="take without a word")
    channel = open_channel(msgspec.structs.replace(settings, window=3))

    async with started(channel):
        sending = [asyncio.create_task(channel.send(outgoing())) for _ in range(5)]
        await asyncio.sleep(0.3)
        assert len(smsc.seen()["messages"]) == 3
        assert set(await asyncio.gather(*sending)) == {Unsure("no_answer")}


async def test_a_provider_is_sent_no_more_a_second_than_it_takes(
    smsc: Smsc, settings: Settings
) -> None:
    channel = open_channel(msgspec.structs.replace(settings, per_second=20))
    loop = asyncio.get_running_loop()

    async with started(channel):
        await channel.send(outgoing())
        began = loop.time()
        await asyncio.gather(*(channel.send(outgoing()) for _ in range(6)))
        took = loop.time() - began

    assert took >= 0.25
    assert len(smsc.seen()["messages"]) == 7
