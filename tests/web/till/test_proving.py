"""A phone that was silent for long spends nothing at the till until somebody proves (T43)."""

import datetime as dt
from uuid import UUID

import pytest

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.members.operations import Changes
from plushka.domain.members.queries import get_profile
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.member.people import silent
from tests.web.till.people import Cashier, join, new_receipt, now, text_of

BORN = dt.date(1990, 5, 17)
DOUBT = "This phone was silent for long"


@pytest.fixture
def vera(shop: Shop) -> UUID:
    """A member with points and a birth date, of whom nobody has heard for half a year."""
    member = join(shop, points=30_000)
    with tenant_context(shop.tenant.id):
        changes = Changes(birth_date=BORN)
        enrolment.change(member_id=member, changes=changes, actor="staff:x", at=now())
    silent(shop, member, days=181)
    return member


def card_of(shop: Shop, member: UUID) -> str:
    with tenant_context(shop.tenant.id):
        return get_profile(member_id=member).card or ""


def test_balance_and_card_are_hidden_and_what_to_do_is_said(
    petro: Cashier, shop: Shop, vera: UUID
):
    page = petro.get("", member=str(vera))

    said = text_of(page)
    assert DOUBT in said
    assert "300 points" not in said
    assert card_of(shop, vera) not in said
    assert 'formaction="/till/proof"' in page.content.decode()


def test_points_are_not_spent_before_somebody_proves(petro: Cashier, vera: UUID):
    typed = {"member": vera, "total": "1000", "redeem": "100"}

    assert DOUBT in text_of(petro.post("bill", **typed))
    assert DOUBT in text_of(petro.sell(**typed))
    recorded = petro.sell(member=vera, total="1000")
    assert "recorded" in text_of(recorded)


def test_nothing_that_is_recorded_tells_what_is_on_the_account(petro: Cashier, vera: UUID):
    sold = petro.sell(member=vera, total="1000")
    path = sold.redirect_chain[0][0].removeprefix("/till/").partition("?")[0]

    back = petro.post(f"{path}/returns", what="all", receipt=new_receipt(), key="hidden")

    assert "The return is recorded" in text_of(back)
    assert "Taken back, because they were for these goods: 50 points." in text_of(back)
    for said in (text_of(sold), text_of(back)):
        assert "300 points" not in said
        assert "350 points" not in said
        assert "You have" not in said


@pytest.mark.parametrize("proof", ["17.05.1990", "1990-05-17", "card"])
def test_card_or_birth_date_proves_and_nothing_typed_is_lost(
    petro: Cashier, shop: Shop, vera: UUID, proof: str
):
    told = card_of(shop, vera) if proof == "card" else proof
    receipt = new_receipt()

    page = petro.post("proof", member=vera, total="1000", receipt=receipt, proof=told)

    assert page.status_code == 200
    assert "300 points" in text_of(page)
    assert f'value="{receipt}"' in page.content.decode()
    assert DOUBT not in text_of(petro.post("bill", member=vera, total="1000", redeem="100"))


@pytest.mark.parametrize(
    "proof", ["", "18.05.1990", "31.02.1990", "2900000000018", "<b>", "я" * 99]
)
def test_what_proves_nothing_is_refused_in_words(petro: Cashier, vera: UUID, proof: str):
    page = petro.post("proof", member=vera, total="1000", receipt="R", proof=proof)

    assert page.status_code == 422
    assert "neither the card" in text_of(page)
    assert DOUBT in text_of(page)


def test_too_many_tries_are_told(petro: Cashier, vera: UUID):
    for _ in range(5):
        petro.post("proof", member=vera, receipt="R", proof="18.05.1990")

    page = petro.post("proof", member=vera, receipt="R", proof="17.05.1990")

    assert "tried too often" in text_of(page)


def test_who_is_found_by_the_card_is_not_doubted(petro: Cashier, shop: Shop, vera: UUID):
    page = petro.post("find", find=card_of(shop, vera))

    assert DOUBT not in text_of(page)
    assert "300 points" in text_of(page)
