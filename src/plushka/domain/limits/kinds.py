"""What is counted of a person's day."""

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

MOST = 10**15
"""Above any limit somebody could mean."""


class Kind(StrEnum):
    """One kind of doing. What ends in POINTS counts hundredths of points, the others times."""

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


IN_POINTS = frozenset({Kind.ADJUSTED_POINTS})
OF_A_MEMBER = frozenset({Kind.MEMBER_SALES})
"""Counted for each member apart."""


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
}
"""Above what an honest busy day comes to, and below what somebody steals before it is noticed."""
