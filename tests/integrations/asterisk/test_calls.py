"""Calls by an Asterisk's ARI: answered, refused, with a key pressed; and what is no Asterisk."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

import pytest

from plushka.integrations import speech
from plushka.integrations.asterisk import channel
from plushka.integrations.asterisk.channel import Asterisk, Settings
from plushka.integrations.sending import Accepted, Call, Forged, Refused, Report, Trouble
from tests.fakes.asterisk import PASSWORD, USER, Ari, serving
from tests.integrations.channels import Ear, outgoing, started
from tests.programs import need

ID = UUID("01938f3e-7a00-7000-8000-000000000001")
PRESSES, LISTENS, BUSY = "79161234567", "79161234568", "79161234569"
PEOPLE = {PRESSES: "1", LISTENS: "listens", BUSY: "busy"}


@pytest.fixture(autouse=True)
def _speech() -> None:
    need("espeak-ng")
    need("sox")


def _settings(url: str, folder: Path, password: str = PASSWORD) -> Settings:
    return Settings(
        url=url, user=USER, password=password, caller="+78001234567", sounds=str(folder)
    )


@asynccontextmanager
async def _calling(ari: Ari, folder: Path) -> AsyncIterator[tuple[Asterisk, Ear]]:
    async with serving(ari) as url:
        asterisk = Asterisk(_settings(url, folder))
        async with started(asterisk) as ear:
            await asyncio.wait_for(asterisk._is_heard.wait(), 5)
            yield asterisk, ear


def _left(folder: Path) -> list[Path]:
    """Sounds that nobody needs any more."""
    return list(folder.iterdir())


async def _until(holds: Callable[[], bool]) -> None:
    for _ in range(500):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


@pytest.mark.parametrize(
    ("phone", "report"),
    [
        (PRESSES, Report(str(ID), "DELIVERED", pressed="1")),
        (LISTENS, Report(str(ID), "DELIVERED")),
        (BUSY, Report(str(ID), "FAILED", code="User busy")),
    ],
    ids=["presses", "listens", "busy"],
)
async def test_what_became_of_a_call_is_reported(
    tmp_path: Path, phone: str, report: Report
) -> None:
    ari = Ari(PEOPLE)
    async with _calling(ari, tmp_path) as (asterisk, ear):
        result = await asterisk.send(outgoing("Раз", id=ID, to=f"+{phone}", is_answered=True))
        heard = await ear.wait()

    assert result == Accepted(provider_id=str(ID))
    assert heard == [report]
    assert ari.dialled == [
        {
            "endpoint": f"PJSIP/{phone}@trunk",
            "app": "plushka",
            "channelId": str(ID),
            "timeout": "30",
            "callerId": "+78001234567",
        }
    ]
    assert _left(tmp_path) == []


async def test_a_code_is_said_digit_by_digit(tmp_path: Path) -> None:
    ari = Ari(PEOPLE)
    async with _calling(ari, tmp_path) as (asterisk, ear):
        await asterisk.send(outgoing("Код 4217", to=f"+{LISTENS}", is_code=True))
        await ear.wait()

    digits = await speech.spoken("Код 4, 2, 1, 7", language="ru", wait_seconds=1.0)
    assert [len(sound) for sound in ari.played] == [len(digits)]


async def test_asterisk_is_heard_again_after_it_was_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "FIRST_PAUSE", 0.7)
    monkeypatch.setattr(channel, "CONNECT_SECONDS", 0.1)
    ari = Ari(PEOPLE)
    async with _calling(ari, tmp_path) as (asterisk, ear):
        await ari.tell("rubbish")
        await ari.cut()
        await _until(lambda: not asterisk._is_heard.is_set())
        away = await asterisk.send(outgoing(to=f"+{PRESSES}"))
        await asyncio.wait_for(asterisk._is_heard.wait(), 5)
        await asterisk.send(outgoing("Раз", id=ID, to=f"+{PRESSES}"))

        assert away == Refused("no_connection")
        assert await ear.wait() == [Report(str(ID), "DELIVERED", pressed="1")]


async def test_a_call_that_nobody_knows_any_more_is_hung_up(tmp_path: Path) -> None:
    ari = Ari(PEOPLE)
    async with _calling(ari, tmp_path):
        await ari.tell({"type": "StasisStart", "channel": {"id": "left-behind"}})
        await _until(lambda: bool(ari.hung_up))

    assert ari.hung_up == ["left-behind"]


async def test_a_call_that_asterisk_does_not_make_was_not_made(tmp_path: Path) -> None:
    ari = Ari(PEOPLE)
    ari.status = 400
    async with _calling(ari, tmp_path) as (asterisk, _):
        refused = await asterisk.send(outgoing("Раз", to=f"+{PRESSES}"))
        nobody = await asterisk.send(outgoing(to="+7916;rm"))

    assert refused == Refused("http_400")
    assert nobody == Refused("bad_address", is_final=True)
    assert _left(tmp_path) == []


async def _checked(settings: Settings) -> str:
    asterisk = Asterisk(settings)
    try:
        return await asterisk.check()
    finally:
        await asterisk.close()


async def test_an_asterisk_is_tried_without_calling_anybody(tmp_path: Path) -> None:
    async with serving(Ari(PEOPLE)) as url:
        assert await _checked(_settings(url, tmp_path)) == "plushka"
        with pytest.raises(Trouble, match="knows not the user or the password"):
            await _checked(_settings(url, tmp_path, "guessed"))
        with pytest.raises(Trouble, match="folder of sounds"):
            await _checked(_settings(url, tmp_path / "nowhere"))


def test_asterisk_calls_no_address_of_ours(tmp_path: Path) -> None:
    with pytest.raises(Forged):
        Asterisk(_settings("http://127.0.0.1:1/ari", tmp_path)).read(Call("POST", {}, {}, b""))
