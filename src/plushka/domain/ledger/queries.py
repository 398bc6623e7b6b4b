"""What is asked of accounts. Nothing here writes or locks.

Every answer is as the dates have it at the moment asked about, whether or not
anybody has swept since (T2).
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

import msgspec
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from plushka.domain.ledger import loading
from plushka.domain.ledger.book import Book
from plushka.domain.ledger.converting import Conversion, catch_up, left_of, through
from plushka.domain.ledger.lots import Hold as BookHold
from plushka.domain.ledger.lots import HoldState, Lot
from plushka.domain.ledger.models import Account, Hold
from plushka.domain.ledger.models import Conversion as Conversions
from plushka.domain.ledger.models import Entry as EntryModel
from plushka.domain.ledger.page import Page
from plushka.domain.ledger.terms import Balance, Cause, Entry
from plushka.domain.tenants.context import current_tenant
from plushka.lib.days import local_day
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.refusal import Refusal

_NEWEST = 2**62


class HoldUnknown(Refusal):
    """The tenant has no such hold."""

    code = "hold_unknown"

    def __init__(self) -> None:
        super().__init__("There is no such hold.")


@dataclass(frozen=True, slots=True)
class Expiring:
    """Points that end together, and the last local day they can be spent."""

    points: int
    on: dt.date


def look(*, accounts: Collection[UUID], at: dt.datetime, with_lots: loading.Spending = ()) -> Book:
    """Read accounts into a book without locking them: for a quote, never to be saved."""
    wanted = set(accounts)
    statement = loading.read_statement(accounts=wanted, moment=at, with_lots=with_lots)
    [rows] = run(raw(), [statement])
    return loading.looked_at(rows, moment=at, wanted=len(wanted))


def conversions() -> list[Conversion]:
    """Give all changes of what a point is worth, in their order (T35)."""
    rows = Conversions.objects.order_by("number").values_list(
        "number", "at", "before", "after", "programme_version", "currency"
    )
    return [Conversion(*row) for row in rows]


def balance(*, account: UUID, at: dt.datetime) -> Balance:
    """The four numbers of one account."""
    return look(accounts=[account], at=at).balance(account)


def accounts_of(*, members: Collection[UUID]) -> Mapping[UUID, UUID]:
    """The bonus accounts of members, by member; of who was merged, the account kept (T33)."""
    found = Account.objects.filter(member_id__in=members, unit="BONUS")
    speaks = Coalesce("merged_into_id", "id")
    return dict(found.annotate(speaks=speaks).values_list("member_id", "speaks"))


def merged_of(*, members: Collection[UUID]) -> set[UUID]:
    """Give those of members whose account was merged into another (T33)."""
    found = Account.objects.filter(member_id__in=members, merged_into__isnull=False)
    return set(found.values_list("member_id", flat=True))


def earned(*, account: UUID) -> int:
    """Give all that an account ever got less what was taken back again, in points of now (T35).

    Also what came to accounts before they were merged into it. Spending and expiry change nothing.
    """
    of_family = Q(account_id=account) | Q(account_id__in=list(merged_accounts(account=account)))
    rows = EntryModel.objects.filter(of_family, kind__in=("ACCRUAL", "REVERSAL"))
    sums = rows.values_list("conversion").annotate(points=Sum("points")).order_by("conversion")
    known = conversions()
    now = Account.objects.values_list("conversion", flat=True).get(id=account)
    return max(0, sum(through(known, points, since=since, upto=now) for since, points in sums))


def expiring(*, account: UUID, at: dt.datetime, zone: str) -> Expiring | None:
    """The nearest local day on which anything spendable ends, and all that ends on it."""
    book = look(accounts=[account], at=at)
    if not book.balance(account).spendable:
        return None
    page = book.pages[account]
    if page.has_lots:
        return nearest_end(page, zone=zone)
    [rows] = _read("nearest_end", account=account, at=page.now, zone=zone)
    return Expiring(rows[0][1], rows[0][0]) if rows else None


def nearest_end(page: Page, *, zone: str) -> Expiring | None:
    """The same of a page whose lots are loaded."""
    points: dict[dt.date, int] = {}
    for lot in page.spendable_lots():
        if lot.expires_at is not None:
            day = local_day(lot.expires_at - dt.timedelta.resolution, zone)
            points[day] = points.get(day, 0) + lot.free
    return Expiring(points[min(points)], min(points)) if points else None


def merged_accounts(*, account: UUID) -> dict[UUID, UUID]:
    """Give the accounts that were merged into one, each with whose it was (T33)."""
    found = Account.objects.filter(merged_into_id=account).order_by("id")
    return dict(found.values_list("id", "member_id"))


def entries(*, account: UUID, limit: int, after: UUID | None = None) -> list[Entry]:
    """Entries of an account, newest first; ``after`` is the last one seen.

    Those of accounts that were merged into it stand among them, each still naming its own (T33).
    """
    if merged := merged_accounts(account=account):
        own = [account, *merged]
        [rows] = _read("list_entries_of_one", accounts=own, after=after, most=limit)
        return [_entry(row) for row in rows]
    before = _NEWEST
    if after is not None:
        known = EntryModel.objects.filter(account_id=account, id=after)
        before = known.values_list("number", flat=True).first() or 0
    return _numbered(account, before=before, limit=limit)


def entry(*, account: UUID, entry: UUID) -> Entry | None:
    """One entry of an account, or of one that was merged into it."""
    known = EntryModel.objects.filter(_of(account), id=entry).values_list("account_id", "number")
    for own, number in known:
        return _numbered(own, before=number + 1, limit=1)[0]
    return None


def _numbered(account: UUID, *, before: int, limit: int) -> list[Entry]:
    [rows] = _read("list_entries", account=account, before=before, most=limit)
    return [_entry(row) for row in rows]


def entry_with_key(*, account: UUID, key: str) -> Entry | None:
    """The entry of an account that a key has written, also before it was merged into this."""
    found = EntryModel.objects.filter(_of(account), key=key).values_list("id", flat=True)
    known = found.first()
    return None if known is None else entry(account=account, entry=known)


def _of(account: UUID) -> Q:
    """Choose entries of an account, also of those that were merged into it (T33)."""
    # A list of accounts first, which an index finds; an OR over both tables would read them whole.
    own = Account.objects.filter(Q(id=account) | Q(merged_into_id=account))
    return Q(account_id__in=own.values("id"))


def standing(
    *, book: Book, account: UUID, accrual: UUID, stands: int, due: int, value: int
) -> tuple[int, int]:
    """Say what stands of an accrual and what of it is still due, in points of now.

    Both are told in points of such a value. Where the value changed meanwhile,
    what stands is told by the entries: as much as the lot would hold, had
    nobody spent from it (T35).
    """
    if book.point_value(account) is None:
        return stands, due
    entries = EntryModel.objects.filter(Q(id=accrual) | Q(undoes_id=accrual, kind="REVERSAL"))
    moved = list(entries.order_by("number").values_list("points", "conversion"))
    page = book.pages[account]
    parts = [(accrual, number, points) for points, number in moved]
    left = left_of(parts, page.conversions, upto=page.conversion)
    return sum(points for _, points in left), book.counted(
        account, due, value=value, since=moved[0][1]
    )


def lots(*, account: UUID, at: dt.datetime, limit: int, after: UUID | None = None) -> list[Lot]:
    """Every lot of an account, soonest end first; ``after`` is the last one seen."""
    book = look(accounts=[account], at=at)
    book.balance(account)
    settled = book.pages[account]
    [rows] = _read("list_lots", account=account, after=after, most=limit)
    found = [settled.lots.get(row[0]) or loading.lot_of(row, clock=settled.now) for row in rows]
    for lot in found:
        catch_up(lot, settled.conversions, upto=settled.conversion)
    return found


def live_lots(*, account: UUID, at: dt.datetime) -> list[Lot]:
    """The lots of an account with something left in them, in the order they are spent (T1)."""
    book = look(accounts=[account], at=at, with_lots=[account])
    book.balance(account)
    left = [lot for lot in book.pages[account].lots.values() if lot.remaining]
    return sorted(left, key=lambda lot: lot.place)


def get_hold(*, hold: UUID) -> BookHold:
    """A hold as it was last written, or ``HoldUnknown``."""
    found = Hold.objects.filter(id=hold).first()
    if found is None:
        raise HoldUnknown
    return _hold(found)


def hold_with_reference(*, outlet: UUID | None, reference: str) -> BookHold | None:
    """The hold that an outlet has made for an order, as it was last written."""
    found = Hold.objects.filter(outlet_id=outlet, reference=reference).first()
    return None if found is None else _hold(found)


def _read(name: str, **values: object) -> list[Sequence[tuple[Any, ...]]]:
    named = {"tenant": current_tenant(), **values}
    return run(raw(), [Statement(name, load(__package__, name), named)])


def _entry(row: tuple[Any, ...]) -> Entry:
    *first, undoes = row[:8]
    *told, explanation, conversion = row[8:]
    cause = Cause(*(*told, msgspec.json.decode(explanation)))
    return Entry(*(*first, cause, undoes, conversion))


def _hold(row: Hold) -> BookHold:
    pins: dict[UUID, int] = {}
    for lot, points in row.uses.order_by("number").values_list("lot_id", "points"):
        pins[lot] = pins.get(lot, 0) + points
    return BookHold(
        row.id,
        row.account_id,
        row.key,
        row.points,
        row.until,
        cast("HoldState", row.state),
        row.actor,
        row.held_at,
        row.outlet_id,
        row.reference,
        list(pins.items()),
        row.closed_at,
        row.entry_id,
        row.conversion,
    )
