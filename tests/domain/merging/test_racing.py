"""Members are merged while tills sell to both: nothing waits in a circle, nothing is lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection as our_connection

from plushka.domain.ledger import queries
from plushka.domain.ledger.verify import verify
from plushka.domain.members.models import PurchaseSummary
from plushka.domain.merging.models import Merge
from plushka.domain.merging.operations import merge, part
from plushka.domain.sales import operations as sales
from plushka.domain.sales.told import ToldSale
from plushka.domain.tenants.context import tenant_context
from plushka.lib.db.connection import connection
from tests.conftest import NOON
from tests.domain.members.cast import at_work, open_neighbour, open_shop
from tests.domain.sales.cast import ANNA, BOHDAN, TILL, asked, give, join, promise
from tests.domain.sales.cast import SaleCall as Call

__all__ = ["open_neighbour", "open_shop"]

pytestmark = pytest.mark.slow

N_SALES = 40


@pytest.fixture
def both(open_shop):
    """Анна and her second self."""
    with at_work(open_shop):
        promise()
        found = join(ANNA), join(BOHDAN)
        for member in found:
            give(100_000, member=member)
    return found


def test_sales_go_on_while_members_are_merged_and_parted(open_shop, both):
    """T5: both accounts are locked in one statement, by id, whoever is kept."""
    anna, twin = both

    def sell(number):
        with connection():
            sold = asked(
                f"A-{number}", total=10_000, redeem=100, member=BOHDAN if number % 2 else ANNA
            )
            [answer] = sales.record(tenant_id=open_shop.id, sales=[Call(sold, TILL)], at=NOON)
        return answer

    def join_and_part(number):
        kept, merged = (anna, twin) if number % 2 else (twin, anna)
        with connection():
            with tenant_context(open_shop.id):
                done = merge(kept=kept, merged=merged, actor="staff:x", at=NOON)
            with tenant_context(open_shop.id):
                part(merge=done.id, actor="staff:x", at=NOON)

    with ThreadPoolExecutor(6) as tills:
        answers = tills.map(sell, range(N_SALES))
        with ThreadPoolExecutor(1) as desk:
            list(desk.map(join_and_part, range(6)))
        answers = list(answers)

    assert [answer for answer in answers if not isinstance(answer, ToldSale)] == []
    with at_work(open_shop):
        summaries = PurchaseSummary.objects.filter(member_id__in=both)
        assert sum(summaries.values_list("n_purchases", flat=True)) == N_SALES
        found = [queries.balance(account=one, at=NOON) for one in accounts(both)]
        earned = sum(answer.accrued for answer in answers)
        assert sum(one.spendable for one in found) == 200_000 - N_SALES * 100 + earned
        assert Merge.objects.filter(undone_at=None).count() == 0
        with our_connection.cursor() as cursor:
            assert verify(cursor, tenant=open_shop.id).broken == []


def accounts(members):
    return queries.accounts_of(members=members).values()
