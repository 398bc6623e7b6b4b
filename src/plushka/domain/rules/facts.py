"""All that a condition may look at; each moment brings its part of it.

Structs, not dataclasses: a sale makes several of them.
"""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Struct, field

type Happened = Mapping[str, str | int | bool | dt.date | tuple[str, ...] | None]


class Member(Struct, frozen=True, kw_only=True):
    """A member as the rules know them; money in kopecks. Left out is missing."""

    id: UUID | None = None
    tier: str = ""
    #: ``female`` or ``male``; empty where it was not told.
    sex: str = ""
    #: The code of the outlet where they were enrolled.
    outlet: str = ""
    birth_date: dt.date | None = None
    created_at: dt.datetime | None = None
    is_blocked: bool | None = None
    #: Whether somebody brought them.
    is_invited: bool | None = None
    #: Whether they are named by an alias here: the company's own, or the one all know (U37).
    has_alias: bool | None = None
    attributes: Mapping[str, str | int | bool | None] = field(default_factory=dict)
    #: In their folded spelling.
    tags: tuple[str, ...] = ()
    #: Less what came back; None where there is no summary.
    paid_total: int | None = None
    n_purchases: int | None = None
    last_purchase_at: dt.datetime | None = None


class Line(Struct, frozen=True, kw_only=True):
    """One position: kopecks, thousandths of a piece."""

    sku: str = ""
    name: str = ""
    category: str = ""
    supplier: str = ""
    #: Of one piece.
    price: int | None = None
    quantity: int = 1000
    #: price × quantity less the till's own discount.
    total: int = 0


class Receipt(Struct, frozen=True, kw_only=True):
    """A purchase, in kopecks. A receipt that nobody brought has only missing values."""

    total: int | None = None
    discount: int | None = None
    redeemed: int | None = None
    to_pay: int | None = None
    lines: tuple[Line, ...] = ()


NOBODY = Member()
NO_RECEIPT = Receipt()


class Facts(Struct, frozen=True, kw_only=True):
    """What is known at a moment; ``facts_at`` makes them."""

    at: dt.datetime
    zone: str
    #: ``at`` as the tenant's clocks show it.
    local: dt.datetime
    member: Member = NOBODY
    receipt: Receipt = NO_RECEIPT
    #: The code of the outlet where it happens.
    outlet: str = ""
    #: As the till names them.
    staff: str = ""
    #: What the trigger brings of its own, by the name of the field.
    happened: Happened = field(default_factory=dict)


def facts_at(
    at: dt.datetime,
    *,
    zone: str,
    member: Member = NOBODY,
    receipt: Receipt = NO_RECEIPT,
    outlet: str = "",
    staff: str = "",
    happened: Happened | None = None,
) -> Facts:
    """Gather facts as of a moment in the tenant's zone."""
    return Facts(
        at=at,
        zone=zone,
        local=at.astimezone(ZoneInfo(zone)),
        member=member,
        receipt=receipt,
        outlet=outlet,
        staff=staff,
        happened=happened or {},
    )
