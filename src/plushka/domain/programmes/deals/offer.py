"""Deals of one origin, with what limits them together."""

from collections.abc import Mapping, Sequence
from typing import Literal
from uuid import UUID

from msgspec import Struct

from plushka.domain.programmes.deals.deal import Deal, deals
from plushka.domain.rules.conditions.predicate import Predicate
from plushka.domain.rules.conditions.tree import AllOf, AnyOf, Asked, NotSo, Tree
from plushka.domain.rules.effects.multiplier import Multiplier
from plushka.domain.rules.rule import Rule

type Stacking = Literal["sum", "best", "first", "exclusive"]
type Title = Mapping[str, str]

_KNOWN_OF_STANDING = frozenset({"member.tier", "member.is_blocked"})


class Budget(Struct, frozen=True, gc=False):
    """A limit: so much of what, in which stretch of time, for whom (T32).

    ``most`` in hundredths of points, kopecks, or uses.
    """

    of: Literal["points", "money", "uses"]
    most: int
    each: Literal["campaign", "day", "week", "month"] = "campaign"
    per: Literal["all", "member", "outlet"] = "all"


class Offer(Struct, frozen=True):
    """Deals that are made or left together.

    Those of the programme have no ``campaign``, hold for everybody and have no limits. ``admits``
    is asked of the facts, ``chooses`` of a line. ``margin_parts`` is how many millionths of a
    line's margin may be given away (B9). ``asks_more`` says that a condition looks at more of the
    member than a sale knows anyway.
    """

    version: UUID
    deals: tuple[Deal, ...]
    campaign: str = ""
    title: Title | None = None
    admits: Predicate | None = None
    chooses: Predicate | None = None
    group: str = ""
    stacking: Stacking = "sum"
    priority: int = 0
    budgets: tuple[Budget, ...] = ()
    margin_parts: int | None = None
    asks_more: bool = False
    #: Whether it lowers prices at all, and whether what it gives goes by what is earned.
    lowers: bool = True
    multiplies: bool = True

    @property
    def order(self) -> tuple[int, str]:
        """Who comes first: by priority, then by code (T31)."""
        return self.priority, self.campaign


def standing_offer(rules: Sequence[Rule], version: UUID) -> Offer | None:
    """Make the offer of the programme's own rules, if it has such."""
    found = deals(rules)
    if not found:
        return None
    return Offer(
        version,
        found,
        asks_more=any(asks_more(deal.condition) for deal in found),
        lowers=any(deal.off for deal in found),
        multiplies=multiplies(found),
    )


def multiplies(deals: Sequence[Deal]) -> bool:
    """Say whether any of the deals gives so many times what a purchase earns."""
    return any(isinstance(one.effect, Multiplier) for deal in deals for one in deal.on)


def asks_more(tree: Tree) -> bool:
    """Say whether a condition looks at more of the member than their tier and purchases."""
    match tree:
        case AllOf(parts) | AnyOf(parts):
            return any(map(asks_more, parts))
        case NotSo(part):
            return asks_more(part)
        case Asked(field):
            return field.group == "member" and field.name not in _KNOWN_OF_STANDING
        case _:
            return False
