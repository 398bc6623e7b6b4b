"""A customer says a word at the till, and gets one there; the till never shows it."""

from uuid import UUID

import pytest

from plushka.domain.aliases.speaking import CHECKS
from plushka.domain.members import sharing
from plushka.domain.members.operations import Changes, change
from plushka.domain.messaging.models import Message
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.till.people import Cashier, join, now, text_of


@pytest.fixture
def vera(shop: Shop) -> UUID:
    """A member with some points, who has no alias."""
    return join(shop, name="Вера", points=30_000)


def texts(shop: Shop, member: UUID) -> list[str]:
    with tenant_context(shop.tenant.id):
        return list(Message.objects.filter(member_id=member).values_list("text", flat=True))


def word_of(shop: Shop, member: UUID) -> str:
    with tenant_context(shop.tenant.id):
        return sharing.word_of(member_id=member) or ""


def test_it_goes_to_the_phone_once_and_the_receipt_stays_as_it_is(
    petro: Cashier, shop: Shop, vera: UUID
):
    typed = {"member": vera, "receipt": "R-alias", "total": "1 234,50"}

    page, again = petro.post("alias", **typed), petro.post("alias", **typed)

    word = word_of(shop, vera)
    assert texts(shop, vera) == [
        f"Ваш псевдоним: {word.upper()}. Назовите его кассиру вместо телефона."
    ]
    assert "The alias is on its way to +7916" in text_of(page)
    assert 'value="1 234,50"' in again.content.decode()
    assert word.upper() not in page.content.decode().upper()


def test_a_customer_is_found_by_it_however_it_is_typed(petro: Cashier, shop: Shop, vera: UUID):
    petro.post("alias", member=vera)
    word = word_of(shop, vera)

    for typed in (word, word.upper().replace("-", " "), word.replace("-", "")):
        assert "Вера" in text_of(petro.post("find", find=typed))


def test_a_slip_of_the_tongue_is_told_from_a_stranger(petro: Cashier, shop: Shop, vera: UUID):
    petro.post("alias", member=vera)
    word = word_of(shop, vera)
    slip = word[:-1] + next(one for one in CHECKS if one != word[-1])

    assert "There is a slip in this alias." in text_of(petro.post("find", find=slip))
    assert "Nobody is found by that." in text_of(petro.post("find", find="ромашка"))


def test_who_has_no_phone_is_asked_for_it_first(petro: Cashier, shop: Shop, vera: UUID):
    with tenant_context(shop.tenant.id):
        change(member_id=vera, changes=Changes(phone=None), actor="staff:1", at=now())

    refused = petro.post("alias", member=vera)

    assert "there is none here. Ask for it first." in text_of(refused)
    assert "Send the alias" not in text_of(petro.get("", member=str(vera)))
    assert texts(shop, vera) == []
