"""A line whose other end is no baresip."""

import asyncio
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from plushka.integrations import speech
from plushka.integrations.baresip import channel
from plushka.integrations.baresip.channel import Line, Settings
from plushka.integrations.sending import Call, Forged, Outgoing, Refused, Result, Trouble, Unsure
from tests.integrations.rude import END, rude, talk
from tests.programs import need

ID = UUID("01938f3e-7a00-7000-8000-000000000001")
CODE = Outgoing(ID, "+79161234567", "Код 4217", is_code=True)


def _settings(port: int, folder: Path) -> Settings:
    return Settings(domain="sip.example", sound=str(folder / "say.wav"), port=port)


@pytest.fixture(autouse=True)
def _speech() -> None:
    need("espeak-ng")
    need("sox")


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        ((END,), Unsure("no_answer")),
        (("HTTP/1.1 500 Oh",), Unsure("no_answer")),
        (("5:null,",), Unsure("no_answer")),
        (("999999999999:",), Unsure("no_answer")),
        ((), Unsure("no_answer")),
    ],
    ids=["goes-away", "speaks-http", "no-length", "flood", "hangs"],
)
def test_what_is_not_baresip_is_told_honestly(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answers: tuple[str, ...],
    result: Result,
) -> None:
    monkeypatch.setattr(channel, "ANSWER_SECONDS", 0.3)

    async def called() -> Result:
        async with rude(talk(*answers)) as port:
            line = Line(_settings(port, tmp_path))
            told = await line.send(CODE)
            await line.close()
            return told

    assert asyncio.run(called()) == result


def test_a_call_that_is_not_dialled_was_not_made_though_its_digits_were_said(
    tmp_path: Path,
) -> None:
    async def refusing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"}")
        writer.write(b'28:{"response":true,"ok":false},')
        await reader.read()
        writer.close()

    async def called() -> list[Result]:
        async with rude(refusing) as port:
            line = Line(_settings(port, tmp_path))
            told = [await line.send(CODE)]
            await line.close()
            return told

    assert asyncio.run(called()) == [Refused("not_dialled")]
    digits = speech.spoken("Код 4, 2, 1, 7", language="ru", wait_seconds=1.0)
    assert (tmp_path / "say.wav").stat().st_size == len(asyncio.run(digits))


def test_nobody_is_called_where_no_baresip_is(tmp_path: Path) -> None:
    line = Line(_settings(1, tmp_path))

    assert asyncio.run(line.send(CODE)) == Refused("no_connection")


@pytest.mark.parametrize(
    "to", ["", "olga", "+7916123456\n7", "1@evil.example;", "+" + "7" * 16], ids=range(5)
)
def test_what_is_no_phone_is_not_dialled(tmp_path: Path, to: str) -> None:
    line = Line(_settings(1, tmp_path))

    assert asyncio.run(line.send(replace(CODE, to=to))) == Refused("bad_address", is_final=True)


def test_a_line_is_tried_without_calling_anybody(tmp_path: Path) -> None:
    async def checked(folder: Path) -> str:
        async with rude(talk()) as port:
            line = Line(_settings(port, folder))
            told = await line.check()
            await line.close()
            return told

    assert asyncio.run(checked(tmp_path)) == "sip.example"
    with pytest.raises(Trouble, match="Baresip is not reached"):
        asyncio.run(checked(tmp_path / "nowhere"))
    with pytest.raises(Trouble, match="Baresip is not reached"):
        asyncio.run(Line(_settings(1, tmp_path)).check())


def test_a_line_calls_no_address_of_ours(tmp_path: Path) -> None:
    with pytest.raises(Forged):
        Line(_settings(1, tmp_path)).read(Call("POST", {}, {}, b""))
