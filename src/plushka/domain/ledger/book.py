"""The book: accounts in memory, and everything that may happen to them.

It knows no database, no programme and no clock of its own. An operation that
is refused has changed nothing. Points are whole hundredths above zero.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from plushka.domain.ledger import (
    converting,
    extending,
    granting,
    holding,
    merging,
    opening,
    remembering,
    spending,
    undoing,
)
from plushka.domain.ledger.lots import Hold, Order
from plushka.domain.ledger.page import NotLoaded, Page
from plushka.domain.ledger.remembering import Movement
from plushka.domain.ledger.settling import settle
from plushka.domain.ledger.terms import Balance, Cause, Entry, GivenBack, LotTerms, PointsKind


class Book:
    """The accounts a list of operations may touch, at the moment the list reached us."""

    __slots__ = ("moment", "pages")

    def __init__(self, *, moment: dt.datetime, pages: Iterable[Page]) -> None:
        self.moment = moment
        self.pages = {page.account: page for page in pages}

    def balance(self, account: UUID) -> Balance:
        """What the account has now, after all that has happened in this book."""
        return self._page(account).balance_now()

    def point_value(self, account: UUID) -> int | None:
        """What one point of the account is worth, in kopecks; None where that never changes."""
        return self._page(account).point_value

    def counted(self, account: UUID, points: int, *, value: int, since: int | None = None) -> int:
        """Give how many points of the account are points of such a value, rounded down (T35).

        Points that were posted after the conversion ``since`` have gone through the
        later ones as lots do.
        """
        page = self._page(account)
        return converting.counted(page, points, value=value, since=since)

    def why_counted(
        self, account: UUID, *, of: int, became: int, value: int
    ) -> list[dict[str, Any]]:
        """Explain that points of such a value were posted as others; nothing if they were not."""
        return converting.why_counted(self._page(account), of=of, became=became, value=value)

    def needed(self, account: UUID, points: int, *, value: int) -> int:
        """Give how many points of the account pay as much as such points, rounded up."""
        own = self._page(account).point_value or value
        return -(-points * value // own)

    def seen(self, account: UUID, *, value: int) -> Balance:
        """What the account has in points of such a value, rounded down; what it owes, up (T35)."""
        balance, own = self.balance(account), self._page(account).point_value or value
        if own == value:
            return balance
        return Balance(
            balance.spendable * own // value,
            balance.pending * own // value,
            balance.held * own // value,
            -(-balance.debt * own // value),
        )

    def spendable_of_kinds(self, account: UUID, *, value: int) -> dict[PointsKind, int]:
        """How much of each kind is spendable (E26), so counted; needs the account's lots."""
        page = self._page(account)
        own = page.point_value or value
        found = spending.spendable_of_kinds(page)
        return {kind: points * own // value for kind, points in found.items()}

    def parts_of(
        self, account: UUID, points: int, *, order: Order, most: Mapping[PointsKind, int]
    ) -> dict[PointsKind, int]:
        """How many points of each kind a redemption would take; refuses as ``redeem`` does."""
        return spending.parts_of(self._page(account, points), points, order=order, most=most)

    def redeem(
        self,
        account: UUID,
        points: int,
        cause: Cause,
        *,
        order: Order = "nearest_expiry",
        most: Mapping[PointsKind, int] | None = None,
    ) -> Entry:
        """Take points for something bought; refuses ``NotEnoughPoints``.

        ``most`` says how many of each kind at most (T45).
        """
        page = self._page(account, points)
        entry = spending.redeem(page, points, cause, order=order, most=most)
        page.is_touched = True
        return entry

    def accrue(self, account: UUID, points: int, terms: LotTerms, cause: Cause) -> Entry:
        """Give points on given terms; they pay the oldest debt first."""
        page = self._page(account, points)
        page.is_touched = True
        return granting.grant(page, "ACCRUAL", points, terms, cause)

    def reverse(self, account: UUID, points: int, of: list[UUID], cause: Cause) -> Entry | None:
        """Take back what the accruals ``of`` gave (T11, T13).

        ``points`` are what they gave, less what earlier reversals took, less
        what the sale still earns. What has expired of them unspent is taken off
        here; None when that leaves nothing.
        """
        page = self._page(account, points)
        entry = undoing.reverse(page, points, of, cause)
        page.is_touched |= entry is not None
        return entry

    def take_back(self, account: UUID, points: int, cause: Cause) -> Entry:
        """Take back points of which nobody knows the accrual (T41)."""
        page = self._page(account, points)
        entry = undoing.take_back(page, points, cause)
        page.is_touched = True
        return entry

    def open_early(self, account: UUID, accruals: list[UUID] | None, *, since: dt.datetime) -> int:
        """Let points be spent that would open later, None: gifts that wait; give how many."""
        page = self._page(account)
        found = opening.waiting_gifts(page) if accruals is None else accruals
        opened = opening.open_early(page, found, since=since) if found else 0
        page.is_touched |= bool(opened)
        return opened

    def extend(
        self, account: UUID, cause: Cause, *, ending: dt.datetime, until: dt.datetime
    ) -> Entry | None:
        """Let what ends at one moment end at a later one, if it has not ended (B11)."""
        page = self._page(account)
        entry = extending.extend(page, cause, ending=ending, until=until)
        page.is_touched |= entry is not None
        return entry

    def coming_back(
        self,
        account: UUID,
        redemption: UUID,
        *,
        before: int,
        points: int,
        of: int,
        value: int,
    ) -> int:
        """Say how many points of the account come back of a redemption (T35).

        Of ``of`` points that paid ``before`` came back before; all are points
        of such a value. The last bring whatever is left.
        """
        page = self._page(account)
        if page.point_value is None:
            return points
        left = sum(part for _, part in page.redemptions[redemption])
        if before + points == of:
            return left
        after = converting.counted(page, before + points, value=value, since=None)
        return min(left, after - converting.counted(page, before, value=value, since=None))

    def give_back(self, account: UUID, points: int, redemption: UUID, cause: Cause) -> GivenBack:
        """Return points of a redemption to their lots (T12)."""
        page = self._page(account, points)
        given = undoing.give_back(page, points, redemption, cause)
        page.is_touched = True
        return given

    def hold(
        self,
        account: UUID,
        points: int,
        *,
        until: dt.datetime,
        key: str,
        actor: str,
        outlet: UUID | None = None,
        reference: str = "",
        order: Order = "nearest_expiry",
    ) -> Hold:
        """Set points aside until a moment after this one; refuses ``NotEnoughPoints``."""
        page = self._page(account, points)
        if until <= page.now:
            raise ValueError("a hold ends after it begins")
        made = holding.hold(
            page,
            points,
            until=until,
            key=key,
            actor=actor,
            outlet=outlet,
            reference=reference,
            order=order,
        )
        page.is_touched = True
        return made

    def capture(self, hold: UUID, points: int, cause: Cause) -> Entry:
        """Redeem from a hold and release its rest; refuses ``HoldNotOpen``, ``MoreThanHeld``."""
        page, held = self._held(hold, points)
        entry = holding.capture(page, held, points, cause)
        page.is_touched = True
        return entry

    def release(self, hold: UUID) -> Hold:
        """Free what a hold set aside; refuses ``HoldNotOpen``."""
        page, held = self._held(hold)
        holding.release(page, held)
        page.is_touched = True
        return held

    def adjust(
        self,
        account: UUID,
        points: int,
        terms: LotTerms | None,
        cause: Cause,
        *,
        may_owe: bool = False,
    ) -> Entry:
        """Correct by hand: points above zero come on ``terms``, below zero they go (T38).

        Refuses ``NotEnoughPoints`` beyond what is spendable, unless the rest may
        become a debt.
        """
        page = self._page(account, abs(points))
        if points < 0:
            entry = spending.correct_down(page, -points, cause, may_owe=may_owe)
        elif terms is None:
            raise ValueError("points that come in need terms")
        else:
            entry = granting.grant(page, "ADJUSTMENT", points, terms, cause)
        page.is_touched = True
        return entry

    def merge(self, *, kept: UUID, merged: UUID, cause: Cause) -> merging.Merged:
        """Move all that one account has to another (T33)."""
        one, other = self._together(kept, merged)
        moved = merging.merge(one, other, cause)
        one.is_touched = other.is_touched = True
        return moved

    def part(self, *, kept: UUID, merged: UUID, share: merging.Share, cause: Cause) -> int:
        """Move back what is left of a share; refuses ``PointsSetAside``. Gives how many points."""
        one, other = self._together(kept, merged)
        points = merging.part(one, other, share, cause)
        one.is_touched = other.is_touched = True
        return points

    def remember(self, account: UUID, movements: Sequence[Movement]) -> list[Entry]:
        """Write down the past of an account with nothing on it; raises ``Overdrawn`` (R40)."""
        return remembering.remember(self._page(account), movements)

    def is_blank(self, account: UUID) -> bool:
        """Tell whether nothing is on an account."""
        return remembering.is_blank(self._page(account))

    def expire(self, account: UUID) -> int:
        """Write down what the dates have decided; give how many entries that made."""
        page = self._page(account)
        page.is_touched |= page.is_stale
        return len(page.entries)

    def _page(self, account: UUID, points: int = 1) -> Page:
        if points <= 0:
            raise ValueError("points are whole hundredths above zero")
        page = self.pages[account]
        if page.clock < page.now or page.is_to_be_converted:
            settle(page)
        return page

    def _together(self, one: UUID, other: UUID) -> tuple[Page, Page]:
        """Bring two pages to one moment, the latest that one of them stands at."""
        latest = max(self.pages[one].now, self.pages[other].now)
        self.pages[one].now = self.pages[other].now = latest
        return self._page(one), self._page(other)

    def _held(self, hold: UUID, points: int = 1) -> tuple[Page, Hold]:
        for page in self.pages.values():
            if hold in page.holds:
                return self._page(page.account, points), page.holds[hold]
        raise NotLoaded(f"hold {hold} was not loaded")
