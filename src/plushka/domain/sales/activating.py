"""Points of a purchase that wait for a word of it: delivered, visited, picked up (E8, T14).

An outside event names its purchase by ``data.sale``, or by ``data.outlet`` and
``data.receipt``. What the tier of the sale promised then counts, not what is
promised today.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from plushka.domain.effects import outside
from plushka.domain.effects.outside import Reported, Told
from plushka.domain.events import operations as events
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger.models import Lot
from plushka.domain.programmes.queries import compiled
from plushka.domain.sales.models import Sale
from plushka.domain.sales.refusals import SaleUnknown
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place


def report(*, told: Told, actor: str, at: dt.datetime) -> Reported:
    """Let an outside event happen; points of the purchase that it tells of open by it.

    Refuses what ``effects.outside.report`` does. Runs in the tenant's transaction.
    """
    reported = outside.report(told=told, actor=actor, at=at)
    sale = None if reported.is_repeat else sale_told_of(told.data, member=reported.member)
    if sale is not None:
        # The member's account is locked already, and no other is touched.
        activate(sale=sale, event=told.type, at=reported.at, received=at)
    return reported


def sale_told_of(data: Mapping[str, Any], *, member: UUID | None = None) -> UUID | None:
    """Give the purchase that the data of an event name, by ``sale`` or ``outlet`` and ``receipt``.

    None where they name none, or one that is another member's.
    """
    match data:
        case {"sale": str(written)}:
            try:
                named = {"id": UUID(written)}
            except ValueError:
                return None
        case {"outlet": str(outlet), "receipt": str(receipt)}:
            named = {"outlet__code": outlet, "receipt": receipt}  # type: ignore[dict-item]
        case _:
            return None
    found = Sale.objects.filter(**named).values_list("id", "member_id").first()
    if found is None or (member is not None and found[1] != member):
        return None
    sale: UUID = found[0]
    return sale


def activate(*, sale: UUID, event: str, at: dt.datetime, received: dt.datetime) -> int:
    """Let the points of a purchase be spent since ``at``, where they wait for such an event.

    Gives how many points that opened: nothing where they wait for another
    event or for none, opened before, or came back. Runs in the tenant's
    transaction; locks the account first. Refuses ``SaleUnknown``.
    """
    row = Sale.objects.filter(id=sale).first()
    if row is None:
        raise SaleUnknown
    if row.accrual_id is None or row.member_id is None:
        return 0
    programme = compiled(row.version_id, zone=get_place(current_tenant()).zone)
    if programme.waits_for(row.tier) != event:
        return 0
    # The lot's, not the entry's: it may have come with a merge (T33).
    account = Lot.objects.values_list("account_id", flat=True).get(id=row.accrual_id)
    book = ledger.open_book(
        accounts=[account], moment=received, with_lots=[account], accruals=[row.accrual_id]
    )
    opened = book.open_early(account, [row.accrual_id], since=at)
    if opened:
        ledger.save(book)
        data = {"sale": str(sale), "event": event, "points": opened}
        events.write(events=[events.NewEvent("points_opened", at, row.member_id, data)])
    return opened
