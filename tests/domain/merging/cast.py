"""Анна who joined twice, as Анна and as Богдан, and what is asked of the two afterwards."""

from uuid import UUID

from django.db import connection

from plushka.domain.effects import verify as effects
from plushka.domain.ledger import queries as ledger
from plushka.domain.ledger.verify import verify
from plushka.domain.members.models import PurchaseSummary
from plushka.domain.sales import verify as sales
from plushka.domain.tenants.context import current_tenant
from tests.conftest import NOON


def points_of(member: UUID, *, at=NOON) -> tuple[int, int, int, int]:
    """What a member has spendable, pending, held and owed, in hundredths."""
    account = ledger.accounts_of(members=[member])[member]
    found = ledger.balance(account=account, at=at)
    return found.spendable, found.pending, found.held, found.debt


def summary_of(member: UUID) -> tuple[str, int, int]:
    """A member's tier, what they paid in kopecks, and how many purchases."""
    row = PurchaseSummary.objects.get(member_id=member)
    return row.tier, row.paid_total, row.n_purchases


def faults() -> list[object]:
    """Everything that any proof finds wrong."""
    with connection.cursor() as cursor:
        found: list[object] = [*verify(cursor, tenant=current_tenant()).broken]
        found += sales.verify(cursor, tenant_id=current_tenant())[1]
        found += effects.verify(cursor, tenant_id=current_tenant())
    return found
