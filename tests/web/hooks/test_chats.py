"""Telegram calls us, the bot answers: over HTTP on both sides, with a cloud of our own."""

import json
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client

from plushka.domain.access import sessions
from plushka.domain.messaging import addresses, connecting, policy
from plushka.domain.messaging.models import Connection
from plushka.domain.tenants.context import tenant_context
from plushka.integrations.chatting import Saying
from plushka.integrations.sending import Accepted
from plushka.integrations.telegram.channel import open_channel
from plushka.integrations.telegram.settings import Settings
from plushka.web.hooks.speaking import MOST_OPEN, Speaker
from plushka.web.ui.channels import listen
from tests.fakes.telegram import Cloud, Json, Person
from tests.web.conftest import Shop, open_shop
from tests.web.member.people import join, profile
from tests.web.till.people import new_phone, now

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def cloud() -> Iterator[Cloud]:
    """Telegram."""
    with Cloud() as cloud:
        yield cloud


class Bot:
    """The bot of «Липа», as it is set up, called by Telegram."""

    def __init__(self, cloud: Cloud, shop: Shop) -> None:
        self.cloud, self.shop = cloud, shop
        self.token = cloud.new_bot("lipa_bot")
        with tenant_context(shop.tenant.id):
            self.id = connecting.add(
                way="TELEGRAM",
                provider="telegram",
                settings={"api": cloud.address},
                secrets={"token": self.token},
                actor="staff:1",
                at=now(),
            )
        self.secret = open_channel(Settings(self.token, cloud.address)).secret

    def brings(self, update: Json, *, secret: str | None = None) -> int:
        """Let Telegram call us."""
        if "date" in update.get("message", {}):
            update["message"]["date"] = int(now().timestamp())
        answered = Client().post(
            f"/hooks/{self.shop.tenant.slug}/{self.id}",
            data=json.dumps(update),
            content_type="application/json",
            headers={"X-Telegram-Bot-Api-Secret-Token": secret or self.secret},
        )
        return answered.status_code


@pytest.fixture
def bot(cloud: Cloud, shop: Shop) -> Bot:
    """The bot."""
    return Bot(cloud, shop)


@pytest.fixture
def member(shop: Shop) -> UUID:
    """A member with 500 points."""
    return join(shop, points=50_000, phone=new_phone())


@pytest.fixture
def anna(bot: Bot, shop: Shop, member: UUID) -> Person:
    """The member's Telegram, in which she has come in."""
    anna = bot.cloud.person(bot.token, phone=(profile(shop, member).phone or "")[1:])
    anna.opens()
    assert bot.brings(anna.shares()) == 200
    return anna


def _chats(shop: Shop, member: UUID) -> list[tuple[str, str, str]]:
    with tenant_context(shop.tenant.id):
        return [(one.way, one.value, one.label) for one in addresses.find(member_id=member)]


def test_who_came_in_is_answered_and_told_things_there(
    bot: Bot, shop: Shop, anna: Person, member: UUID
) -> None:
    assert bot.brings(anna.writes("баланс")) == 200

    assert anna.got[-1]["text"].startswith("Можно потратить 500")
    assert _chats(shop, member) == [("TELEGRAM", str(anna.id), "Telegram")]


def test_a_forged_update_changes_nothing(bot: Bot, shop: Shop, anna: Person, member: UUID) -> None:
    n_got = len(anna.got)

    assert bot.brings(anna.writes("заморозить"), secret="x" * 64) == 403

    assert len(anna.got) == n_got
    assert profile(shop, member).frozen_at is None


def test_who_blocks_the_bot_is_told_nothing_there_and_may_come_back(
    bot: Bot, shop: Shop, anna: Person, member: UUID
) -> None:
    bot.brings(anna.blocks())
    assert _chats(shop, member) == []

    bot.brings(anna.opens())
    assert _chats(shop, member) == [("TELEGRAM", str(anna.id), "Telegram")]


