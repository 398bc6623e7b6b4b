"""Certificates of «Липа», said shortly."""

from plushka.domain.certificates import codes, operations, selling
from plushka.domain.certificates.models import Certificate, Entry
from plushka.domain.certificates.posting import Where
from plushka.domain.certificates.selling import NewCertificate, Sold
from plushka.domain.tenants.models import Outlet
from tests.conftest import NOON

TILL = "key:00000000-0000-7000-8000-000000000002"
OLYA = "staff:00000000-0000-7000-8000-000000000001"


def where(receipt="", *, actor=TILL) -> Where:
    """At the main outlet, by a receipt."""
    return Where(actor=actor, outlet=Outlet.objects.get(code="main").id, receipt=receipt)


def sell(nominal=100_000, receipt="G-1", *, at=NOON, **more) -> Sold:
    """Sell a certificate of a thousand roubles, or of another sum."""
    return selling.sell(NewCertificate(nominal=nominal, **more), where=where(receipt), at=at)


def spend(sold, amount, receipt="A-1", *, pin=None, at=NOON):
    """Pay with it."""
    return operations.spend(
        proof=codes.proof(sold.code), pin=pin, amount=amount, where=where(receipt), at=at
    )


def told(sold) -> tuple[str, int]:
    """Where it stands by now."""
    row = Certificate.objects.get(id=sold.certificate.id)
    return row.state, row.balance


def entries(sold) -> list[tuple[str, int, int]]:
    """What happened with it, oldest first."""
    found = Entry.objects.filter(certificate_id=sold.certificate.id)
    return list(found.order_by("number").values_list("kind", "amount", "balance_after"))
