"""A code to pay with, shown in the chat: the cashier takes it, once, at that outlet."""

import re
from uuid import UUID

import msgspec
import pytest

from plushka.domain.confirmations.refusals import ConfirmationWrong
from plushka.domain.ledger.queries import accounts_of, balance
from plushka.domain.members.locator import Locator
from plushka.domain.messaging.queries import messages_of
from plushka.domain.programmes.operations import publish
from plushka.domain.programmes.queries import rules
from plushka.domain.sales import operations as sales
from plushka.domain.sales.asked import AskedSale, Asker
from plushka.domain.sales.loading import SaleCall
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop, open_shop
from tests.web.member.chats.conftest import Chat, come_in
from tests.web.member.people import join
from tests.web.till.people import new_receipt, now


@pytest.fixture
def lenient() -> Shop:
    """A company whose programme lets points be spent without a code."""
    shop = open_shop("Липа")
    with tenant_context(shop.tenant.id):
        document = rules(zone=shop.tenant.timezone).at(now()).document
        asked = msgspec.structs.replace(document.confirmations, redeem=False)
        publish(
            programme=msgspec.structs.replace(document, confirmations=asked),
            actor="system:tests",
            at=now(),
        )
    return shop


def _pay(shop: Shop, member: UUID, code: str, *, outlet: str) -> int:
    asked = AskedSale(
        outlet=outlet,
        receipt=new_receipt(),
        member=Locator("ID", str(member)),
        total=100_000,
        redeem=10_000,
        confirmation=code,
    )
    [told] = sales.record(
        tenant_id=shop.tenant.id, sales=[SaleCall(asked, Asker(actor="system:tests"))], at=now()
    )
    if isinstance(told, Exception):
        raise told
    with tenant_context(shop.tenant.id):
        account = accounts_of(members=[member])[member]
        return balance(account=account, at=now()).spendable


def _shown(chat: Chat, outlet: str) -> str:
    [said] = chat.presses(chat.writes("/code"), outlet)
    assert said.text.endswith("It is good for 5 minutes and one purchase.")
    found = re.search(r"\d{4}", said.text)
    assert found
    return found[0]


def test_a_code_is_shown_for_one_outlet_and_pays_there_once(shop: Shop) -> None:
    member = join(shop, points=50_000)
    chat = come_in(shop, member)

    code = _shown(chat, "Рынок")

    with pytest.raises(ConfirmationWrong):
        _pay(shop, member, code, outlet="main")
    assert _pay(shop, member, code, outlet="market") < 50_000
    with pytest.raises(ConfirmationWrong):
        _pay(shop, member, code, outlet="market")
    with tenant_context(shop.tenant.id):
        assert messages_of(member_id=member, limit=5) == []


def test_codes_shown_are_counted_among_those_of_an_hour(shop: Shop) -> None:
    chat = come_in(shop, join(shop))
    [button] = [b for row in chat.writes("/code")[0].rows for b in row if b.label == "Рынок"]

    said = [chat.says(button.press) for _ in range(11)]

    assert {one.splitlines()[0][:22] for one in said[:10]} == {"Code for the cashier: "}
    assert said[10].startswith("Too many tries.")


def test_where_no_code_is_asked_for_none_is_shown(lenient: Shop) -> None:
    chat = come_in(lenient, join(lenient))

    [said] = chat.presses(chat.writes("/code"), "Рынок")

    assert said.text == "No code is needed here: show your card to the cashier."


def test_an_outlet_of_the_neighbour_s_is_none(shop: Shop, oak: Shop) -> None:
    chat = come_in(shop, join(shop))

    [said] = chat.writes(f"/code {oak.market.id}")

    assert said.text == "Where are you paying?"
