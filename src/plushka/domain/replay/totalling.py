"""Both sides put together: sums, tables, members, and whether they are the same."""

import heapq
from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from plushka.domain.ledger.terms import NOTHING, Balance, EntryKind
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.replay.counting import Counts, Product, Row, by_part
from plushka.domain.replay.figures import Cells, Check, Crowd, Figures, MemberRow, Side, TableRow
from plushka.domain.replay.plan import FOREVER
from plushka.domain.replay.recorded import Recorded, Remembered
from plushka.domain.replay.state import State
from plushka.lib import money

_HUNDRED = 100
_MOST_PRODUCTS = 100
_KINDS: tuple[EntryKind, ...] = (
    *("ACCRUAL", "REDEMPTION", "REVERSAL"),
    *("RETURN", "EXPIRY", "ADJUSTMENT", "CONVERSION"),
)


def worth(points: int, value: str) -> int:
    """Give what points are worth, in kopecks, rounded down."""
    return points * money.parse(value) // _HUNDRED


def figures(
    state: State, recorded: Recorded, members: Iterable[MemberRow], *, seconds: float
) -> Figures:
    """Put both sides together."""
    plan = state.plan
    now = plan.rules.at(plan.moment)
    would = now if plan.candidate is None else plan.candidate
    value_was, value_would = point_value(now), point_value(would)
    gains = [one.gain for one in members]
    return Figures(
        since=plan.since,
        moment=plan.moment,
        until=None if plan.until == FOREVER else plan.until,
        was=_side(
            recorded,
            [(one.flows, one.balance) for one in recorded.accounts.values()],
            recorded.products,
            value=value_was,
        ),
        would=_side(
            state.counts,
            [(one.flows, one.page.balance_now()) for one in state.lives.values()],
            state.counts.products,
            value=value_would,
        ),
        point_value_was=value_was,
        point_value_would=value_would,
        tiers=list(_tiers(state, recorded, would)),
        categories=list(_categories(recorded, state.counts)),
        products=_products(recorded, state.counts, values=(value_was, value_would)),
        winners=Crowd(
            members=sum(gain > 0 for gain in gains), money=sum(gain for gain in gains if gain > 0)
        ),
        losers=Crowd(
            members=sum(gain < 0 for gain in gains), money=-sum(gain for gain in gains if gain < 0)
        ),
        unmoved=sum(gain == 0 for gain in gains),
        seconds=seconds,
        check=_check(state, recorded) if plan.candidate is None else None,
    )


def point_value(programme: Compiled) -> str:
    """Give what one point is worth under a programme."""
    return programme.document.money.point_value


def member_rows(state: State, recorded: Recorded) -> Iterator[MemberRow]:
    """Give everybody who bought or whose points moved, in the order of their accounts."""
    plan = state.plan
    now = plan.rules.at(plan.moment)
    value_was = point_value(now)
    value_would = point_value(plan.candidate or now)
    for account, was in recorded.accounts.items():
        life = state.lives.get(account)
        flows = life.flows if life else {}
        if not was.flows and not flows and not was.receipts:
            continue
        balance = life.page.balance_now() if life else NOTHING
        earned_was, earned_would = _earned(was.flows), _earned(flows)
        discount = life.discount if life else 0
        yield MemberRow(
            member=was.member,
            receipts=was.receipts,
            earned_was=earned_was,
            earned_would=earned_would,
            redeemed_was=-was.flows.get("REDEMPTION", 0),
            redeemed_would=-flows.get("REDEMPTION", 0),
            discount_was=was.discount,
            discount_would=discount,
            balance_was=_net(was.balance),
            balance_would=_net(balance),
            tier_was=was.tier,
            tier_would=life.standing.tier if life else was.tier,
            gain=worth(earned_would, value_would)
            - worth(earned_was, value_was)
            + discount
            - was.discount,
        )


def _earned(flows: Mapping[EntryKind, int]) -> int:
    return flows.get("ACCRUAL", 0) + flows.get("REVERSAL", 0)


def _net(balance: Balance) -> int:
    return balance.spendable + balance.pending + balance.held - balance.debt


