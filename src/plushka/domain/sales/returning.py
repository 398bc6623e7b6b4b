"""Take back a sale or a part of it: load, decide, write, in one transaction.

Locks are taken as everywhere: the buyer's account, then the sale.
"""

import datetime as dt
from uuid import UUID

import msgspec
from django.db.models import Sum

from plushka.domain.campaigns.counters import give_back_statement
from plushka.domain.campaigns.rooms import Whose
from plushka.domain.events import operations as events
from plushka.domain.limits import operations as limits
from plushka.domain.limits.kinds import Kind
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.queries import compiled
from plushka.domain.repeats import operations as repeats
from plushka.domain.repeats import queries as kept_answers
from plushka.domain.sales.asked import AskedReturn, Asker
from plushka.domain.sales.entitled import voucher_of
from plushka.domain.sales.giving_back import Back, SoldLine, give_back
from plushka.domain.sales.lines import check_moment
from plushka.domain.sales.models import Return, ReturnLine, Sale, SaleLine
from plushka.domain.sales.refusals import ReceiptDiffers, SaleUnknown
from plushka.domain.sales.returning_promises import Promised, promised, with_promises
from plushka.domain.sales.sameness import RETURN, Recorded, print_of_return
from plushka.domain.sales.taking_back import (
    Opened,
    Purchase,
    buyer_of,
    open_sale,
    settle,
    settle_rewards,
    take_from_summary,
)
from plushka.domain.sales.telling import tell_return
from plushka.domain.sales.told import ToldReturn
from plushka.domain.tenants.models import Outlet
from plushka.domain.tenants.queries import Place, get_outlet
from plushka.domain.vouchers import using as vouchers_used
from plushka.lib.days import local_day
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import RowsLost, run, write
from plushka.lib.ids import new_id


def return_in(
    place: Place,
    sale_id: UUID,
    asked: AskedReturn,
    asker: Asker,
    *,
    key: str | None,
    at: dt.datetime,
) -> ToldReturn:
    """Return inside the tenant's transaction, which the caller has opened."""
    sale = Sale.objects.filter(id=sale_id).first()
    if sale is None or asker.outlet_id not in {None, sale.outlet_id}:
        raise SaleUnknown
    outlet = sale.outlet_id
    if asked.outlet is not None:
        outlet = get_outlet(asked.outlet, allowed=asker.outlet_id).id
    member = sale.member_id
    opened = open_sale(place, sale, at=at)
    purchase = opened.purchase
    voucher = _lock(sale)
    programme = compiled(sale.version_id, zone=place.zone)
    print_ = print_of_return(sale_id, asked)
    if repeat := repeat_of(asked.receipt, outlet, print_, sent_at=asked.at, key=key, at=at):
        told = tell_return(repeat, programme=programme)
        return msgspec.structs.replace(told, is_repeat=True)
    limits.count(kind=Kind.RETURNS, actor=asker.actor, at=at)
    sold = sold_lines(sale)
    back = give_back(
        asked,
        sold,
        is_itemised=sale.is_itemised,
        programme=programme,
        buyer=buyer_of(sale) if member else None,
    )
    if sale.promises and member:
        back = with_promises(back, sold, _promised(sale, member, programme, place), programme)
    row = Return(
        tenant_id=place.id,
        id=new_id(),
        sale_id=sale.id,
        outlet_id=outlet,
        receipt=asked.receipt,
        at=check_moment(asked.at, moment=at),
        received_at=at,
        actor=asker.actor,
        money_back=back.money,
        points_back=back.points,
        # Points of a member who was erased come back to nobody.
        points_expired=0 if purchase else back.points,
        accrual_reversed=0,
        counted=back.counted if purchase else 0,
        fingerprint=print_,
        outcome={"balance": None, "tier": None},
    )
    if purchase is not None and member is not None:
        _take_back(place, row, purchase, back, asker, member=member, programme=programme)
    settle_rewards(row, opened, back, programme=programme)
    _write(place, row, back, opened=opened, member=member, key=key, voucher=voucher)
    return tell_return(row, programme=programme)


