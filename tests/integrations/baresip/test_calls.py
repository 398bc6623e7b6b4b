"""Calls between two real telephones: a voice is heard, and a key is pressed."""

import asyncio
import wave
from array import array
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from plushka.integrations.baresip.channel import Line, Settings
from plushka.integrations.sending import (
    Accepted,
    Heard,
    Outgoing,
    Report,
    Result,
)

if TYPE_CHECKING:
    from tests.counterparts.baresip import Hand, Telephone

pytest_plugins = ("tests.counterparts.baresip",)
pytestmark = pytest.mark.slow

ID = UUID("01938f3e-7a00-7000-8000-000000000001")
CODE = Outgoing(ID, "+79161234567", "Ваш код: 1, 2, 3, 4. Нажмите один.", is_answered=True)


def _settings(ours: "Telephone", olga: "Telephone") -> Settings:
    return Settings(domain=olga.domain, sound=str(ours.sound), port=ours.control, wait_seconds=3)


def _call(
    settings: Settings, message: Outgoing, then: Callable[[], None] = lambda: None
) -> tuple[Result, list[Heard]]:
    async def called() -> tuple[Result, list[Heard]]:
        heard: list[Heard] = []

        async def listener(one: Heard) -> None:
            heard.append(one)

        line = Line(settings)
        await line.start(listener)
        doing = asyncio.create_task(asyncio.to_thread(then))
        await asyncio.sleep(0.1)
        result = await line.send(message)
        await doing
        await line.close()
        return result, heard

    return asyncio.run(called())


def _heard(recording: Path) -> tuple[float, int]:
    """How long it lasted, in seconds, and how loud it was at its loudest."""
    with wave.open(str(recording)) as file:
        heard = array("h", file.readframes(file.getnframes()))
        return len(heard) / file.getframerate(), max(map(abs, heard))


def test_a_key_pressed_in_a_call_is_heard(telephones: "tuple[Telephone, Telephone]") -> None:
    ours, olga = telephones

    def presses(hand: "Hand") -> None:
        hand.waits_for("CALL_RTPESTAB")
        hand.does("sndcode", "1")
        hand.waits_for("CALL_CLOSED")

    with olga.in_hand() as hand:
        result, heard = _call(_settings(ours, olga), CODE, lambda: presses(hand))

    assert result == Accepted(provider_id=str(ID))
    assert heard == [Report(str(ID), "DELIVERED", pressed="1")]


def test_who_does_not_take_the_call_was_not_told(
    silent_telephones: "tuple[Telephone, Telephone]",
) -> None:
    ours, olga = silent_telephones

    def refuses(hand: "Hand") -> None:
        hand.waits_for("CALL_INCOMING")
        hand.does("hangup")

    with olga.in_hand() as hand:
        result, heard = _call(_settings(ours, olga), CODE, lambda: refuses(hand))

    assert result == Accepted(provider_id=str(ID))
    (report,) = heard
    assert isinstance(report, Report)
    assert (report.provider_id, report.state, report.pressed) == (str(ID), "FAILED", "")
    assert report.code != ""


def test_calls_take_turns_and_say_their_texts_whole(
    telephones: "tuple[Telephone, Telephone]",
) -> None:
    ours, olga = telephones
    news = replace(CODE, text="Вам подарок", is_answered=False)

    async def called() -> list[Heard]:
        heard: list[Heard] = []

        async def listener(one: Heard) -> None:
            heard.append(one)

        line = Line(_settings(ours, olga))
        await line.start(listener)
        await asyncio.gather(line.send(news), line.send(replace(news, id=UUID(int=7))))
        await line.close()
        return heard

    assert asyncio.run(called()) == [
        Report(str(ID), "DELIVERED"),
        Report(str(UUID(int=7)), "DELIVERED"),
    ]
    recordings = [_heard(one) for one in olga.recordings(of=2)]
    assert all(2 < seconds < 6 and loudest > 1000 for seconds, loudest in recordings)
