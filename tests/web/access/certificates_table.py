"""Who may open what about certificates, at the till and in the cabinet."""

from uuid import UUID

from plushka.domain.certificates import batches, codes, operations, selling
from plushka.domain.certificates.batches import NewBatch
from plushka.domain.certificates.posting import Where
from plushka.domain.certificates.selling import NewCertificate, Sold
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.rights import Right
from plushka.lib.ids import new_id
from tests.web.access.kinds import Row
from tests.web.conftest import Shop
from tests.web.till.people import new_receipt, now


def sold(shop: Shop, nominal: int = 100_000, **more) -> Sold:
    """Sell a certificate of a thousand, or of another sum in kopecks."""
    with tenant_context(shop.tenant.id):
        return selling.sell(NewCertificate(nominal=nominal, **more), where=where(shop), at=now())


def where(shop: Shop) -> Where:
    """At the outlet of the tests' cashier, by a receipt of its own."""
    return Where(actor="system:test", outlet=shop.outlet.id, receipt=new_receipt())


def a_certificate(shop: Shop) -> UUID:
    """Sell one."""
    return sold(shop).certificate.id


def a_blocked_one(shop: Shop) -> UUID:
    """Sell one, and let nobody spend it."""
    made = a_certificate(shop)
    with tenant_context(shop.tenant.id):
        operations.block(certificate_id=made, is_blocked=True, actor="system:test", at=now())
    return made


def a_spending(shop: Shop) -> UUID:
    """Pay 300 with one."""
    one = sold(shop)
    with tenant_context(shop.tenant.id):
        return operations.spend(
            proof=codes.proof(one.code), pin=None, amount=30_000, where=where(shop), at=now()
        ).entry.id


def a_batch(shop: Shop, *, n: int = 2, **more) -> UUID:
    """Issue blanks of a thousand that are still to be handed over."""
    new = NewBatch(name="На полку", nominal=100_000, n=n, actor="system:test", **more)
    with tenant_context(shop.tenant.id):
        return batches.issue(new, batch_id=new_id(), at=now()).id


_ENTRY = {"entry_id": a_spending}
_ONE = {"certificate_id": a_certificate}
_BATCH = {"batch_id": a_batch}

CERTIFICATES = (
    Row("till-certificates", Right.SELL),
    Row("till-certificate-check", Right.SELL),
    Row("till-certificate-sell", Right.SELL),
    Row("till-certificate-spend", Right.SELL),
    Row("till-certificate-top-up", Right.SELL),
    Row("till-certificate-pay-out", Right.SELL),
    Row("till-certificate-entry", Right.SELL, ids=_ENTRY),
    Row("till-certificate-refund", Right.SELL, ids=_ENTRY),
    Row("manager-certificates", Right.SEE_SALES),
    Row("manager-certificate-find", Right.SEE_SALES),
    Row("manager-certificate", Right.SEE_SALES, ids=_ONE),
    Row("manager-certificate-block", Right.ADJUST_POINTS, ids=_ONE),
    Row("manager-certificate-unblock", Right.ADJUST_POINTS, ids=_ONE),
    Row("manager-certificate-revoke", Right.ADJUST_POINTS, ids=_ONE),
    Row("manager-certificate-batches", Right.PRINT_CODES),
    Row("manager-certificate-batch", Right.PRINT_CODES, ids=_BATCH),
    Row("manager-certificate-file", Right.PRINT_CODES, ids=_BATCH),
    Row("manager-certificates-handed", Right.PRINT_CODES, ids=_BATCH),
)
