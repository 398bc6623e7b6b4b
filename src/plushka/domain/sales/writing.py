"""Write what was decided: a fixed number of statements, however long the list.

The rows of a statement travel as one JSON value, which costs a third of an
array for each column.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

import msgspec

from plushka.domain.events import operations as events
from plushka.domain.sales.deciding import Decided
from plushka.domain.sales.keeping import kept
from plushka.domain.sales.standing import Standing
from plushka.domain.tenants.queries import Place
from plushka.lib.db.statements import Statement, load

_json = msgspec.json.Encoder()


class _SaleRow(msgspec.Struct, gc=False):
    id: UUID
    outlet: UUID
    receipt: str | None
    member: UUID | None
    at: dt.datetime
    staff: str
    actor: str
    is_itemised: bool
    total: int
    discount: int
    redeemed: int
    max_redeem: int
    to_pay: int
    accrued: int
    counted: int
    version: UUID
    tier: str
    days_since: int | None
    days_since_earlier_day: int | None
    redemption: UUID | None
    accrual: UUID | None
    fingerprint: str
    outcome: dict[str, Any]
    promises: list[dict[str, Any]]


class _LineRow(msgspec.Struct, gc=False):
    sale: UUID
    number: int
    sku: str
    name: str
    category: str
    supplier: str
    quantity: int
    price: int
    cost: int | None
    till_discount: int
    total: int
    discount: int
    redeemed: int
    to_pay: int
    accrued: int


class _RewardRow(msgspec.Struct, gc=False):
    sale: UUID
    number: int
    member: UUID
    tier: str
    entry: UUID
    promise: int | None


class _StandingRow(msgspec.Struct, gc=False):
    member: UUID
    tier: str
    paid_total: int
    n_purchases: int
    last_at: dt.datetime | None
    previous_at: dt.datetime | None
    tier_since: dt.datetime | None
    tier_until: dt.datetime | None
    beneath: str
    check_at: dt.datetime | None


def sales_statements(
    place: Place,
    decided: Sequence[Decided],
    *,
    fingerprints: Sequence[bytes],
    outcomes: Sequence[dict[str, Any]],
    moment: dt.datetime,
) -> list[Statement]:
    """Give the statements that write sales and their lines."""
    sales = [
        _sale_row(one, fingerprint, outcome)
        for one, fingerprint, outcome in zip(decided, fingerprints, outcomes, strict=True)
    ]
    lines = [row for one in decided for row in _line_rows(one)]
    return [
        _writing("save_sales", place, sales, moment=moment),
        _writing("save_lines", place, lines),
    ]


def events_statement(decided: Sequence[Decided]) -> Statement:
    """Give the statement that writes what has happened."""
    return events.statement(events=[event for one in decided for event in _events(one)])


def _events(one: Decided) -> Iterator[events.NewEvent]:
    member = one.standing.member if one.standing else None
    data = {"sale": str(one.id), "tier_changed": one.tier_changed}
    yield events.NewEvent("sale_recorded", one.at, member, data)
    if taken := one.priced.voucher:
        used = {"voucher": str(taken.voucher), "sale": str(one.id), "off": taken.total}
        yield events.NewEvent("voucher_used", one.at, member, used)
    for reward in one.rewards:
        told = {"sale": str(one.id), "entry": str(reward.entry.id)}
        yield events.NewEvent("referral_rewarded", one.at, reward.member, told)


def rewards_statements(place: Place, decided: Sequence[Decided]) -> list[Statement]:
    """Give what writes the rewards of others: nothing, or one statement."""
    rows = [
        _RewardRow(one.id, number, reward.member, reward.tier, reward.entry.id, reward.promise)
        for one in decided
        for number, reward in enumerate(one.rewards, start=1)
    ]
    return [_writing("save_rewards", place, rows)] if rows else []


def standings_statement(place: Place, standings: Iterable[Standing]) -> Statement:
    """Give the statement that writes purchase summaries; the accounts are locked."""
    rows = [
        _StandingRow(
            one.member,
            one.tier,
            one.paid_total,
            one.n_purchases,
            one.last_at,
            one.previous_at,
            one.tier_since,
            one.tier_until,
            one.beneath,
            one.check_at,
        )
        for one in standings
        if one.is_changed
    ]
    return _writing("save_standings", place, rows)


def _sale_row(one: Decided, fingerprint: bytes, outcome: dict[str, Any]) -> _SaleRow:
    asked, priced, buyer = one.asked, one.priced, one.priced.buyer
    return _SaleRow(
        one.id,
        one.outlet,
        asked.receipt,
        one.standing.member if one.standing else None,
        one.at,
        asked.staff or "",
        one.asker.actor,
        asked.lines is not None,
        priced.total,
        priced.discount,
        priced.redeemed,
        priced.max_redeem,
        priced.to_pay,
        priced.accrued,
        priced.counted,
        one.version,
        buyer.tier if buyer else "",
        buyer.days_since if buyer else None,
        buyer.days_since_earlier_day if buyer else None,
        one.redemption.id if one.redemption else None,
        one.accrual.id if one.accrual else None,
        fingerprint.hex(),
        outcome,
        list(map(kept, priced.given)),
    )


def _line_rows(one: Decided) -> Iterator[_LineRow]:
    priced, asked = one.priced, one.asked.lines
    for place, line in enumerate(priced.lines):
        sent = asked[place] if asked is not None else None
        yield _LineRow(
            one.id,
            line.number,
            line.sku,
            (sent and sent.name) or "",
            line.category,
            (sent and sent.supplier) or "",
            line.quantity,
            sent.price if sent else line.value,
            sent.cost if sent else None,
            (sent and sent.discount) or 0,
            line.value,
            priced.discounts[place],
            priced.shares[place],
            priced.paid[place],
            priced.parts[place],
        )


def _writing(name: str, place: Place, rows: Sequence[Any], **more: Any) -> Statement:
    values = {"tenant": place.id, "rows": _json.encode(rows).decode(), **more}
    return Statement(name, load(__package__ or "", name), values, len(rows))
