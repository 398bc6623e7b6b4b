"""Two accounts become one, and one becomes two again (T33). Plain Python, as all of the book.

Entries stay where they were written. Lots, debts and holds keep their ids and change hands; an
entry of nothing but the balance says so in each of the two accounts, so that either is still the
sum of its entries and of its lots. What comes in pays what is owed, as everywhere.
"""

import dataclasses
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from plushka.domain.ledger.converting import through
from plushka.domain.ledger.lots import Debt, Hold, Lot
from plushka.domain.ledger.page import NotLoaded, Page
from plushka.domain.ledger.terms import Cause
from plushka.domain.ledger.writing_off import write_off
from plushka.lib.money import show
from plushka.lib.refusal import Refusal

type Side = Literal["in", "out", "gift"]
"""What an entry of a merge tells: points came in, went out, or a second gift is given back."""


class PointsSetAside(Refusal):
    """A hold that was made since two accounts became one pins points of both, or of the other.

    Which of the two it would be of is nobody's to say, so it is finished first: whoever made it
    captures or releases it, or its term ends. ``points`` are hundredths, all that it holds.
    """

    code = "points_set_aside"

    def __init__(self, hold: Hold) -> None:
        self.hold, self.until, self.reference = hold.id, hold.until, hold.reference
        self.points = sum(points for _, points in hold.pins)
        super().__init__(
            "Points that would go back are set aside for an order; capture or release it first,"
            " or wait until its term ends.",
            hold=str(hold.id),
            points=show(self.points),
            until=hold.until.isoformat(),
            reference=hold.reference,
        )


@dataclass(frozen=True, slots=True)
class Paid:
    """What a lot of one account paid because of the merge, in points of after a conversion.

    ``debt`` is what was owed by the other, None where a second gift was taken back.
    """

    lot: UUID
    points: int
    conversion: int
    debt: UUID | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """The balance that moved, signed, and what one account paid of the other's debt."""

    points: int
    paid: tuple[Paid, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """What goes back when one account becomes two again: by the ids of rows."""

    lots: Collection[UUID]
    debts: Collection[UUID]
    holds: Collection[UUID]
    paid: Collection[Paid]


def merge(kept: Page, merged: Page, cause: Cause) -> Merged:
    """Move everything that one account has to another.

    What comes in pays what the other owed, also before it opens; what the other may spend pays
    what comes in as a debt.
    """
    owed, incoming = list(kept.debts), sorted(merged.lots.values(), key=_place)
    own = set(kept.lots)
    points = merged.balance
    _tell(merged, kept, points, cause)
    _carry(merged, kept, incoming, merged.debts, list(merged.holds.values()))
    n_before = len(kept.uses)
    for lot in incoming:
        for debt in owed:
            if part := min(lot.free, debt.unpaid):
                kept.pay(debt, lot, part)
    _pay_debts(kept)
    owing = {debt.id for debt in owed}
    paid = tuple(
        Paid(use.lot, use.points, kept.conversion, use.entry)
        for use in kept.uses[n_before:]
        if (use.entry in owing) is not (use.lot in own)
    )
    return Merged(points, paid)


def part(kept: Page, merged: Page, share: Share, cause: Cause) -> int:
    """Move back what is left of a share; give the balance that moved, signed.

    What one had paid for the other is given back to its lots and owed again. Refuses
    ``PointsSetAside``.
    """
    lots = [lot for lot in kept.lots.values() if lot.id in share.lots]
    debts = [debt for debt in kept.debts if debt.id in share.debts]
    holds = [hold for hold in kept.holds.values() if hold.id in share.holds]
    _check_pins(kept, {lot.id for lot in lots}, {hold.id for hold in holds})
    points = sum(lot.remaining for lot in lots) - sum(debt.unpaid for debt in debts)
    _tell(kept, merged, points, cause, part="undo:")
    _carry(kept, merged, lots, debts, holds)
    for number, paid in enumerate(share.paid, start=1):
        giver = merged if paid.lot in share.lots else kept
        left = through(
            giver.conversions, paid.points, since=paid.conversion, upto=giver.conversion
        )
        if left:
            debtor = kept if giver is merged else merged
            _unpay(giver, debtor if paid.debt else None, paid.lot, left, cause, number)
    for page in (kept, merged):
        _pay_debts(page)
    return points


def _unpay(
    giver: Page, debtor: Page | None, lot_id: UUID, points: int, cause: Cause, number: int
) -> None:
    """Let a lot have back what it paid for the other account, which owes it again."""
    if lot_id not in giver.lots:
        raise NotLoaded(f"lot {lot_id} was not loaded")
    lot = giver.lots[lot_id]
    side: Side = "gift" if debtor is None else "in"
    own = _own(cause, debtor, side, f"undo:paid:{number}")
    entry = giver.post("MERGE", points, own)
    giver.put(lot, points, entry.id)
    if lot.has_ended(giver.now):
        write_off(giver, [(lot, points)], own, reason="RETURNED_AFTER_TERM")
    if debtor is not None:
        owed = _own(cause, giver, "out", f"undo:owed:{number}")
        debtor.owe(debtor.post("MERGE", -points, owed).id, points)


def _tell(giver: Page, taker: Page, points: int, cause: Cause, *, part: str = "") -> None:
    """Write in both accounts how much changes hands, also where that is nothing."""
    giver.post("MERGE", -points, _own(cause, taker, "out", f"{part}out"))
    taker.post("MERGE", points, _own(cause, giver, "in", f"{part}in"))


def _own(cause: Cause, other: Page | None, side: Side, part: str) -> Cause:
    facts = {"rule": "merge", "side": side}
    if other is not None:
        facts["other"] = str(other.account)
    return dataclasses.replace(cause, key=f"{cause.key}:{part}", explanation=[facts])


def _carry(
    giver: Page, taker: Page, lots: Iterable[Lot], debts: Iterable[Debt], holds: Iterable[Hold]
) -> None:
    for lot in list(lots):
        del giver.lots[lot.id]
        taker.lots[lot.id] = lot
        giver.count_whole(lot, -1)
        taker.count_whole(lot, 1)
    for debt in list(debts):
        giver.debts.remove(debt)
        taker.debts.append(debt)
        giver.debt -= debt.unpaid
        taker.debt += debt.unpaid
        taker.n_uses[debt.id] = giver.n_uses.get(debt.id, 0)
    taker.debts.sort(key=_id)
    for hold in list(holds):
        del giver.holds[hold.id]
        hold.account = taker.account
        taker.holds[hold.id] = hold


def _check_pins(page: Page, lots: set[UUID], holds: set[UUID]) -> None:
    """Refuse where an open hold that stays pins a lot that goes, or the other way round."""
    for hold in page.holds.values():
        if hold.state == "OPEN" and any(
            (lot in lots) is not (hold.id in holds) for lot, _ in hold.pins
        ):
            raise PointsSetAside(hold)


def _pay_debts(page: Page) -> None:
    if page.debt and page.spendable:
        page.pay_debts(page.spendable_lots())


def _place(lot: Lot) -> tuple[object, ...]:
    return lot.place


def _id(debt: Debt) -> UUID:
    return debt.id
