"""Points set aside until a sale is final (T3, T4)."""

import datetime as dt
from uuid import UUID

from plushka.domain.ledger.converting import Conversions, through
from plushka.domain.ledger.lots import Hold, HoldState, Order
from plushka.domain.ledger.page import Page
from plushka.domain.ledger.settling import free_pinned
from plushka.domain.ledger.settling import release as free_all
from plushka.domain.ledger.spending import check_spendable
from plushka.domain.ledger.terms import Cause, Entry
from plushka.lib.ids import new_id
from plushka.lib.money import show
from plushka.lib.refusal import Refusal


class HoldNotOpen(Refusal):
    """The hold was captured or released before, or its time is over."""

    code = "hold_not_open"

    def __init__(self, *, state: HoldState) -> None:
        told = state.lower()
        super().__init__(f"The hold is not open any more: it is {told}.", state=told)
        self.state = state


class ReferenceDiffers(Refusal):
    """The outlet has set points aside for this order before, and not the same (T6)."""

    code = "repeat_differs"

    def __init__(self, reference: str) -> None:
        super().__init__(
            f"The reference {reference!r} came before with another hold.", reference=reference
        )


class CaptureDiffers(Refusal):
    """The hold was captured before, with another number of points (T6)."""

    code = "repeat_differs"

    def __init__(self) -> None:
        super().__init__("The hold was captured before, with other points.")


class MoreThanHeld(Refusal):
    """More was to be captured than the hold has set aside (in hundredths)."""

    code = "more_than_held"

    def __init__(self, *, held: int) -> None:
        super().__init__(f"The hold sets aside only {show(held)} points.", held=show(held))
        self.held = held


def hold(
    page: Page,
    points: int,
    *,
    until: dt.datetime,
    key: str,
    actor: str,
    outlet: UUID | None,
    reference: str,
    order: Order,
) -> Hold:
    """Set spendable points aside, nearest end first; no entry is written.

    The lots stay pinned past their own end, until the hold's.
    """
    check_spendable(page, points)
    made = Hold(
        id=new_id(),
        account=page.account,
        key=key,
        points=points,
        until=until,
        state="OPEN",
        actor=actor,
        held_at=page.now,
        outlet=outlet,
        reference=reference,
        pins=[],
        conversion=page.conversion,
        is_new=True,
    )
    for lot in page.spendable_lots(order):
        if not points:
            break
        part = min(points, lot.free)
        page.pin(lot, part)
        made.pins.append((lot.id, part))
        made.pin(lot.id, part, conversion=page.conversion)
        points -= part
    page.holds[made.id] = made
    return made


def capture(page: Page, held: Hold, points: int, cause: Cause) -> Entry:
    """Redeem from a hold; what is left of it is released at the same moment (T4).

    ``points`` are counted as the hold is, so whoever set them aside may take as
    many, whatever a point is worth by now (T35).
    """
    check_open(held)
    if points > held.points or not held.pinned:
        raise MoreThanHeld(held=held.points if held.pinned else 0)
    points = pinned_of(held, points, page.conversions, upto=page.conversion)
    entry = page.post("REDEMPTION", -points, cause)
    page.redemptions[entry.id] = used = []
    for lot_id, pinned in held.pins:
        lot = page.lots[lot_id]
        if part := min(points, pinned):
            page.unpin(lot, part)
            page.take(lot, part, entry.id)
            used.append((lot_id, part))
            points -= part
        if pinned > part:
            free_pinned(page, held, lot, pinned - part)
    held.state, held.closed_at, held.entry = "CAPTURED", page.now, entry.id
    _pay_debts(page)
    return entry


def pinned_of(held: Hold, points: int, conversions: Conversions, *, upto: int) -> int:
    """Give how many points of now a part of a hold is; all of it is all that is pinned."""
    if points == held.points:
        return held.pinned
    now = through(conversions, points, since=held.conversion, upto=upto)
    return min(max(1, now), held.pinned)


def release(page: Page, held: Hold) -> None:
    """Free what a hold set aside; what has ended by now expires at once."""
    check_open(held)
    free_all(page, held)
    _pay_debts(page)


def check_open(held: Hold) -> None:
    """Refuse a hold that is captured, released or over; changes nothing."""
    if held.state != "OPEN":
        raise HoldNotOpen(state=held.state)


def _pay_debts(page: Page) -> None:
    if page.debt and page.spendable:
        page.pay_debts(page.spendable_lots())
