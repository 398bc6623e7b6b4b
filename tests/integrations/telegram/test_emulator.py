"""The emulator is what two clients by different people take for Telegram."""

import asyncio
from collections.abc import Iterator
from io import BytesIO

import aiogram
import pytest
import segno
import telegram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.request import HTTPXRequest

from tests.fakes.telegram import Cloud, Person

BLOCKED = "Forbidden: bot was blocked by the user"


@pytest.fixture
def cloud() -> Iterator[Cloud]:
    """Telegram."""
    with Cloud() as cloud:
        yield cloud


@pytest.fixture
def token(cloud: Cloud) -> str:
    """A bot of «Липа»."""
    return cloud.new_bot("lipa_bot")


@pytest.fixture
def anna(cloud: Cloud, token: str) -> Person:
    """Anna, who has opened the bot by a link."""
    anna = cloud.person(token)
    anna.opens("ref_42")
    anna.shares()
    return anna


def test_aiogram_takes_it_for_telegram(cloud: Cloud, token: str, anna: Person) -> None:
    async def talk() -> tuple[object, ...]:
        session = AiohttpSession(api=TelegramAPIServer.from_base(cloud.address))
        async with aiogram.Bot(token, session=session) as bot:
            me = await bot.get_me()
            opened, shared = await bot.get_updates()
            rest = await bot.get_updates(offset=shared.update_id + 1)
            said = await bot.send_message(anna.id, "Меню", reply_markup=_aiogram_menu())
            shown = await bot.send_photo(anna.id, BufferedInputFile(_png(), "q.png"), caption="QR")
            anna.presses("Баланс")
            [pressed] = await bot.get_updates(offset=shared.update_id + 1)
            assert pressed.callback_query
            is_done = await bot.answer_callback_query(pressed.callback_query.id)
            anna.blocks()
            with pytest.raises(aiogram.exceptions.TelegramForbiddenError, match=BLOCKED):
                await bot.send_message(anna.id, "Вы тут?")
            left = (await bot.get_updates(offset=pressed.update_id + 1))[0].my_chat_member
            assert opened.message
            assert shared.message
            assert shared.message.contact
            assert left
            return (
                me.username, opened.message.text, shared.message.contact.phone_number, rest,
                said.text, shown.caption, pressed.callback_query.data, is_done,
                left.new_chat_member.status,
            )  # fmt: skip

    assert asyncio.run(talk()) == _SEEN


def test_python_telegram_bot_takes_it_for_telegram(cloud: Cloud, token: str, anna: Person) -> None:
    async def talk() -> tuple[object, ...]:
        # One connection each; the machine's own proxies are no business of the test's.
        ways = [HTTPXRequest(httpx_kwargs={"trust_env": False}) for _ in range(2)]
        base = f"{cloud.address}/bot"
        async with telegram.Bot(token, base, request=ways[0], get_updates_request=ways[1]) as bot:
            me = await bot.get_me()
            opened, shared = await bot.get_updates()
            rest = await bot.get_updates(offset=shared.update_id + 1)
            said = await bot.send_message(anna.id, "Меню", reply_markup=_other_menu())
            shown = await bot.send_photo(anna.id, _png(), caption="QR")
            anna.presses("Баланс")
            [pressed] = await bot.get_updates(offset=shared.update_id + 1)
            assert pressed.callback_query
            is_done = await bot.answer_callback_query(pressed.callback_query.id)
            anna.blocks()
            with pytest.raises(telegram.error.Forbidden, match=BLOCKED):
                await bot.send_message(anna.id, "Вы тут?")
            left = (await bot.get_updates(offset=pressed.update_id + 1))[0].my_chat_member
            assert opened.message
            assert shared.message
            assert shared.message.contact
            assert left
            return (
                me.username, opened.message.text, shared.message.contact.phone_number,
                list(rest), said.text, shown.caption, pressed.callback_query.data, is_done,
                left.new_chat_member.status,
            )  # fmt: skip

    assert asyncio.run(talk()) == _SEEN


_SEEN = (
    "lipa_bot", "/start ref_42", "79161234567", [], "Меню", "QR", "/balance", True, "kicked",
)  # fmt: skip


def _aiogram_menu() -> InlineKeyboardMarkup:
    button = InlineKeyboardButton(text="Баланс", callback_data="/balance")
    return InlineKeyboardMarkup(inline_keyboard=[[button]])


def _other_menu() -> telegram.InlineKeyboardMarkup:
    button = telegram.InlineKeyboardButton("Баланс", callback_data="/balance")
    return telegram.InlineKeyboardMarkup([[button]])


def _png() -> bytes:
    drawn = BytesIO()
    segno.make("42").save(drawn, kind="png")
    return drawn.getvalue()
