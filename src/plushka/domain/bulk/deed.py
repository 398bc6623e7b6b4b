"""What is to be done: how much, with which term, which tag. Pure."""

from typing import Literal

from msgspec import Struct

from plushka.lib.refusal import BadField

type Kind = Literal["ACCRUE", "REDEEM", "TAG", "UNTAG"]
type LotKind = Literal["GIFT", "MANUAL"]

MOST_POINTS = 10**12
"""Hundredths of points of one member: above what somebody could mean."""

MOST_DAYS = 3660

LONGEST_REASON = 200

WHY = frozenset({"blocked", "no_points", "not_enough", "has_tag", "no_tag", "gone", "spent"})
"""Why nothing is done for somebody, or not all is undone."""


class Deed(Struct, frozen=True):
    """``points`` in hundredths, None takes all there are; ``days`` None is as the programme says.

    ``is_up_to`` takes what there is of them where there are fewer.
    """

    kind: Kind
    points: int | None = None
    is_up_to: bool = False
    lot: LotKind = "GIFT"
    days: int | None = None
    tag: str = ""

    @property
    def is_of_points(self) -> bool:
        """Whether points move."""
        return self.kind in {"ACCRUE", "REDEEM"}


def check(deed: Deed) -> None:
    """Refuse what cannot be meant, by the field."""
    match deed.kind:
        case "ACCRUE":
            if deed.points is None or not 0 < deed.points <= MOST_POINTS:
                raise BadField("points", "how many points each gets, above zero")
            if deed.days is not None and not 0 <= deed.days <= MOST_DAYS:
                raise BadField("days", f"a term of up to {MOST_DAYS} days")
        case "REDEEM":
            if deed.points is not None and not 0 < deed.points <= MOST_POINTS:
                raise BadField("points", "how many points are taken from each, above zero")


def read_reason(text: str) -> str:
    """Read what a bulk is for; refuses nothing, and too much."""
    shown = " ".join(text.split())
    if not 0 < len(shown) <= LONGEST_REASON or not shown.isprintable():
        raise BadField("reason", f"say what for, in 1 to {LONGEST_REASON} characters")
    return shown
