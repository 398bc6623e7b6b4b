"""Whatever host a company types, our server does not speak to who answers only to it."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from plushka.integrations import dialling
from plushka.integrations.asking import Asker
from plushka.integrations.dialling import Forbidden
from plushka.integrations.email_smtp.channel import Mail
from plushka.integrations.email_smtp.channel import Settings as MailSettings
from plushka.integrations.sending import Refused, Trouble
from plushka.integrations.smpp import session
from plushka.integrations.telegram.channel import Settings as BotSettings
from plushka.integrations.telegram.channel import Telegram
from tests.fakes.serving import Served

METADATA = "169.254.169.254"


@pytest.mark.parametrize(
    "address",
    [
        *(METADATA, "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1"),
        *("fe80::1%eth0", "fd00:ec2::254", "100.100.100.200", "168.63.129.16"),
        *("0.0.0.0", "::", "224.0.0.1", "rubbish"),  # noqa: S104 - nothing is bound to it
    ],
)
def test_what_answers_only_to_our_machine_is_never_called(address: str) -> None:
    with pytest.raises(Forbidden):
        dialling.check(address)


PRIVATE = ("127.0.0.1", "::1", "10.0.0.7", "192.168.1.1", "::ffff:10.0.0.7", "fd12::1")


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_near_is_called_unless_the_host_says_no(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PLUSHKA_PRIVATE_HOSTS", raising=False)
    dialling.check(address)
    monkeypatch.setenv("PLUSHKA_PRIVATE_HOSTS", "refuse")
    dialling.check("8.8.8.8")
    dialling.check("2a00:1450:4001:829::200e")
    with pytest.raises(Forbidden):
        dialling.check(address)


@pytest.fixture
def near_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLUSHKA_PRIVATE_HOSTS", "refuse")


@pytest.mark.usefixtures("near_is_refused")
async def test_a_refused_web_server_hears_not_a_word() -> None:
    heard = []

    def hear(*told: Any) -> tuple[int, bytes]:
        heard.append(told)
        return 200, b""

    asker = Asker(at_once=1)
    with Served(hear) as served:
        by_name = served.address.replace("127.0.0.1", "localhost")
        for address in (served.address, by_name):
            assert await asker.ask("POST", address) == Refused("forbidden_address")
    await asker.close()
    assert heard == []


async def _mail(port: int) -> None:
    await Mail(MailSettings(host="127.0.0.1", sender="a@b.example", port=port)).check()


async def _smpp(port: int) -> None:
    async def take(_: object) -> None:
        return None

    line = await session.opened("127.0.0.1", port, tls=False, take=take, answer_within=1, within=1)
    await line.close()


async def _bot(port: int) -> None:
    told = BotSettings(token=f"7:{'a' * 35}", api=f"http://127.0.0.1:{port}")
    bot = Telegram(told)
    try:
        await bot.check()
    finally:
        await bot.close()


@pytest.mark.usefixtures("near_is_refused")
@pytest.mark.parametrize("calls", [_mail, _smpp, _bot], ids=["mail", "smpp", "telegram"])
async def test_other_protocols_are_held_to_it(calls: Callable[[int], Awaitable[None]]) -> None:
    heard: list[bytes] = []

    async def hear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read(100))
        writer.close()

    server = await asyncio.start_server(hear, "127.0.0.1", 0, family=socket.AF_INET)
    async with server:
        with pytest.raises((Forbidden, Trouble)):
            await asyncio.wait_for(calls(server.sockets[0].getsockname()[1]), 3)
    assert heard in ([], [b""])
