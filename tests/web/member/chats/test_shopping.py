"""Gifts are looked at, ordered once and cancelled in a chat."""

import datetime as dt
from uuid import UUID

import pytest

from plushka.domain.ledger.operations import adjust
from plushka.domain.ledger.queries import accounts_of
from plushka.domain.ledger.terms import Cause, LotTerms
from plushka.domain.programmes.queries import rules
from plushka.domain.rewards.models import Order
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import place_of
from plushka.integrations.chatting import Saying
from plushka.web.member.chats.answering import answer
from tests.web.conftest import Shop
from tests.web.member.chats.conftest import Chat, come_in
from tests.web.member.gifts import offer
from tests.web.till.people import join, now

NBSP = "\N{NO-BREAK SPACE}"
PNG = b"\x89PNG"


def presses(said: list[Saying]) -> dict[str, str]:
    return {button.label: button.press for one in said for row in one.rows for button in row}


def orders_of(shop: Shop, member: UUID) -> list[Order]:
    with tenant_context(shop.tenant.id):
        return list(Order.objects.filter(member_id=member).order_by("number"))


def here(shop: Shop, **more: object) -> str:
    """Offer a gift that is fetched in one shop alone."""
    return offer(shop, outlets=(shop.outlet.code,), **more)


def ask(chat: Chat, code: str) -> list[Saying]:
    """Want a gift: up to the question whether one is sure."""
    return chat.writes(f"/order {code}")


def test_gift_is_ordered_once_however_often_it_is_pressed(shop: Shop, anna: UUID, inside: Chat):
    code = here(shop, name="Кружка", noise=1)

    [shown] = inside.writes(f"/gift {code}")
    sure = ask(inside, code)
    yes = presses(sure)["Yes, order it"]
    [first], [again] = inside.writes(yes), inside.writes(yes)

    assert shown.text.startswith(f"Кружка. 100{NBSP}points")
    assert shown.picture.startswith(PNG)
    assert f"Order “Кружка” for 100{NBSP}points?" in sure[0].text
    [made] = orders_of(shop, anna)
    assert (made.source, made.state, made.points) == ("BOT", "PAID", 10_000)
    assert first.text == again.text
    assert f"Order {made.number}: Кружка × 1. Being prepared" in first.text
    assert first.picture.startswith(PNG)


def test_order_is_cancelled_once_the_member_is_sure(shop: Shop, anna: UUID, inside: Chat):
    code = here(shop)
    inside.writes(presses(ask(inside, code))["Yes, order it"])
    [made] = orders_of(shop, anna)

    asked = inside.writes(f"/drop {made.number}")
    still = orders_of(shop, anna)[0].state
    done = inside.presses(asked, "Cancel it")

    assert (still, orders_of(shop, anna)[0].state) == ("PAID", "CANCELLED")
    assert f"Came back: 100{NBSP}points." in done[0].text
    assert f"Order {made.number}: Кружка × 1. Cancelled" in inside.says("мои заказы")


def test_gift_that_is_too_dear_says_what_is_missing_and_has_no_button(shop: Shop, inside: Chat):
    code = here(shop, name="Яхта", points=10**10)

    said = inside.writes(f"/gift {code}")

    assert "You lack" in said[0].text
    assert "Order this gift" not in presses(said)
    assert orders_of(shop, UUID(int=0)) == []


def test_gift_with_money_waits_for_it(shop: Shop, anna: UUID, inside: Chat):
    code = here(shop, money=5_000)

    [said] = inside.writes(presses(ask(inside, code))["Yes, order it"])

    assert "Waits for your payment" in said.text
    assert f"Pay 50.00{NBSP}₽ in the shop until" in said.text
    assert [one.state for one in orders_of(shop, anna)] == ["ORDERED"]


def test_what_another_ordered_is_not_told(shop: Shop, anna: UUID, inside: Chat, chat: Chat):
    inside.writes(presses(ask(inside, here(shop)))["Yes, order it"])
    [made] = orders_of(shop, anna)

    stranger = chat.writes(f"/ordered {made.number}")

    assert all(f"Order {made.number}" not in one.text for one in stranger)


def test_unknown_gift_is_refused_in_words(inside: Chat):
    assert inside.says("/gift nothing") == ("There is no such gift any more. Choose another one.")


def test_buttons_fit_into_what_messengers_carry(shop: Shop, inside: Chat):
    """Telegram carries 64 bytes."""
    code = here(shop)
    said = [*inside.writes("/gifts"), *ask(inside, code)]

    assert max(len(press.encode()) for press in presses(said).values()) <= 64
    assert max(len(one.rows) for one in said) <= 6


def test_where_it_is_fetched_is_asked_where_there_is_a_choice(
    shop: Shop, anna: UUID, inside: Chat
):
    code = offer(shop, outlets=(shop.outlet.code, shop.market.code))

    asked = ask(inside, code)
    sure = inside.presses(asked, shop.market.name)
    inside.presses(sure, "Yes, order it")

    assert {shop.outlet.name, shop.market.name} < set(presses(asked))
    assert f"You fetch it at {shop.market.name}." in sure[0].text
    [made] = orders_of(shop, anna)
    assert made.outlet_id == shop.market.id


def test_what_ended_before_an_order_was_cancelled_does_not_come_back(shop: Shop):
    """T12: points go back with their old term."""
    member = join(shop)
    with tenant_context(shop.tenant.id):
        [account] = accounts_of(members=[member]).values()
        version = rules(zone=shop.tenant.timezone).at(now()).version
        for key, points, days in (("soon", 4_000, 1), ("late", 6_000, 30)):
            cause = Cause(key + str(member), "adjustment", None, version, "system:tests", now())
            ends = LotTerms("MANUAL", now(), now() + dt.timedelta(days=days))
            adjust(
                account=account, points=points, terms=ends, cause=cause, reason="test", at=now()
            )
    chat = come_in(shop, member)
    chat.writes(presses(ask(chat, here(shop)))["Yes, order it"])
    [made] = orders_of(shop, member)

    heard = chat.update(f"/drop {made.number} yes")
    later = now() + dt.timedelta(days=2)
    [said] = answer(place=place_of(shop.tenant), way=chat.way, heard=heard, vouches=True, at=later)

    assert f"Came back: 100{NBSP}points." in said.text
    assert f"Of them 40{NBSP}points had ended meanwhile." in said.text
    assert [one.points_expired for one in orders_of(shop, member)] == [4_000]


@pytest.mark.parametrize(
    "text",
    [
        *("/gift a\0b", "/order a\0 1", "/buy a\0 1 key", "/ordered \0", "/drop ² yes"),
        *("/order", "/buy", "/gifts 999999", "/ordered 999999999999999999"),
    ],
    ids=range(9),
)
def test_whatever_is_written_is_answered_and_orders_nothing(
    shop: Shop, anna: UUID, inside: Chat, text: str
):
    assert len(inside.writes(text)) == 1
    assert orders_of(shop, anna) == []
