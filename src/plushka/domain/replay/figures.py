"""What a replay comes to: as it was, as it would have been, and who would gain or lose.

Sums are kopecks, points hundredths; both sides count the same receipts and entries.
"""

import datetime as dt
from uuid import UUID

from msgspec import Struct

from plushka.domain.replay.counting import Differing
from plushka.lib.money import show


class Side(Struct, frozen=True, kw_only=True):
    """One of both sides.

    ``issued``, ``redeemed``, ``reversed``, ``given_back`` and ``expired`` are points that moved in
    the window, without sign; ``adjusted`` is signed. ``outstanding`` is what members have at the
    end, ``debt`` what they owe, ``liability`` what the outstanding points are worth in money.
    ``paid`` and ``margin`` are less what came back; ``margin_of`` is what was paid for the goods
    whose cost is known.
    """

    issued: int = 0
    redeemed: int = 0
    reversed: int = 0
    given_back: int = 0
    expired: int = 0
    adjusted: int = 0
    outstanding: int = 0
    debt: int = 0
    liability: int = 0
    receipts: int = 0
    returns: int = 0
    total: int = 0
    discount: int = 0
    paid: int = 0
    money_back: int = 0
    margin: int = 0
    margin_of: int = 0

    @property
    def redeemed_share(self) -> str | None:
        """How much was redeemed of what was issued, as a percent; None where nothing was."""
        if not self.issued:
            return None
        return show(self.redeemed * 10_000 // self.issued)


class Cells(Struct, frozen=True, kw_only=True):
    """A row of a table on one side: receipts or lines, before anything came back."""

    n: int = 0
    paid: int = 0
    discount: int = 0
    redeemed: int = 0
    accrued: int = 0
    margin: int = 0
    #: Of the table of tiers: members who stand in it at the end.
    members: int = 0


class TableRow(Struct, frozen=True, kw_only=True):
    """A tier, a category or a product, on both sides; ``name`` where receipts name it."""

    code: str
    was: Cells
    would: Cells
    name: str = ""


class MemberRow(Struct, frozen=True, kw_only=True):
    """One member on both sides. ``gain`` is what the member would have more, in money.

    It is made of points earned, less what was taken back, at what a point is worth, and of
    discounts.
    """

    member: UUID
    receipts: int
    earned_was: int
    earned_would: int
    redeemed_was: int
    redeemed_would: int
    discount_was: int
    discount_would: int
    balance_was: int
    balance_would: int
    tier_was: str
    tier_would: str
    gain: int


class Crowd(Struct, frozen=True, kw_only=True):
    """How many members gain or lose, and how much together, in money without sign."""

    members: int
    money: int


class Check(Struct, frozen=True, kw_only=True):
    """Whether the rules as they were gave the ledger again, and the first numbers that differ."""

    ok: bool
    compared: dict[str, int]
    n_differing: int
    differing: list[Differing]


class Figures(Struct, frozen=True, kw_only=True):
    """All that a replay tells, but for its members one by one."""

    since: dt.datetime
    moment: dt.datetime
    was: Side
    would: Side
    point_value_was: str
    point_value_would: str
    tiers: list[TableRow]
    categories: list[TableRow]
    winners: Crowd
    losers: Crowd
    unmoved: int
    seconds: float
    #: The end of the window; None: everything that is known.
    until: dt.datetime | None = None
    #: The hundred goods for which most changes; then those that sell best.
    products: list[TableRow] = []
    #: Only where the rules were as they were.
    check: Check | None = None
