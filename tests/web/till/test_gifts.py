"""Gifts at the till: found by their code, paid, handed over by line, ordered for a member."""

from uuid import UUID

import pytest

from plushka.domain.confirmations import operations as confirmations
from plushka.domain.rewards import codes
from plushka.domain.rewards.models import Order, OrderLine
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.member.gifts import offer, ordered
from tests.web.till.people import Cashier, join, now


def _order(shop: Shop, order_id: UUID) -> Order:
    with tenant_context(shop.tenant.id):
        return Order.objects.get(id=order_id)


def _made(shop: Shop, *, key: str, quantity: int = 1, **more) -> tuple[Order, str]:
    member = join(shop, points=100_000)
    made = _order(shop, ordered(shop, member, offer(shop, **more), key=key, quantity=quantity))
    return made, codes.code_of(made.id, made.number)


def test_order_is_found_by_its_code_also_where_members_are_found(shop: Shop, petro: Cashier):
    made, code = _made(shop, key="found")

    by_code = petro.post("gifts/find", code=code)
    scanned = petro.post("find", find=code)

    for answer in (by_code, scanned):
        assert f"Order {made.number}" in answer.content.decode()


def test_wrong_code_is_told_and_counted(shop: Shop, petro: Cashier):
    made, code = _made(shop, key="wrong")
    wrong = f"{code[:-1]}{(int(code[-1]) + 1) % 10}"

    answers = [petro.post("gifts/find", code=wrong), petro.post("find", find=wrong)]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert all("No order has this code" in answer.content.decode() for answer in answers)
    assert _order(shop, made.id).tries == 2


def test_money_is_taken_and_the_order_handed_over_by_line(shop: Shop, petro: Cashier):
    made, _ = _made(shop, key="paid", money=5_000, quantity=3)
    early = petro.post(f"gifts/{made.id}/hand-over", **{"line-1": "1"})

    petro.post(f"gifts/{made.id}/pay")
    for _ in range(2):
        petro.post(f"gifts/{made.id}/hand-over", **{"line-1": "1"})

    assert early.status_code == 422
    assert "Take 150" in early.content.decode()
    with tenant_context(shop.tenant.id):
        assert OrderLine.objects.get(order_id=made.id).fulfilled == 1
    petro.post(f"gifts/{made.id}/cancel")
    gone = _order(shop, made.id)
    assert (gone.state, gone.points_back, gone.money_back) == ("FULFILLED", 20_000, 10_000)
    assert "Give 100.00" in petro.get(f"gifts/{made.id}").content.decode()
    petro.post(f"gifts/{made.id}/money")
    assert _order(shop, made.id).money_given_at is not None


def test_gift_is_ordered_for_a_member_with_their_code(shop: Shop, petro: Cashier):
    member = join(shop, points=100_000)
    gift = offer(shop, name="Кружка")
    page = petro.get(f"gifts?member={member}").content.decode()
    form = {
        "key": page.split('name="key" value="')[1].split('"')[0],
        "member": str(member),
        "gift": gift,
        "quantity": "1",
    }

    without = petro.post("gifts/new", **form)
    with tenant_context(shop.tenant.id):
        code = confirmations.show(member_id=member, outlet_id=shop.outlet.id, at=now())
    answers = [petro.post("gifts/new", **form, confirmation=code) for _ in range(2)]

    assert without.status_code == 422
    with tenant_context(shop.tenant.id):
        [made] = Order.objects.filter(member_id=member)
    assert all(f"Order {made.number}" in answer.content.decode() for answer in answers)
    assert (made.source, made.points) == ("TILL", 10_000)


def test_order_of_another_outlet_is_not_handed_over_here(shop: Shop, petro: Cashier):
    made, _ = _made(shop, key="elsewhere")
    with tenant_context(shop.tenant.id):
        Order.objects.filter(id=made.id).update(outlet_id=shop.market.id)

    page = petro.get(f"gifts/{made.id}").content.decode()
    refused = petro.post(f"gifts/{made.id}/hand-over", **{"line-1": "1"})

    assert "This order waits at “Рынок”" in page
    assert refused.status_code == 422
    assert _order(shop, made.id).state == "PAID"


def test_order_of_another_company_is_not_there(shop: Shop, foreigner: Cashier):
    made, _ = _made(shop, key="foreign")

    assert foreigner.get(f"gifts/{made.id}").status_code == 404
    assert foreigner.post(f"gifts/{made.id}/pay").status_code == 404


@pytest.mark.parametrize("typed", ["", "all", "-1", "1.5", "9" * 40], ids=range(5))
def test_number_that_is_none_hands_over_nothing(shop: Shop, petro: Cashier, typed: str):
    made, _ = _made(shop, key=f"none-{len(typed)}-{typed[:1]}", quantity=3)

    refused = petro.post(f"gifts/{made.id}/hand-over", **{"line-1": typed})

    assert refused.status_code == 422
    with tenant_context(shop.tenant.id):
        assert OrderLine.objects.get(order_id=made.id).fulfilled == 0


def test_gift_that_no_database_could_name_is_refused(shop: Shop, petro: Cashier):
    member = join(shop, points=100_000)
    offer(shop)
    page = petro.get(f"gifts?member={member}").content.decode()
    key = page.split('name="key" value="')[1].split('"')[0]

    refused = petro.post("gifts/new", key=key, member=str(member), gift="a\0b", quantity="1")

    assert refused.status_code == 422
