"""Vouchers of «Липа», said shortly."""

from plushka.domain.vouchers import operations
from plushka.domain.vouchers.operations import Issued, NewVoucher
from plushka.domain.vouchers.terms import Terms
from tests.conftest import NOON

OLYA = "staff:00000000-0000-7000-8000-000000000001"
TENTH = Terms(title="Скидка 10 %", percent="10")
HUNDRED = Terms(title="Скидка 100 ₽", off=10_000)
COFFEE = Terms(title="Кофе в подарок", price=0, skus=("COFFEE",))


def issue(terms=TENTH, *, at=NOON, **more) -> Issued:
    """Issue one voucher, a bearer's unless a member is named."""
    [issued] = operations.issue([NewVoucher(terms=terms, actor=OLYA, **more)], at)
    return issued