def _side(
    counted: Recorded | Counts,
    members: list[tuple[dict[EntryKind, int], Balance]],
    products: Mapping[Product, Row],
    *,
    value: str,
) -> Side:
    moved = {kind: sum(flows.get(kind, 0) for flows, _ in members) for kind in _KINDS}
    outstanding = sum(one.spendable + one.pending + one.held for _, one in members)
    return Side(
        issued=moved["ACCRUAL"],
        redeemed=-moved["REDEMPTION"],
        reversed=-moved["REVERSAL"],
        given_back=moved["RETURN"],
        expired=-moved["EXPIRY"],
        adjusted=moved["ADJUSTMENT"],
        outstanding=outstanding,
        debt=sum(one.debt for _, one in members),
        liability=worth(outstanding, value),
        receipts=counted.receipts,
        returns=counted.returns,
        total=counted.total,
        discount=counted.discount,
        paid=counted.paid - counted.money_back,
        money_back=counted.money_back,
        margin=sum(row.margin for row in products.values()) - counted.margin_back,
        margin_of=sum(row.known for row in products.values()),
    )


def _tiers(state: State, recorded: Recorded, would: Compiled) -> Iterator[TableRow]:
    was_in = _standing([one.tier for one in recorded.accounts.values()])
    lives = state.lives
    would_in = _standing(
        [
            lives[account].standing.tier if account in lives else one.tier
            for account, one in recorded.accounts.items()
        ]
    )
    known = [*would.ladder.codes, ""]
    found = {*recorded.tiers, *state.counts.tiers, *was_in, *would_in}
    for code in [*(one for one in known if one in found), *sorted(found - {*known})]:
        yield TableRow(
            code=code,
            was=_cells(recorded.tiers.get(code), members=was_in.get(code, 0)),
            would=_cells(state.counts.tiers.get(code), members=would_in.get(code, 0)),
        )


def _standing(tiers: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for tier in tiers:
        found[tier] = found.get(tier, 0) + 1
    return found


def _categories(recorded: Recorded, counts: Counts) -> Iterator[TableRow]:
    """Give categories, the one that earns most first."""
    was, would = by_part(recorded.products, 0), by_part(counts.products, 0)
    found = [
        TableRow(code=code, was=_cells(was.get(code)), would=_cells(would.get(code)))
        for code in {*was, *would}
    ]
    return iter(sorted(found, key=lambda row: (-row.was.paid, row.code)))


def _products(recorded: Recorded, counts: Counts, *, values: tuple[str, str]) -> list[TableRow]:
    """Give the goods for which members would get most more or less; then those sold most."""
    was, would = by_part(recorded.products, 1), by_part(counts.products, 1)

    def order(code: str) -> tuple[int, int, str]:
        before, after = was.get(code) or Row(), would.get(code) or Row()
        points = worth(after.accrued, values[1]) - worth(before.accrued, values[0])
        return -abs(points + after.discount - before.discount), -before.paid, code

    # Lines without a sku are no product that could be named.
    codes = heapq.nsmallest(_MOST_PRODUCTS, {*was, *would} - {""}, key=order)
    return [
        TableRow(
            code=code,
            was=_cells(was.get(code)),
            would=_cells(would.get(code)),
            name=recorded.names.get(code, ""),
        )
        for code in codes
    ]


def _cells(row: Row | None, *, members: int = 0) -> Cells:
    row = row or Row()
    return Cells(
        n=row.n,
        paid=row.paid,
        discount=row.discount,
        redeemed=row.redeemed,
        accrued=row.accrued,
        margin=row.margin,
        members=members,
    )


def _check(state: State, recorded: Recorded) -> Check:
    """Hold what was replayed by the rules as they were against the ledger."""
    counts = state.counts
    for account, was in recorded.accounts.items():
        _compare(state, account, was)
    compared = {"receipts": counts.receipts, "accounts": len(recorded.accounts)}
    return Check(
        ok=not counts.n_differing,
        compared=compared | {"returns": counts.returns},
        n_differing=counts.n_differing,
        differing=counts.differing,
    )


def _compare(state: State, account: UUID, was: Remembered) -> None:
    life = state.lives.get(account)
    flows = life.flows if life else {}
    balance = life.page.balance_now() if life else NOTHING
    numbers: dict[str, tuple[object, object]] = {
        kind.lower(): (was.flows.get(kind, 0), flows.get(kind, 0)) for kind in _KINDS
    }
    numbers |= {
        name: (getattr(was.balance, name), getattr(balance, name))
        for name in ("spendable", "pending", "held", "debt")
    }
    if life is not None and not life.is_erased:
        numbers["tier"] = (was.tier, life.standing.tier)
    state.counts.compare(f"account:{account}", **numbers)
