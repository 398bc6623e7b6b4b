"""What is counted: of a person's day, and of a company's codes within an hour or a day."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

MOST = 10**15
"""Above any limit somebody could mean."""


class Kind(StrEnum):
    """One kind of doing, counted in times.

    What ends in POINTS counts hundredths of points; what ends in COST kopecks.
    """

    #: Purchases of one and the same member.
    MEMBER_SALES = "MEMBER_SALES"
    #: Purchases that points paid for.
    REDEMPTIONS = "REDEMPTIONS"
    RETURNS = "RETURNS"
    #: Returns without a receipt that were asked for or made (T41).
    UNRECEIPTED = "UNRECEIPTED"
    #: Receipts given to a member afterwards (T42).
    CLAIMS = "CLAIMS"
    ENROLMENTS = "ENROLMENTS"
    #: Corrections by hand, and how many points they moved, up and down together (T38).
    ADJUSTMENTS = "ADJUSTMENTS"
    ADJUSTED_POINTS = "ADJUSTED_POINTS"
    #: One-time codes that one address, or chat, asked for within an hour (E22).
    ADDRESS_CODES = "ADDRESS_CODES"
    #: Codes that the whole company sent within an hour, and what a day of them costs as SMS.
    CODES = "CODES"
    CODE_COST = "CODE_COST"


IN_POINTS = frozenset({Kind.ADJUSTED_POINTS})
IN_MONEY = frozenset({Kind.CODE_COST})
OF_A_MEMBER = frozenset({Kind.MEMBER_SALES})
"""Counted for each member apart."""
OF_THE_COMPANY = frozenset({Kind.ADDRESS_CODES, Kind.CODES, Kind.CODE_COST})
"""Counted of everybody together: nobody of the staff is behind it, and nobody lifts it."""
OF_A_DAY = frozenset(Kind) - {Kind.ADDRESS_CODES, Kind.CODES}
"""Counted by the local day of the company; the others by the hour of the clock."""


class Limit(Struct, frozen=True, forbid_unknown_fields=True):
    """More than ``soft`` makes an alert, more than ``hard`` is refused; None never does."""

    soft: int | None = None
    hard: int | None = None


type Limits = Mapping[Kind, Limit]

DEFAULTS: Limits = {
    Kind.MEMBER_SALES: Limit(3, 10),
    Kind.REDEMPTIONS: Limit(100, 300),
    Kind.RETURNS: Limit(20, 100),
    Kind.UNRECEIPTED: Limit(3, 10),
    Kind.CLAIMS: Limit(5, 20),
    Kind.ENROLMENTS: Limit(50, 200),
    Kind.ADJUSTMENTS: Limit(20, 100),
    Kind.ADJUSTED_POINTS: Limit(500_000, 5_000_000),
    Kind.ADDRESS_CODES: Limit(50, 100),
    Kind.CODES: Limit(300, 1_000),
    Kind.CODE_COST: Limit(200_000, 1_000_000),
}
"""Above what an honest busy day comes to, and below what somebody steals before it is noticed."""
