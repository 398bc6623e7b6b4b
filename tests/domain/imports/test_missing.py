"""Outlets and members are made for the receipts that are recorded, and for no others."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from plushka.domain.imports.operations import Numbers, import_
from plushka.domain.imports.reading import Receipt
from plushka.domain.members import queries as members
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Member
from plushka.domain.programmes.founding import found
from plushka.domain.sales.asked import AskedLine, AskedSale
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Outlet
from tests.conftest import NOON

ANNA = Locator("PHONE", "+79161234567")
BOHDAN = Locator("PHONE", "+380671234567")


@pytest.fixture
def company(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[int]:
    """A company whose rows are committed: an import opens transactions of its own."""
    with django_db_blocker.unblock():
        yield found(slug=f"moving-{uuid4().hex[:8]}", name="Липа", at=NOON).tenant.id


def _sale(receipt: str, price: int = 1000, **more: Any) -> AskedSale:
    lines = more.pop("lines", (AskedLine(price=price),))
    said = {"outlet": "side", "member": ANNA, "at": NOON} | more
    return AskedSale(receipt=receipt, lines=lines, **said)


def _import(company: int, *sales: AskedSale) -> Numbers:
    return import_(
        tenant_id=company,
        receipts=[Receipt(sale) for sale in sales],
        clock=lambda: NOON,
        creates_missing=True,
        on_refusal=lambda _receipt, _refusal: None,
        on_progress=lambda _numbers: None,
    )


def _made(company: int) -> tuple[set[str], int]:
    """The outlets beside the first, and how many members there are."""
    with tenant_context(company):
        codes = set(Outlet.objects.values_list("code", flat=True))
        return codes - {"main"}, Member.objects.count()


WRONG = {
    "a discount above the value": {"lines": (AskedLine(price=10, discount=11),)},
    "a moment to come": {"at": NOON + dt.timedelta(days=1)},
    "no lines": {"lines": ()},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_receipt_that_is_refused_makes_neither_outlet_nor_member(company: int, wrong: str):
    numbers = _import(company, _sale("A", **WRONG[wrong]))

    assert numbers.refused == 1
    assert _made(company) == (set(), 0)


def test_receipt_that_is_recorded_makes_both(company: int):
    numbers = _import(company, _sale("A"), _sale("B", outlet="north", member=None))

    assert numbers.recorded == 2
    assert _made(company) == ({"side", "north"}, 1)


def test_receipt_that_differs_from_the_one_recorded_makes_no_member(company: int):
    _import(company, _sale("A"), _sale("A", member=BOHDAN))

    numbers = _import(company, _sale("A", member=BOHDAN))

    assert (numbers.repeated, numbers.refused) == (0, 1)
    assert _made(company) == ({"side"}, 1)


def test_receipt_that_comes_right_after_a_wrong_one_is_recorded(company: int):
    numbers = _import(company, _sale("A", lines=()), _sale("A"))

    assert (numbers.recorded, numbers.refused) == (1, 1)
    assert _made(company) == ({"side"}, 1)


def test_receipt_of_a_blocked_member_makes_no_outlet(company: int):
    _import(company, _sale("A", outlet="main"))
    with tenant_context(company):
        [anna] = members.locate(locators=[ANNA], at=NOON).values()
        Member.objects.filter(id=anna).update(blocked_at=NOON, block_reason="fraud")

    numbers = _import(company, _sale("B"))

    assert numbers.refused == 1
    assert _made(company) == (set(), 1)
