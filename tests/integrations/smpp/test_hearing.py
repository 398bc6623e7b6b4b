"""What people write comes in whole and once, and is acknowledged after it was taken in."""

import asyncio

import msgspec
import pytest

from plushka.integrations.sending import Accepted, Heard, Inbound, Report
from plushka.integrations.smpp import session
from plushka.integrations.smpp.channel import open_channel
from plushka.integrations.smpp.settings import Settings
from tests.counterparts.smsc import Smsc
from tests.integrations.channels import Ear, outgoing, started

ANNA = {"source_addr": "79161234567", "source_addr_ton": 1, "destination_addr": "4446"}
TAKEN, QUEUE_FULL, TRY_LATER = 0, 0x14, 0x64


def texts(ear: Ear) -> list[str]:
    return [heard.text for heard in ear.heard if isinstance(heard, Inbound)]


@pytest.mark.parametrize(
    ("text", "coding"),
    [("СТОП", 8), ("Balance", 1), ("Код ЛИПА-77🎁", 8), ("100€ {x}", 0), ("é", 3)],
)
async def test_a_message_of_a_person_is_heard(
    text: str, coding: int, smsc: Smsc, settings: Settings
) -> None:
    async with started(open_channel(settings)) as ear:
        await asyncio.to_thread(smsc.wait, lambda seen: seen["binds"])
        smsc.deliver(ANNA | {"short_message": text, "data_coding": coding})
        [heard] = await ear.wait()
        await asyncio.to_thread(smsc.wait, lambda seen: seen["answers"] == [TAKEN])

    assert isinstance(heard, Inbound)
    assert (heard.sender, heard.to, heard.text) == ("+79161234567", "4446", text)
    assert heard.kind == "TEXT"
    assert heard.at is not None


async def test_parts_come_in_any_order_and_are_one_message(smsc: Smsc, settings: Settings) -> None:
    # A picture of two units, cut in two by the phone.
    whole = "Код ЛИПА-77 🎁 для Анны".encode("utf-16-be")
    first, second, third = whole[:26], whole[26:34], whole[34:]
    assert first.decode("utf-16-be", "replace").endswith("\ufffd")
    parts = [
        ANNA | {"header": [5, 0, 3, 7, 3, 3], "bytes": third.hex(), "data_coding": 8},
        ANNA | {"header": [5, 0, 3, 7, 3, 1], "bytes": first.hex(), "data_coding": 8},
        ANNA | {"header": [5, 0, 3, 7, 3, 2], "bytes": second.hex(), "data_coding": 8},
    ]
    neighbours = {"source_addr": "79169999999", "header": [5, 0, 3, 7, 3, 2]}

    async with started(open_channel(settings)) as ear:
        await asyncio.to_thread(smsc.wait, lambda seen: seen["binds"])
        smsc.deliver(parts[0], ANNA | neighbours | {"short_message": "x"}, parts[1], parts[1])
        await asyncio.to_thread(smsc.wait, lambda seen: len(seen["answers"]) == 4)
        assert ear.heard == []
        smsc.deliver(parts[2], parts[2])
        await ear.wait()
        await asyncio.to_thread(smsc.wait, lambda seen: len(seen["answers"]) == 6)
        assert texts(ear) == ["Код ЛИПА-77 🎁 для Анны"]

    # The neighbour's other parts never came: what there is of it is heard at the end.
    assert texts(ear)[1:] == ["...x..."]


async def test_what_is_not_taken_in_is_told_again(smsc: Smsc, settings: Settings) -> None:
    parts = [
        ANNA | {"header": [6, 8, 4, 1, 2, 2, place], "short_message": text}
        for place, text in ((1, "LIPA"), (2, "-77"))
    ]
    async with started(open_channel(settings)) as ear:
        await asyncio.to_thread(smsc.wait, lambda seen: seen["binds"])
        ear.is_deaf = True
        smsc.deliver(*parts)
        seen = await asyncio.to_thread(smsc.wait, lambda seen: len(seen["answers"]) == 2)
        assert (seen["answers"], ear.heard) == ([TAKEN, TRY_LATER], [])
        ear.is_deaf = False
        smsc.deliver(parts[1])
        await ear.wait()
        seen = await asyncio.to_thread(smsc.wait, lambda seen: len(seen["answers"]) == 3)

    assert (seen["answers"][2], texts(ear)) == (TAKEN, ["LIPA-77"])


