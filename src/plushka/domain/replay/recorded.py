"""The side that was: read from the ledger and the receipts, not replayed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import batched
from uuid import UUID

from plushka.domain.ledger import queries as ledger
from plushka.domain.ledger.terms import Balance, EntryKind
from plushka.domain.replay.counting import Product, Row
from plushka.domain.replay.plan import Plan
from plushka.domain.replay.reading import rows

_AT_ONCE = 1000


@dataclass(slots=True)
class Remembered:
    """One account as it stands now, and what moved on it in the window."""

    member: UUID
    tier: str
    balance: Balance
    flows: dict[EntryKind, int] = field(default_factory=dict)
    receipts: int = 0
    discount: int = 0


@dataclass(slots=True)
class Recorded:
    """Everything the figures need of what was."""

    accounts: dict[UUID, Remembered]
    tiers: dict[str, Row]
    products: dict[Product, Row]
    #: What goods are called, by sku.
    names: dict[str, str] = field(default_factory=dict)
    receipts: int = 0
    returns: int = 0
    total: int = 0
    paid: int = 0
    discount: int = 0
    money_back: int = 0
    margin_back: int = 0


def read(plan: Plan) -> Recorded:
    """Read what was, as of the moment the transaction sees."""
    window = {"since": plan.since, "until": plan.until}
    found = Recorded(dict(_accounts(plan)), {}, {})
    by_member = {one.member: one for one in found.accounts.values()}
    for member, tier, n, total, paid, discount, redeemed, accrued in rows(
        "recorded_receipts", **window
    ):
        row = found.tiers.setdefault(tier, Row())
        row.n, row.paid, row.discount = row.n + n, row.paid + paid, row.discount + discount
        row.redeemed, row.accrued = row.redeemed + redeemed, row.accrued + accrued
        found.receipts, found.total = found.receipts + n, found.total + total
        found.paid, found.discount = found.paid + paid, found.discount + discount
        if member in by_member:
            by_member[member].receipts += n
            by_member[member].discount += discount
    for category, sku, name, *numbers in rows("recorded_products", **window):
        found.products[category, sku] = Row(*numbers)
        found.names[sku] = name
    [[found.returns, found.money_back, found.margin_back]] = rows("recorded_returns", **window)
    return found


def _accounts(plan: Plan) -> Iterator[tuple[UUID, Remembered]]:
    """Read accounts; what dates have decided and nobody has written yet is counted as written."""
    flows: dict[UUID, dict[EntryKind, int]] = {}
    for account, kind, points in rows("recorded_flows", since=plan.since, until=plan.until):
        flows.setdefault(account, {})[kind] = points
    for part in batched(rows("recorded_accounts"), _AT_ONCE):
        book = ledger.look(accounts=[account for account, *_ in part], at=plan.moment)
        for account, member, tier in part:
            balance = book.balance(account)
            moved = flows.get(account, {})
            for entry in book.pages[account].entries:
                if plan.covers(entry.cause.at):
                    moved[entry.kind] = moved.get(entry.kind, 0) + entry.points
            yield account, Remembered(member, tier, balance, moved)
