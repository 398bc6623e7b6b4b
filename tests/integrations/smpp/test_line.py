"""The line to a provider comes up again by itself, whatever became of it."""

import asyncio
from pathlib import Path

import msgspec
import pytest

from plushka.integrations.sending import Accepted, Call, Forged, Refused, Trouble, Unsure
from plushka.integrations.smpp import line
from plushka.integrations.smpp.channel import Smpp, open_channel
from plushka.integrations.smpp.settings import Settings
from tests.counterparts.smsc import Smsc, centre
from tests.integrations.channels import outgoing, started
from tests.programs import free_port


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses are a tenth of what they are."""
    monkeypatch.setattr(line, "FIRST_PAUSE", 0.1)
    monkeypatch.setattr(line, "LONGEST_PAUSE", 0.4)


async def until_sent(channel: Smpp) -> Accepted:
    for _ in range(200):
        result = await channel.send(outgoing())
        if isinstance(result, Accepted):
            return result
        await asyncio.sleep(0.05)
    raise AssertionError(result)


async def test_a_line_that_is_cut_comes_up_again(smsc: Smsc, settings: Settings) -> None:
    channel = open_channel(settings)
    async with started(channel):
        await until_sent(channel)
        smsc.hang_up()
        await until_sent(channel)
        smsc.talk_rubbish()
        await until_sent(channel)

    assert len(smsc.seen()["binds"]) == 3


async def test_a_provider_that_was_away_is_found_again(settings: Settings, tmp_path: Path) -> None:
    port = free_port()
    channel = open_channel(msgspec.structs.replace(settings, port=port))
    async with started(channel):
        refused = await channel.send(outgoing())
        assert isinstance(refused, Refused)
        assert refused.code == "no_connection"
        with centre(tmp_path, port=port):
            await until_sent(channel)


async def test_a_provider_that_falls_silent_is_left_and_met_again(
    smsc: Smsc, settings: Settings
) -> None:
    quick = msgspec.structs.replace(settings, enquire_every=0.1, answer_within=0.5)
    channel = open_channel(quick)
    async with started(channel):
        await until_sent(channel)
        smsc.behave(enquire="silence", submit="take without a word")
        assert isinstance(await channel.send(outgoing()), Refused | Unsure)
        await asyncio.to_thread(smsc.wait, lambda seen: len(seen["binds"]) >= 2)
        smsc.behave(enquire="answer", submit="accept")
        await until_sent(channel)

    assert smsc.seen()["enquiries"] >= 1


async def test_a_wrong_password_is_said_and_tried_seldom(smsc: Smsc, settings: Settings) -> None:
    channel = open_channel(msgspec.structs.replace(settings, password="wrong"))
    async with started(channel):
        result = await channel.send(outgoing())
        with pytest.raises(Trouble, match=r"^RINVPASWD$"):
            await channel.check()

    assert isinstance(result, Refused)
    assert result.code == "RINVPASWD"


async def test_a_trial_says_who_is_there_and_sends_nothing(smsc: Smsc, settings: Settings) -> None:
    assert await open_channel(settings).check() == "npm"
    async with started(open_channel(settings)) as _:
        channel = open_channel(settings)
        async with started(channel):
            await until_sent(channel)
            assert await channel.check() == "npm"

    assert len(smsc.seen()["messages"]) == 1


@pytest.mark.parametrize(("bind", "why"), [("silence", "no_answer")])
async def test_a_provider_that_hangs_is_no_provider(
    bind: str, why: str, smsc: Smsc, settings: Settings
) -> None:
    smsc.behave(bind=bind)

    with pytest.raises(Trouble, match=f"^{why}$"):
        await open_channel(settings).check()


async def test_before_the_start_nothing_is_sent_and_calls_are_forged(settings: Settings) -> None:
    channel = open_channel(settings)

    assert await channel.send(outgoing()) == Refused("not_connected")
    assert await channel.balance() is None
    with pytest.raises(Forged):
        channel.read(Call("GET", {}, {}, b""))
    await channel.close()
