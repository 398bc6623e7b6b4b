"""Prove that everything adds up, in one snapshot."""

from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction

from plushka.config.companies import get_company
from plushka.domain.certificates.verify import verify as verify_certificates
from plushka.domain.codes.verify import verify as verify_codes
from plushka.domain.draws.verify import verify as verify_draws
from plushka.domain.effects.verify import verify as verify_effects
from plushka.domain.ledger.verify import Broken
from plushka.domain.ledger.verify import verify as verify_ledger
from plushka.domain.members.verify import verify as verify_members
from plushka.domain.rewards.verify import verify as verify_rewards
from plushka.domain.sales.verify import verify as verify_sales


@dataclass(frozen=True, slots=True)
class Found:
    """How many rows were looked at, and what is wrong with which."""

    checked: dict[str, int]
    broken: list[dict[str, Any]]


def run(*, slug: str | None) -> Found:
    """Verify one company, or all.

    The snapshot is the owner's, because the web role sees one company at a
    time; writes go on beside it.
    """
    tenant_id = None if slug is None else get_company(slug).id
    with transaction.atomic(using="owner", durable=True), connections["owner"].cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        ledger = verify_ledger(cursor, tenant=tenant_id)
        counted, broken = verify_sales(cursor, tenant_id=tenant_id)
        broken += verify_members(cursor, tenant_id=tenant_id)
        broken += verify_effects(cursor, tenant_id=tenant_id)
        broken += verify_draws(cursor, tenant_id=tenant_id)
        broken += verify_rewards(cursor, tenant_id=tenant_id)
        more, wrong = verify_certificates(cursor, tenant_id=tenant_id)
        counted, broken = counted | more, broken + wrong
        more, wrong = verify_codes(cursor, tenant_id=tenant_id)
        counted, broken = counted | more, broken + wrong
    return Found(ledger.checked | counted, [*map(_shown, ledger.broken), *broken])


def _shown(broken: Broken) -> dict[str, Any]:
    return {
        "check": broken.check,
        "tenant": broken.tenant,
        "table": broken.table,
        "id": None if broken.id is None else str(broken.id),
        "detail": broken.detail,
    }
