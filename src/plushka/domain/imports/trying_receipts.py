"""What would become of rows of sales: first each by itself, then receipt by receipt."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

from plushka.domain.imports.bundles import Bundle, judged
from plushka.domain.imports.known import known_of
from plushka.domain.imports.models import ImportRow
from plushka.domain.imports.plan import Plan
from plushka.domain.imports.reasons import Reason, RowWrong
from plushka.domain.imports.rows.people import key_of
from plushka.domain.imports.rows.receipts import receipt_key, receipt_row, sale_of
from plushka.domain.imports.trying_people import Cells
from plushka.domain.imports.writing import DoneRow, ToldRow
from plushka.domain.members import queries as members
from plushka.domain.members.locator import Locator
from plushka.domain.sales.asked import AskedSale
from plushka.domain.sales.lines import check_moment, lines_of
from plushka.domain.tenants.models import Outlet
from plushka.lib.refusal import BadField, Refusal

Verdict = ImportRow.Verdict


def try_sales(rows: Sequence[Cells], plan: Plan) -> list[ToldRow]:
    """Read rows of sales, each by itself."""
    return [_told(number, cells, plan) for number, cells in rows]


def look_at_receipts(bundles: Sequence[Bundle], plan: Plan, *, at: dt.datetime) -> list[DoneRow]:
    """Say what would become of receipts; a few statements for all of them."""
    sales = [_sale(bundle, plan) for bundle in bundles]
    known = known_of(sales)
    outlets = set(Outlet.objects.values_list("code", flat=True))
    may_buy = _who_may_buy(sales, at=at)
    told: list[DoneRow] = []
    for bundle, sale in zip(bundles, sales, strict=True):
        there = known.get((sale.outlet, sale.receipt))
        if there is not None and there.is_of(sale):
            told += judged(bundle, Verdict.REPEATED)
            continue
        try:
            _check(sale, plan, may_buy, outlets, is_there=there is not None, at=at)
        except RowWrong as wrong:
            told += judged(bundle, Verdict.REFUSED, wrong)
    return told


def wrong_of(refusal: Refusal) -> RowWrong:
    """Say the refusal of a receipt as a reason of ours."""
    if isinstance(refusal, BadField):
        field = refusal.path.rpartition(".")[2]
        reasons = {"at": Reason.IN_FUTURE, "discount": Reason.DISCOUNT, "price": Reason.TOO_LARGE}
        return RowWrong(reasons.get(field, Reason.OTHER), field if field in reasons else "")
    reason, field = _REASONS.get(refusal.code, (Reason.OTHER, ""))
    return RowWrong(reason, field)


_REASONS = {
    "member_unknown": (Reason.UNKNOWN_MEMBER, "member"),
    "member_blocked": (Reason.BLOCKED, "member"),
    "outlet_unknown": (Reason.NO_OUTLET, "outlet"),
    "repeat_differs": (Reason.OTHER_RECEIPT, "receipt"),
}


def _told(number: int, cells: Sequence[str], plan: Plan) -> ToldRow:
    keys: tuple[str, ...] = ()
    try:
        keys = (receipt_key(cells, plan),)
        row = receipt_row(cells, plan)
    except RowWrong as wrong:
        return ToldRow(
            number,
            Verdict.REFUSED,
            keys,
            bundle=number,
            reason=wrong.reason,
            field=wrong.field,
            facts=wrong.facts,
        )
    return ToldRow(
        number,
        Verdict.NEW,
        keys,
        bundle=number,
        at=row.at,
        referrer=key_of(row.member),
        amount=row.amount,
    )


def _sale(bundle: Bundle, plan: Plan) -> AskedSale:
    return sale_of([receipt_row(row.cells, plan) for row in bundle])


def _check(
    sale: AskedSale,
    plan: Plan,
    may_buy: Mapping[Locator, bool],
    outlets: Collection[str],
    *,
    is_there: bool,
    at: dt.datetime,
) -> None:
    """Refuse what recording would; raises ``RowWrong``."""
    if is_there:
        raise RowWrong(Reason.OTHER_RECEIPT, "receipt")
    try:
        check_moment(sale.at, moment=at)
        lines_of(sale)
    except Refusal as refusal:
        raise wrong_of(refusal) from refusal
    makes = plan.options.makes_missing
    if sale.outlet not in outlets and not makes:
        raise RowWrong(Reason.NO_OUTLET, "outlet")
    if sale.member is not None and sale.member not in may_buy and not makes:
        raise RowWrong(Reason.UNKNOWN_MEMBER, "member")
    if sale.member is not None and not may_buy.get(sale.member, True):
        raise RowWrong(Reason.BLOCKED, "member")


def _who_may_buy(sales: Iterable[AskedSale], *, at: dt.datetime) -> dict[Locator, bool]:
    """Say of everybody who is here whether they may buy."""
    named = {sale.member for sale in sales if sale.member is not None}
    known = members.locate(locators=sorted(named, key=key_of), at=at)
    profiles = members.find_profiles(member_ids=list(known.values()))
    return {
        who: id_ in profiles and profiles[id_].blocked_at is None for who, id_ in known.items()
    }
