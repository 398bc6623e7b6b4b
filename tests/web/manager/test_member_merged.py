"""The story of a member into whom another was merged (T33)."""

import datetime as dt

import pytest

from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger.queries import accounts_of, balance
from plushka.domain.merging.operations import merge
from plushka.domain.tenants.context import tenant_context
from plushka.web.manager.members.tabs import TABS
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.manager.lab import sell
from tests.web.till.people import join, now, text_of

EARLIER = "of the earlier account"


@pytest.fixture
def one(newcomer: tuple[Person, Shop]):
    """An owner, a shop, and a member who was two."""
    owner, shop = newcomer
    kept, merged = join(shop), join(shop)
    sell(shop, kept, "100.00")
    sell(shop, merged, "200.00")
    with tenant_context(shop.tenant.id):
        done = merge(kept=kept, merged=merged, actor="staff:x", at=now())
    return owner, shop, kept, done


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_is_there(one, tab: str):
    owner, _, kept, _ = one

    assert owner.get(f"members/{kept}", tab=tab).status_code == 200


def test_movements_and_sales_of_the_earlier_account_are_marked(one):
    owner, _, kept, _ = one

    def marks(part: str) -> list[str]:
        table = owner.get(f"members/{kept}/part/{part}").context["part"].table
        return [line.cells[1].chip for line in table.lines]

    assert sorted(marks("entries")) == ["", "", EARLIER, EARLIER]
    assert marks("sales") == [EARLIER, ""]


def test_order_that_keeps_two_together_is_named_with_its_end(one):
    owner, shop, kept, done = one
    with tenant_context(shop.tenant.id):
        account = accounts_of(members=[kept])[kept]
        ledger.hold(
            account=account,
            points=balance(account=account, at=now()).spendable - 1,
            until=dt.timedelta(days=2),
            actor="staff:x",
            at=now(),
            reference="W-17",
        )

    answer = owner.post(f"merges/{done.id}/undo")

    said = text_of(answer)
    assert answer.status_code == 422
    assert "for the order W-17" in said
    assert "its term ends" in said
