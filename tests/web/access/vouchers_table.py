"""Who may open which page about vouchers."""

from uuid import UUID

from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.rights import Right
from plushka.domain.vouchers import batches, queries
from plushka.domain.vouchers.operations import NewVoucher
from plushka.domain.vouchers.terms import Terms
from plushka.lib.ids import new_id
from tests.web.access.kinds import Row
from tests.web.conftest import Shop
from tests.web.till.people import now


def a_batch(shop: Shop) -> UUID:
    """Issue two vouchers that are still to be handed over."""
    new = NewVoucher(terms=Terms(title="Скидка 10 %", percent="10"), actor="system:test")
    with tenant_context(shop.tenant.id):
        return batches.make(batch_id=new_id(), new=new, n=2, at=now()).id


def a_voucher(shop: Shop) -> UUID:
    """Issue a voucher."""
    made = a_batch(shop)
    with tenant_context(shop.tenant.id):
        return queries.vouchers_in(made)[0].id


_BATCH = {"batch_id": a_batch}

VOUCHERS = (
    Row("manager-vouchers", Right.CHANGE_PROGRAMME),
    Row("manager-voucher-batch", Right.CHANGE_PROGRAMME, ids=_BATCH),
    Row("manager-voucher-codes", Right.CHANGE_PROGRAMME, ids=_BATCH),
    Row("manager-vouchers-handed", Right.CHANGE_PROGRAMME, ids=_BATCH),
    Row("manager-voucher-revoke", Right.CHANGE_PROGRAMME, ids={"voucher_id": a_voucher}),
)