def test_a_block_we_were_not_told_of_is_met_when_we_answer(
    bot: Bot, shop: Shop, anna: Person, member: UUID
) -> None:
    anna.has_blocked = True

    assert bot.brings(anna.writes("баланс")) == 200

    assert _chats(shop, member) == []


def test_who_signs_out_is_told_nothing_in_the_chat(
    bot: Bot, shop: Shop, anna: Person, member: UUID
) -> None:
    bot.brings(anna.writes("выйти"))

    assert _chats(shop, member) == []


def test_who_signs_out_everywhere_is_told_nothing_in_the_chat(
    shop: Shop, anna: Person, member: UUID
) -> None:
    with tenant_context(shop.tenant.id):
        sessions.end_all(member_id=member, at=now())

    assert _chats(shop, member) == []
    assert anna.has_started


def test_a_chat_that_is_not_proved_is_told_nothing(
    bot: Bot, shop: Shop, anna: Person, member: UUID
) -> None:
    other = bot.cloud.person(bot.token, phone=anna.phone)
    other.opens()

    bot.brings(other.shares())

    assert other.got[-1]["text"].startswith("Чтобы убедиться, что это вы")
    assert _chats(shop, member) == [("TELEGRAM", str(anna.id), "Telegram")]


def test_telegram_that_does_not_answer_is_no_trouble_of_the_hook(bot: Bot, anna: Person) -> None:
    n_got = len(anna.got)
    bot.cloud.faults.append("cut")

    assert bot.brings(anna.writes("баланс")) == 200
    assert len(anna.got) == n_got


def test_a_company_that_may_not_talk_there_says_nothing(
    cloud: Cloud,
) -> None:
    strict = Bot(cloud, open_shop("Банк"))
    with tenant_context(strict.shop.tenant.id):
        policy.change_rules(
            rules=policy.Rules(is_restricted_sector=True), version=0, actor="staff:1", at=now()
        )
    bohdan = cloud.person(strict.token)

    assert strict.brings(bohdan.opens()) == 200

    assert bohdan.got == []


@pytest.mark.slow
def test_a_bot_that_was_set_up_anew_answers_by_its_new_token(
    bot: Bot, shop: Shop, anna: Person
) -> None:
    n_got, token = len(anna.got), bot.cloud.new_bot("other_bot")
    with tenant_context(shop.tenant.id):
        connecting.change(
            connection_id=bot.id,
            version=1,
            settings={"api": bot.cloud.address},
            secrets={"token": token},
            actor="staff:1",
            at=now(),
        )
    bot.secret = open_channel(Settings(token, bot.cloud.address)).secret
    bohdan = bot.cloud.person(token)

    bot.brings(bohdan.opens())

    assert len(bohdan.got) == 2
    assert len(anna.got) == n_got


@pytest.mark.slow
def test_the_channel_silent_longest_makes_room(bot: Bot, shop: Shop, anna: Person) -> None:
    speaker = Speaker()
    with tenant_context(shop.tenant.id):
        row = Connection.objects.get(id=bot.id)

    for number in range(MOST_OPEN + 2):
        row.id = UUID(int=number)
        speaker.say(row, str(anna.id), [Saying("Привет")] if number % 50 == 0 else [])

    assert sorted(speaker._open) == [UUID(int=number) for number in range(2, MOST_OPEN + 2)]
    speaker.close()
    assert speaker.say(row, str(anna.id), [Saying("Снова")]) == Accepted(
        str(anna.got[-1]["message_id"]), is_delivered=True
    )
    speaker.close()


def test_the_messenger_is_told_our_address(bot: Bot, shop: Shop) -> None:
    with tenant_context(shop.tenant.id):
        row = Connection.objects.get(id=bot.id)

    listen(row, address="https://bonus.example/hooks/lipa/1")

    assert bot.cloud.bots[bot.token].hook == "https://bonus.example/hooks/lipa/1"
