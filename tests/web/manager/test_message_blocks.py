"""Blocked addresses in the cabinet: seen masked, blocked by hand, let go."""

import pytest

from plushka.domain.audit.models import Record
from plushka.domain.messaging import blocking
from plushka.domain.messaging.models import Block
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.till.people import new_phone, now


def kept(shop: Shop) -> list[tuple[str, bool]]:
    with tenant_context(shop.tenant.id):
        return list(Block.objects.order_by("id").values_list("reason", "is_advertising_only"))


def recorded(shop: Shop) -> list[tuple[str, str]]:
    with tenant_context(shop.tenant.id):
        return [
            (one.action, str(one.after))
            for one in Record.objects.filter(subject_kind="block").order_by("id")
        ]


def test_phone_is_blocked_by_hand_once_and_masked_ever_after(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    phone = new_phone()

    for _ in range(2):
        person.post("messages/blocked/add", phone=phone, what="offers")

    assert kept(shop) == [("STAFF", True)]
    [(action, told)] = recorded(shop)
    assert action == "address_blocked"
    assert phone not in told
    page = person.get("messages/blocked").content.decode()
    assert phone not in page
    assert phone[-4:] in page


def test_what_is_sent_no_advertising_may_be_sent_nothing(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    phone = new_phone()

    for what in ("offers", "all", "offers"):
        person.post("messages/blocked/add", phone=phone, what=what)

    assert kept(shop) == [("STAFF", False)]


def test_what_is_no_phone_is_told_and_stays_in_the_form(newcomer: tuple[Person, Shop]):
    person, shop = newcomer

    answer = person.post("messages/blocked/add", phone="семь")

    assert answer.status_code == 422
    assert "There is no such phone number." in answer.content.decode()
    assert 'value="семь"' in answer.content.decode()
    assert kept(shop) == []


@pytest.mark.parametrize("reason", ["STOP", "GONE", "STAFF"])
def test_address_is_let_go_and_that_is_on_record(newcomer: tuple[Person, Shop], reason):
    person, shop = newcomer
    with tenant_context(shop.tenant.id):
        blocking.block(
            way="EMAIL",
            value="anna@example.com",
            reason=reason,
            is_advertising_only=reason == "STOP",
            at=now(),
        )
        block_id = Block.objects.get().id

    for _ in range(2):
        person.post(f"messages/blocked/{block_id}/lift")

    assert kept(shop) == []
    assert [action for action, _ in recorded(shop)] == ["address_unblocked"]