def _lock(sale: Sale) -> UUID | None:
    """Lock a sale after the accounts and its voucher, which it gives.

    Begins anew where it became another member's meanwhile.
    """
    if (voucher := voucher_of(sale)) is not None:
        run(raw(), [vouchers_used.lock_statement((), [voucher])])
    locked = Sale.objects.select_for_update(of=("self",)).get(id=sale.id)
    if locked.member_id != sale.member_id:
        raise RowsLost(f"sale {sale.id} was claimed meanwhile")
    return voucher


def repeat_of(
    receipt: str,
    outlet: UUID,
    print_: bytes,
    *,
    sent_at: dt.datetime | None,
    key: str | None,
    at: dt.datetime,
) -> Return | None:
    """Give the return that was recorded under this receipt, or with this key (T6).

    Refuses one that said something else. The key of a repeat is kept too.
    """
    known_key = kept_answers.find(keys=[key]).get(key) if key else None
    if known_key is not None:
        kept_answers.check(known_key, operation=RETURN, fingerprint=print_)
    known: Return | None = Return.objects.filter(outlet_id=outlet, receipt=receipt).first()
    if known is None:
        return None
    recorded = Recorded(known.id, bytes(known.fingerprint), known.at, known.received_at)
    if not recorded.is_same(print_, sent_at):
        raise ReceiptDiffers(receipt)
    if key and known_key is None:
        repeats.remember(answers=[kept(known, key)], at=at)
    return known


def kept(row: Return, key: str) -> repeats.NewAnswer:
    """Give what is remembered of the request that made a return."""
    answer = {"return": str(row.id)}
    return repeats.NewAnswer(key, RETURN, bytes(row.fingerprint), 201, answer)


def sold_lines(sale: Sale) -> list[SoldLine]:
    """Give the lines of a sale, and how much of each came back by now."""
    returned: dict[int, int] = dict(
        ReturnLine.objects.filter(sale_return__sale_id=sale.id)
        .values("number")
        .annotate(n=Sum("quantity"))
        .values_list("number", "n")
    )
    return [
        SoldLine(
            number=line.number,
            quantity=line.quantity,
            value=line.total,
            paid=line.to_pay,
            share=line.redeemed,
            category=line.category,
            sku=line.sku,
            returned=returned.get(line.number, 0),
            discount=line.discount,
            name=line.name,
            supplier=line.supplier,
            price=line.price,
            cost=line.cost,
        )
        for line in SaleLine.objects.filter(sale_id=sale.id).order_by("number")
    ]


def _promised(sale: Sale, member: UUID, programme: Compiled, place: Place) -> Promised:
    outlet = Outlet.objects.values_list("code", flat=True).get(id=sale.outlet_id)
    return promised(
        sale.promises,
        programme,
        buyer=buyer_of(sale),
        whose=Whose(member, outlet, local_day(sale.at, place.zone)),
        at=sale.at,
        zone=place.zone,
    )


def _take_back(
    place: Place,
    row: Return,
    purchase: Purchase,
    back: Back,
    asker: Asker,
    *,
    member: UUID,
    programme: Compiled,
) -> None:
    settle(row, purchase, back, programme=programme)
    take_from_summary(place, purchase, back, member)
    row.outcome = purchase.outcome(asker)


def _write(
    place: Place,
    row: Return,
    back: Back,
    *,
    opened: Opened,
    member: UUID | None,
    key: str | None,
    voucher: UUID | None,
) -> None:
    if (giving := give_back_statement(back.budgets)) is not None:
        # Counters are locked before anything is inserted, as everywhere.
        run(raw(), [giving])
    row.save(force_insert=True)
    ReturnLine.objects.bulk_create(
        ReturnLine(
            tenant_id=place.id,
            sale_return_id=row.id,
            number=line.number,
            quantity=line.quantity,
            money=line.money,
            points=line.points,
        )
        for line in back.lines
    )
    data = {"sale": str(row.sale_id), "return": str(row.id)}
    told = events.NewEvent("sale_returned", row.at, member, data)
    statements = [events.statement(events=[told]), *opened.statements(place)]
    if back.is_all and voucher is not None and row.sale_id is not None:
        statements.append(
            vouchers_used.give_back_statement(
                voucher=voucher, sale=row.sale_id, at=row.received_at
            )
        )
    if key:
        answers = [kept(row, key)]
        statements.append(repeats.remember_statement(answers=answers, at=row.received_at))
    write(raw(), statements)
