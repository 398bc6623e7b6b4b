"""A receipt that was recorded without its member is claimed at the till (T42)."""

import datetime as dt
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from plushka.domain.limits import operations as limits
from plushka.domain.limits.kinds import Kind, Limit
from plushka.domain.limits.queries import find_alerts, get_policy
from plushka.domain.sales.models import Claim, Sale
from plushka.domain.tenants.context import tenant_context
from plushka.web.till import fiscal
from tests.web.conftest import Shop, open_shop
from tests.web.till.people import Cashier, join, new_phone, new_receipt, now, text_of

MOSCOW = ZoneInfo("Europe/Moscow")


def plain(answer) -> str:
    return text_of(answer).replace("\N{NO-BREAK SPACE}", " ")


def sell_to_nobody(cashier: Cashier, total: str = "1000") -> str:
    """Record a receipt without a member; give its number."""
    receipt = new_receipt()
    cashier.sell(receipt=receipt, total=total)
    return receipt


def claim(cashier: Cashier, **sent):
    return cashier.post("claims", **({"key": uuid4().hex} | sent))


def claims_of(shop: Shop, receipt: str) -> int:
    with tenant_context(shop.tenant.id):
        return Claim.objects.filter(sale__receipt=receipt).count()


def test_a_receipt_is_given_to_its_member(petro: Cashier, shop: Shop):
    anna, receipt = join(shop), sell_to_nobody(petro)

    done = claim(petro, member=anna, receipt=receipt, total="1000")

    assert "The receipt is the member's now" in plain(done)
    assert "For this purchase: 50 points. You have 50 points now." in plain(done)
    assert claims_of(shop, receipt) == 1


def test_whose_it_is_may_be_scanned_in_the_form(petro: Cashier, shop: Shop):
    phone, receipt = new_phone(), sell_to_nobody(petro)
    join(shop, phone=phone)

    done = claim(petro, whom=phone, receipt=receipt, total="1000")

    assert "You have 50 points now." in plain(done)


def test_sent_twice_it_is_claimed_once(petro: Cashier, shop: Shop):
    anna, receipt, key = join(shop), sell_to_nobody(petro), uuid4().hex

    said = [plain(claim(petro, member=anna, receipt=receipt, total="1000", key=key))] * 2

    assert "You have 50 points now." in said[1]
    assert claims_of(shop, receipt) == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"total": "999"}, "No receipt of this outlet has this number and this sum."),
        ({"total": "x"}, "Type what the receipt comes to, like 1234.50."),
        ({"receipt": ""}, "Type the receipt's number, or when it was printed."),
        ({"member": "", "whom": "+79991112233"}, "Nobody is found by that."),
    ],
)
def test_a_claim_that_proves_nothing_says_what_to_do(petro: Cashier, shop: Shop, wrong, said):
    anna, receipt = join(shop), sell_to_nobody(petro)
    right = {"member": anna, "receipt": receipt, "total": "1000"}

    refused = claim(petro, **(right | wrong))

    assert (refused.status_code, said in plain(refused)) == (422, True)
    assert claims_of(shop, receipt) == 0


def test_a_receipt_without_a_number_is_found_by_its_sum_and_time(petro: Cashier, shop: Shop):
    anna, receipt = join(shop), sell_to_nobody(petro, "777.77")
    when = now().astimezone(MOSCOW).strftime("%Y-%m-%dT%H:%M")

    found = claim(petro, member=anna, total="777.77", when=when)
    done = claim(petro, member=anna, total="777.77", when=when, chosen=receipt)

    assert "Which of these is it?" in plain(found)
    assert f'value="{receipt}"' in found.content.decode()
    assert "The receipt is the member's now" in plain(done)


def test_no_such_sum_then_is_said(petro: Cashier, shop: Shop):
    refused = claim(petro, member=join(shop), total="5.43", when="2026-01-01T12:00")

    assert "No receipt without a member comes to this sum then." in plain(refused)


def test_the_code_that_is_printed_on_the_receipt_is_enough(petro: Cashier, shop: Shop):
    anna, receipt = join(shop), sell_to_nobody(petro, "321.09")
    moment = now().astimezone(MOSCOW).strftime("%Y%m%dT%H%M")

    found = claim(petro, member=anna, receipt=f"t={moment}&s=321.09&fn=1&i=2&fp=3&n=1", total="1")

    assert f'value="{receipt}"' in found.content.decode()


def test_a_sale_without_a_member_leads_to_the_claim(petro: Cashier, shop: Shop):
    receipt = sell_to_nobody(petro)
    with tenant_context(shop.tenant.id):
        sale = Sale.objects.get(receipt=receipt).id

    assert f"/till/claims?sale={sale}" in petro.get(f"sales/{sale}").content.decode()
    form = petro.get("claims", sale=sale).content.decode()

    assert f'value="{receipt}"' in form
    assert 'value="1000.00"' in form


def test_whoever_claims_too_much_is_stopped_and_told_of(seat):
    shop = open_shop("Клён")
    petro, anna = seat(shop.cashier), join(shop)
    first, second = sell_to_nobody(petro), sell_to_nobody(petro)
    with tenant_context(shop.tenant.id):
        limits.change(
            limits={Kind.CLAIMS: Limit(None, 1)},
            based_on=get_policy().changed_at,
            actor="staff:x",
            at=now(),
        )
    claim(petro, member=anna, receipt=first, total="1000")

    refused = claim(petro, member=anna, receipt=second, total="1000")

    assert "Your limit for today is reached: “Receipts claimed afterwards”." in plain(refused)
    assert claims_of(shop, second) == 0
    with tenant_context(shop.tenant.id):
        [alert] = find_alerts(limit=5)
    assert (alert.staff_id, alert.is_block, alert.used) == (shop.cashier.id, True, 2)


@pytest.mark.parametrize(
    ("scanned", "total"),
    [
        ("t=20261122T1405&s=1234.50&fn=9&i=1&fp=2&n=1", 123_450),
        ("t=20261122T140530&s=10.00&fn=9&i=1&fp=2&n=1", 1_000),
        ("е=20261122Е1405?ы=1234ю50?ат=9?ш=1?аз=2?т=1", 123_450),
    ],
)
def test_a_printed_code_is_read_on_any_layout(scanned, total):
    read = fiscal.read(scanned, zone="Europe/Moscow")

    assert read.total == total
    assert read.at.replace(second=0) == dt.datetime(2026, 11, 22, 14, 5, tzinfo=MOSCOW)


@pytest.mark.parametrize("scanned", ["A-1", "", "t=1&s=2", "t=20261322T1405&s=1", "s=1.00"])
def test_what_is_no_printed_code_is_none(scanned):
    assert fiscal.read(scanned, zone="Europe/Moscow") is None
