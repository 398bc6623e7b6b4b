"""What a campaign says, as a document that people can read and programs can check.

Moments are local: those of the tenant's clocks. What a shape cannot say is in ``checks``.
"""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, UnsetType

from plushka.domain.programmes.document import Amount, Code, Part, Percent, Text, Word

MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}\Z"
CLOCK = r"^([01][0-9]|2[0-4]):[0-5][0-9]\Z"

type Moment = Annotated[str, Meta(pattern=MOMENT)]
type Clock = Annotated[str, Meta(pattern=CLOCK)]
type Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Hours(Part, frozen=True, rename={"from_": "from"}):
    """A stretch of every day, its end exclusive; ``24:00`` is the day's end."""

    from_: Clock
    upto: Clock


class Stacking(Part, frozen=True):
    """What becomes of campaigns that meet on one receipt (T31).

    Of one group all are given (``sum``), the one that gives the member most (``best``), or the one
    that comes first by ``priority`` (``first``). An ``exclusive`` one leaves no other campaign
    beside it.
    """

    group: Code = "all"
    mode: Literal["sum", "best", "first", "exclusive"] = "sum"
    priority: Annotated[int, Meta(ge=0, le=1_000)] = 100


class Budget(Part, frozen=True):
    """The most a campaign may give: of what, in which stretch of time, and for whom (T32).

    ``points`` and ``money`` (kopecks off the price) as decimals, ``uses`` as a whole number.
    """

    of: Literal["points", "money", "uses"]
    most: Amount
    each: Literal["campaign", "day", "week", "month"] = "campaign"
    per: Literal["all", "member", "outlet"] = "all"


class Campaign(Part, frozen=True):
    """A promise with a beginning, and mostly an end, which is exclusive."""

    code: Code
    name: Text
    starts: Moment
    ends: Moment | UnsetType = UNSET
    weekdays: tuple[Weekday, ...] = ()
    hours: tuple[Hours, ...] = ()
    #: A condition on members, as a segment has it.
    audience: dict[str, Any] | UnsetType = UNSET
    #: A condition on a line: only such lines earn or get cheaper.
    products: dict[str, Any] | UnsetType = UNSET
    #: Codes of outlets; none is everywhere.
    outlets: tuple[Word, ...] = ()
    stacking: Stacking = Stacking()
    rules: tuple[dict[str, Any], ...] = ()
    budgets: tuple[Budget, ...] = ()
    #: How much of a line's margin may be given away at most, where its cost is known (B9).
    margin_share: Percent | UnsetType = UNSET
