"""What a code of a batch gives: points, chances in a draw, or both (U1, U9). Pure."""

from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from plushka.lib.refusal import BadField

MOST_POINTS = 10**12
"""Hundredths of points: above what somebody could mean."""

MOST_CHANCES = 1000
MOST_DAYS = 3660


class Nothing(Struct, frozen=True, tag="nothing"):
    """No points: a code that only is a chance."""


class Fixed(Struct, frozen=True, tag="fixed"):
    """The same points for everybody, in hundredths."""

    points: int


class ByTier(Struct, frozen=True, tag="tiers"):
    """Hundredths of points by the code of the member's tier; a tier left out has ``other``."""

    points: dict[str, int]
    other: int = 0


class ByRule(Struct, frozen=True, tag="rule"):
    """What the rules of the programme and of campaigns give at the trigger ``activation``."""


type Points = Nothing | Fixed | ByTier | ByRule


class Gives(Struct, frozen=True):
    """``days`` is the term of the points, None that of the programme's gifts."""

    points: Points = Nothing()
    days: int | None = None
    draw_id: UUID | None = None
    chances: int = 0

    def points_of(self, tier: str) -> int:
        """Give the hundredths of points of a member of a tier; those of rules are not known."""
        match self.points:
            case Fixed(points=points):
                return points
            case ByTier(points=points, other=other):
                return points.get(tier, other)
            case _:
                return 0


def check(gives: Gives) -> None:
    """Refuse what cannot be meant, by the field; and a code that gives nothing."""
    if isinstance(gives.points, Fixed):
        _check_points("points", gives.points.points, least=1)
    if isinstance(gives.points, ByTier):
        for tier, points in gives.points.points.items():
            _check_points(f"points.{tier}", points)
        _check_points("points.other", gives.points.other)
        if not any((*gives.points.points.values(), gives.points.other)):
            raise BadField("points", "some tier gets points")
    if gives.days is not None and not 1 <= gives.days <= MOST_DAYS:
        raise BadField("days", f"a term of 1 to {MOST_DAYS} days")
    if (gives.draw_id is None) != (gives.chances == 0) or not 0 <= gives.chances <= MOST_CHANCES:
        raise BadField("chances", f"1 to {MOST_CHANCES} chances in a draw, or neither")
    if isinstance(gives.points, Nothing) and gives.draw_id is None:
        raise BadField("points", "a code gives points, or chances in a draw")


def written(gives: Gives) -> dict[str, Any]:
    """Write it as plain values."""
    told: dict[str, Any] = msgspec.to_builtins(gives)
    return told


def read(document: object) -> Gives:
    """Read what ``written`` wrote."""
    return msgspec.convert(document, Gives)


def _check_points(path: str, points: int, *, least: int = 0) -> None:
    if not least <= points <= MOST_POINTS:
        raise BadField(path, "how many points a code gives")
