"""Receipts that an earlier run has recorded: found at once, and not decided again."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.sales.asked import AskedSale
from plushka.domain.sales.sameness import Recorded, print_of_sale
from plushka.domain.tenants.context import current_tenant, tenant_context
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run


@dataclass(frozen=True, slots=True)
class KnownSale:
    """A receipt that is there: ``total`` in kopecks, ``accrued`` in hundredths of points."""

    recorded: Recorded
    total: int
    accrued: int

    @property
    def id(self) -> UUID:
        """The sale's id."""
        return self.recorded.id

    def is_of(self, sale: AskedSale) -> bool:
        """Tell whether this is what became of a sale that is asked for now."""
        return self.recorded.is_same(print_of_sale(sale), sale.at)


def find_known(
    *, tenant_id: int, sales: Sequence[AskedSale]
) -> dict[tuple[str, str | None], KnownSale]:
    """Give the receipts that are there, by outlet and number; one statement for all of them."""
    with tenant_context(tenant_id, by_keys=True):
        return known_of(sales)


def known_of(sales: Sequence[AskedSale]) -> dict[tuple[str, str | None], KnownSale]:
    """Give the same inside the tenant's transaction, which the caller has opened."""
    values = {
        "tenant": current_tenant(),
        "outlets": [sale.outlet for sale in sales],
        "receipts": [sale.receipt for sale in sales],
    }
    [rows] = run(raw(), [Statement("find_known", load(__package__ or "", "find_known"), values)])
    return {
        (outlet, receipt): KnownSale(
            Recorded(sale, bytes(print_), at, received_at), total, accrued
        )
        for outlet, receipt, sale, print_, at, received_at, total, accrued in rows
    }
