"""Anna and the bot of «Липа», through Telegram as it is on the wire."""

import asyncio
import json

from plushka.domain.tenants.queries import place_of
from plushka.integrations.sending import Call, Inbound
from plushka.integrations.telegram.channel import Telegram, open_channel
from plushka.integrations.telegram.settings import Settings
from plushka.web.member.chats.answering import answer
from tests.fakes.telegram import Cloud, Json, Person
from tests.web.conftest import Shop
from tests.web.till.people import new_phone, now

SECRET = "x-telegram-bot-api-secret-token"


def _bring(shop: Shop, channel: Telegram, update: Json) -> None:
    """Bring an update to the bot, and its answers to the person."""
    told = update.get("message", {})
    if "date" in told:
        told["date"] = int(now().timestamp())
    call = Call("POST", {}, {SECRET: channel.secret}, json.dumps(update).encode())
    place = place_of(shop.tenant)
    sayings = [
        (one.sender, said)
        for one in channel.read(call).heard
        if isinstance(one, Inbound)
        for said in answer(place=place, way="TELEGRAM", heard=one, vouches=True, at=now())
    ]

    async def say() -> None:
        try:
            for to, said in sayings:
                await channel.say(to, said)
        finally:
            await channel.close()

    asyncio.run(say())


def _last(anna: Person) -> str:
    return str(anna.got[-1].get("text") or anna.got[-1]["caption"])


def test_anna_joins_looks_and_leaves_by_pressing_buttons(shop: Shop) -> None:
    with Cloud() as cloud:
        token = cloud.new_bot("lipa_bot")
        channel = open_channel(Settings(token, cloud.address))
        anna = cloud.person(token, phone=new_phone().removeprefix("+"))

        _bring(shop, channel, anna.opens("o_market"))
        assert "хранит ваше имя, телефон и покупки" in _last(anna)
        _bring(shop, channel, anna.presses("Согласен"))
        _bring(shop, channel, anna.presses("Да, пишите"))
        _bring(shop, channel, anna.presses("Отправить мой номер"))
        welcome, card, balance = anna.got[-3:]
        assert welcome["text"] == "Теперь вы участник программы. Вот ваша карта."
        assert card["picture"].startswith(b"\x89PNG")
        assert balance["text"].startswith("Можно потратить")

        _bring(shop, channel, anna.presses("Меню"))
        _bring(shop, channel, anna.presses("История"))
        assert _last(anna)
        _bring(shop, channel, anna.writes("CTOП"))
        assert _last(anna).startswith("Предложения больше не придут")
        n_got = len(anna.got)
        _bring(shop, channel, anna.blocks())
        assert len(anna.got) == n_got
