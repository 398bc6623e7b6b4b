"""Goods come back without their receipt: asked for by a cashier, approved by a senior (T41)."""

from uuid import UUID, uuid4

import pytest

from plushka.domain.sales import operations as sales
from plushka.domain.sales.asked import Asker
from plushka.domain.sales.models import Return, ReturnRequest
from plushka.domain.sales.return_requests import decline
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.till.people import Cashier, join, new_receipt, now, text_of


def plain(answer) -> str:
    return text_of(answer).replace("\N{NO-BREAK SPACE}", " ")


def bring(cashier: Cashier, member: UUID, /, **sent):
    known = {"member": member, "receipt": new_receipt(), "total": "100", "reason": "Чек потерян"}
    return cashier.post("returns", **{"key": str(uuid4()), **known, **sent})


def waiting(shop: Shop, member: UUID) -> list[ReturnRequest]:
    with tenant_context(shop.tenant.id):
        return list(ReturnRequest.objects.filter(member_id=member))


@pytest.fixture
def olia(seat, shop: Shop) -> Cashier:
    """The owner of «Липа», who stands in the first outlet today."""
    owner = seat(shop.owner)
    owner.post("outlet", outlet="main")
    return owner


def test_a_cashier_waits_for_approval(petro: Cashier, shop: Shop):
    anna = join(shop)

    said = plain(bring(petro, anna))

    assert "Waiting for approval" in said
    assert "they approve the return of 100.00 ₽" in said
    [request] = waiting(shop, anna)
    assert (request.state, request.total) == ("WAITING", 10_000)


def test_the_cashier_hears_that_it_is_approved(petro: Cashier, shop: Shop):
    anna = join(shop)
    bring(petro, anna)
    [request] = waiting(shop, anna)
    asker = Asker(actor=f"staff:{shop.owner.id}")
    sales.approve_return(tenant_id=shop.tenant.id, request_id=request.id, asker=asker, at=now())

    said = plain(petro.get(f"returns/{request.id}"))

    assert "The return is recorded Give back 100.00 ₽" in said
    assert "I give you back 100.00 ₽." in said


def test_the_cashier_hears_that_it_is_declined(petro: Cashier, shop: Shop):
    anna = join(shop)
    bring(petro, anna)
    [request] = waiting(shop, anna)
    with tenant_context(shop.tenant.id):
        decline(request_id=request.id, actor=f"staff:{shop.owner.id}", at=now())

    assert "The return was declined" in plain(petro.get(f"returns/{request.id}"))


def test_an_owner_returns_at_once(olia: Cashier, shop: Shop):
    anna = join(shop)

    done = bring(olia, anna)

    assert "The return is recorded" in plain(done)
    with tenant_context(shop.tenant.id):
        assert Return.objects.filter(member_id=anna).count() == 1


def test_sent_twice_it_is_asked_for_once(petro: Cashier, shop: Shop):
    anna, key = join(shop), str(uuid4())

    bring(petro, anna, key=key)
    bring(petro, anna, key=key)

    assert len(waiting(shop, anna)) == 1


def test_what_an_owner_cannot_return_leaves_nothing_waiting(olia: Cashier, shop: Shop):
    anna, receipt = join(shop), new_receipt()
    bring(olia, anna, receipt=receipt)

    refused = bring(olia, anna, receipt=receipt, total="200")

    assert refused.status_code == 422
    assert "A receipt with this number is recorded already" in plain(refused)
    assert [one.state for one in waiting(shop, anna)] == ["APPROVED", "DECLINED"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"total": "x"}, "Type what the goods are worth, like 1234.50."),
        ({"total": "0"}, "The sum cannot be right."),
        ({"reason": ""}, "Say why: what came back, and why there is no receipt."),
        ({"receipt": ""}, "Type the number of the return receipt."),
        ({"member": "", "whom": "+79991112233"}, "Nobody is found by that."),
    ],
)
def test_a_request_that_cannot_be_says_what_to_do(petro: Cashier, shop: Shop, wrong, said):
    anna = join(shop)

    refused = bring(petro, anna, **wrong)

    assert (refused.status_code, said in plain(refused)) == (422, True)
    assert waiting(shop, anna) == []


def test_neighbours_and_strangers_requests_are_not_there(
    petro: Cashier, foreigner: Cashier, shop: Shop
):
    anna = join(shop)
    bring(petro, anna)
    [request] = waiting(shop, anna)

    assert foreigner.get(f"returns/{request.id}").status_code == 404
    assert petro.get(f"returns/{uuid4()}").status_code == 404


def test_a_scanned_receipt_is_found_where_members_are(petro: Cashier, foreigner: Cashier):
    receipt = new_receipt()
    petro.sell(receipt=receipt, total="50")

    assert f"Receipt {receipt}" in plain(petro.post("find", find=receipt))
    assert f"Receipt {receipt}" not in plain(foreigner.post("find", find=receipt))
