"""Codes stop at the company's limits, whoever asks for them."""

import pytest

from plushka.domain.confirmations import operations as confirmations
from plushka.domain.confirmations.models import Confirmation
from plushka.domain.limits import operations as limits
from plushka.domain.limits.kinds import Kind, Limit
from plushka.domain.limits.models import WindowCount
from plushka.domain.limits.refusals import CodeLimitReached
from plushka.domain.messaging.models import Message
from plushka.domain.messaging.policy import Rules, change_rules
from plushka.domain.tenants.models import Outlet, Tenant
from tests.domain.members.cast import ANNAS_PHONE, NOON, at_work, join


def ask(outlet: Outlet, *, address: str = "") -> None:
    confirmations.ask(
        locator=ANNAS_PHONE, purpose="ENROL", outlet_id=outlet.id, at=NOON, address=address
    )


def test_a_code_counts_once_with_its_price_as_an_sms(main: Outlet):
    ask(main, address="203.0.113.7")

    counted = dict(WindowCount.objects.values_list("kind", "used"))
    assert counted == {"ADDRESS_CODES": 1, "CODES": 1, "CODE_COST": 275}


def test_a_code_that_goes_by_no_sms_costs_nothing(main: Outlet):
    join(ANNAS_PHONE)
    rules = Rules(code_ways=("TELEGRAM",))
    change_rules(rules=rules, version=0, actor="staff:1", at=NOON)

    confirmations.ask(locator=ANNAS_PHONE, purpose="REDEEM", outlet_id=main.id, at=NOON)

    assert WindowCount.objects.get(kind="CODE_COST").used == 0


def test_what_cashiers_ask_for_is_counted_of_no_address(main: Outlet):
    ask(main)

    assert not WindowCount.objects.filter(kind="ADDRESS_CODES").exists()


def test_a_code_above_the_limit_is_not_sent(open_shop: Tenant):
    with at_work(open_shop):
        main = Outlet.objects.get(code="main")
        limits.change(
            limits={Kind.CODE_COST: Limit(None, 274)}, based_on=None, actor="staff:1", at=NOON
        )

    with pytest.raises(CodeLimitReached) as refused, at_work(open_shop):
        ask(main)

    assert refused.value.kind is Kind.CODE_COST
    with at_work(open_shop):
        assert not Message.objects.exists()
        assert not Confirmation.objects.exists()
