"""What the lab has to look at: receipts that were recorded, and a draft that earns otherwise."""

from uuid import UUID

from plushka.domain.members.locator import Locator
from plushka.domain.programmes import drafts
from plushka.domain.programmes.queries import newest_version
from plushka.domain.sales.asked import AskedLine, AskedSale
from plushka.domain.tenants.context import tenant_context
from plushka.lib import money
from tests.domain.sales import cast
from tests.web.conftest import Shop
from tests.web.till.people import new_receipt, now


def sell(
    shop: Shop,
    member: UUID,
    price: str,
    *,
    category: str = "хлеб",
    sku: str | None = None,
    outlet: str = "main",
) -> None:
    """Record a receipt of one line, now."""
    line = AskedLine(price=money.parse(price), category=category, sku=sku)
    sale = AskedSale(
        outlet=outlet,
        receipt=new_receipt(),
        member=Locator("ID", str(member)),
        lines=(line,),
    )
    with tenant_context(shop.tenant.id):
        cast.sell(sale, at=now())


def draft_of(shop: Shop, *, percent: str) -> None:
    """Open a draft whose first tier earns so many percent."""
    with tenant_context(shop.tenant.id):
        document = newest_version().document
        document["tiers"][0]["earning"] = [{"percent": percent}]
        drafts.change_draft(document=document, actor="system:tests", at=now())
