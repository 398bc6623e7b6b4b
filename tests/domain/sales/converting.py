"""Changes of what a point is worth, said shortly."""

from django.db import connection

from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger import revaluing
from plushka.domain.ledger.models import Account, Entry
from plushka.domain.ledger.verify import verify as verify_ledger
from plushka.domain.sales.verify import verify as verify_sales
from plushka.domain.tenants.context import current_tenant
from tests.conftest import NOON
from tests.domain.sales.cast import days, promise

NEXT_DAY = NOON + days(1)


def worth(value, *, at=NEXT_DAY, **more):
    """From a moment on a point is worth so much."""
    return promise(money={"currency": "RUB", "point_value": value}, at=at, **more)


def account_of(member):
    return Account.objects.get(member_id=member).id


def spendable(member, *, at=NEXT_DAY):
    return accounts.balance(account=account_of(member), at=at).spendable


def conversions(member):
    """Each conversion's points, in the order they were posted."""
    moved = Entry.objects.filter(account_id=account_of(member), kind="CONVERSION")
    return list(moved.order_by("number").values_list("points", flat=True))


def swept(member, *, at=NEXT_DAY):
    """Let the sweep write down what has been decided, and prove the ledger."""
    while revaluing.convert(at=at, most=1) == 1:
        pass
    _prove()
    return spendable(member, at=at)


def _prove():
    with connection.cursor() as cursor:
        assert verify_sales(cursor, tenant_id=current_tenant())[1] == []
        assert verify_ledger(cursor, tenant=current_tenant()).broken == []
