"""Messages go through a real Kannel both ways."""

import msgspec
import pytest

from plushka.integrations.kannel.channel import Settings, open_channel
from plushka.integrations.sending import Accepted, Inbound, Refused, Report, Trouble
from tests.counterparts.smsc import Smsc
from tests.integrations.channels import outgoing
from tests.integrations.kannel.conftest import Hook


@pytest.mark.parametrize(
    ("text", "lengths", "coding"),
    [
        ("Вам подарок 100 бонусов до 15.12", [32], 8),
        ("я" * 100, [67, 33], 8),
        ("Your code: {4217} @Lipa_shop 5€", [31], 0),
    ],
    ids=["cyrillic", "long", "latin"],
)
async def test_a_message_goes_through_and_is_reported(
    text: str, lengths: list[int], coding: int, hook: Hook, smsc: Smsc, settings: Settings
) -> None:
    channel, message = open_channel(settings), outgoing(text)

    result = await channel.send(message)
    heard = await hook.wait()
    await channel.close()

    assert result == Accepted(str(message.id), n_parts=len(lengths))
    assert heard == [Report(str(message.id), "DELIVERED")]
    parts = smsc.seen()["messages"]
    assert "".join(part["text"] for part in parts) == text
    assert [(len(part["text"]), part["coding"]) for part in parts] == [
        (length, coding) for length in lengths
    ]
    assert {(part["from"], part["to"]) for part in parts} == {("Lipa", "79161234567")}


@pytest.mark.parametrize(
    ("submit", "code"), [("report failure", "011"), ("0x0B", "")], ids=["phone", "operator"]
)
async def test_what_was_not_delivered_is_reported(
    submit: str, code: str, hook: Hook, smsc: Smsc, settings: Settings
) -> None:
    smsc.behave(submit=submit)
    channel, message = open_channel(settings), outgoing()

    await channel.send(message)
    heard = await hook.wait()
    await channel.close()

    assert heard == [Report(str(message.id), "FAILED", code=code)]


@pytest.mark.parametrize("text", ["СТОП", "Balance", "Код ЛИПА-77 & друг=ї 🎁"])
async def test_what_a_person_writes_is_heard(text: str, hook: Hook, smsc: Smsc) -> None:
    smsc.deliver({"source_addr": "79161234567", "destination_addr": "4446", "short_message": text})
    [heard] = await hook.wait()

    assert isinstance(heard, Inbound)
    assert (heard.sender, heard.to, heard.text) == ("+79161234567", "4446", text)
    assert heard.id


async def test_parts_of_a_long_message_are_put_together(hook: Hook, smsc: Smsc) -> None:
    anna = {"source_addr": "79161234567", "destination_addr": "4446", "data_coding": 8}
    smsc.deliver(
        anna | {"header": [5, 0, 3, 9, 2, 2], "short_message": "мой код"},
        anna | {"header": [5, 0, 3, 9, 2, 1], "short_message": "Вот "},
    )
    heard = await hook.wait()

    assert [one.text for one in heard if isinstance(one, Inbound)] == ["Вот мой код"]


async def test_a_wrong_account_is_refused(settings: Settings) -> None:
    channel = open_channel(msgspec.structs.replace(settings, password="wrong"))

    assert await channel.send(outgoing()) == Refused("http_403")
    with pytest.raises(Trouble, match=r"^http_403$"):
        await channel.check()
    await channel.close()


async def test_a_trial_sends_nothing(smsc: Smsc, settings: Settings) -> None:
    channel = open_channel(settings)

    assert await channel.check() == "Kannel"
    assert await channel.balance() is None
    await channel.close()
    assert smsc.seen()["messages"] == []