async def test_a_repeat_has_the_same_id(smsc: Smsc, settings: Settings) -> None:
    async with started(open_channel(settings)) as ear:
        await asyncio.to_thread(smsc.wait, lambda seen: seen["binds"])
        smsc.deliver(ANNA | {"short_message": "STOP"}, ANNA | {"short_message": "STOP"})
        smsc.deliver(ANNA | {"short_message": "START"})
        await ear.wait(3)

    ids = [heard.id for heard in ear.heard if isinstance(heard, Inbound)]
    assert ids[0] == ids[1] != ids[2]


async def test_notices_and_rubbish_are_acknowledged_and_not_heard(
    smsc: Smsc, settings: Settings
) -> None:
    on_its_way = "id:77 sub:001 dlvrd:000 submit date:1 done date:1 stat:ENROUTE err:000 text:"
    async with started(open_channel(settings)) as ear:
        await asyncio.to_thread(smsc.wait, lambda seen: seen["binds"])
        smsc.deliver(
            ANNA | {"esm_class": 4, "short_message": on_its_way},
            ANNA | {"esm_class": 4, "short_message": "no report at all"},
            ANNA | {"esm_class": 0x20, "short_message": "on its way"},
            ANNA | {"esm_class": 8, "short_message": "read"},
            ANNA | {"esm_class": 0x40, "bytes": "ff"},
        )
        seen = await asyncio.to_thread(smsc.wait, lambda seen: len(seen["answers"]) == 5)

    assert seen["answers"] == [TAKEN] * 5
    assert texts(ear) == [""]


@pytest.mark.parametrize(
    ("form", "said", "meant"),
    [
        ("SAME", "00ff", "00ff"),
        ("DECIMAL", "255", "ff"),
        ("HEX", "ff", "255"),
        ("HEX", "n1", "n1"),
    ],
)
async def test_reports_may_write_ids_in_another_form(
    form: str, said: str, meant: str, smsc: Smsc, settings: Settings
) -> None:
    channel = open_channel(msgspec.structs.replace(settings, receipt_ids=form))
    receipt = f"id:{said} sub:001 dlvrd:001 stat:EXPIRED err:0c5 text:"

    async with started(channel) as ear:
        await asyncio.to_thread(smsc.wait, lambda seen: seen["binds"])
        smsc.deliver(ANNA | {"esm_class": 4, "short_message": receipt})
        assert await ear.wait() == [Report(meant, "EXPIRED", code="0c5")]


async def test_a_flood_is_asked_to_come_later(
    smsc: Smsc, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "MOST_UNDER_WAY", 2)
    is_free = asyncio.Event()

    async def slow(_: Heard) -> None:
        await is_free.wait()

    channel = open_channel(settings)
    await channel.start(slow)
    await asyncio.to_thread(smsc.wait, lambda seen: seen["binds"])
    smsc.deliver(*(ANNA | {"short_message": f"CODE {place}"} for place in range(4)))
    full = await asyncio.to_thread(smsc.wait, lambda seen: len(seen["answers"]) == 2)
    is_free.set()
    all_in = await asyncio.to_thread(smsc.wait, lambda seen: len(seen["answers"]) == 4)
    await channel.close()

    assert full["answers"] == [QUEUE_FULL] * 2
    assert all_in["answers"][2:] == [TAKEN] * 2


async def test_a_deaf_listener_is_told_a_report_again(smsc: Smsc, settings: Settings) -> None:
    async with started(open_channel(settings)) as ear:
        ear.is_deaf = True
        result = await open_and_send(ear, smsc, settings)

    assert result == [TRY_LATER]


async def open_and_send(ear: Ear, smsc: Smsc, settings: Settings) -> list[int]:
    channel = open_channel(settings)
    await channel.start(ear.listen)
    assert isinstance(await channel.send(outgoing()), Accepted)
    seen = await asyncio.to_thread(smsc.wait, lambda seen: seen["answers"])
    await channel.close()
    answers: list[int] = seen["answers"]
    return answers
