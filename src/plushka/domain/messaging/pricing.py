"""What a message costs by its length and its recipient (E24), as a list that companies change.

A price is one of a number of SMS: the seeds' 70, 134, 201 and 268 letters are 1 to 4 of them. A
longer text has no price, and is not sent, unless the list says what each further SMS costs. The
longest beginning of the phone that the list names decides; where it names beginnings and none
fits, nothing is sent there. Ways the list does not name cost nothing.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from plushka.domain.audit import operations as audit
from plushka.domain.messaging.models import PriceList
from plushka.domain.messaging.segments import count
from plushka.domain.messaging.ways import WAYS
from plushka.domain.tenants.context import current_tenant
from plushka.lib.refusal import BadField, Refusal

MOST_LINES, MOST_STEPS = 100, 10
DEAREST = 100_000_00
"""Kopecks; more is a slip of the hand."""

type _Kopecks = Annotated[int, Meta(ge=0, le=DEAREST)]


class Line(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Prices of a way: ``steps`` for 1, 2, … SMS in kopecks, ``further`` for each one more.

    ``prefix`` is how phones begin, in digits after the plus; empty is every phone.
    """

    way: str
    prefix: Annotated[str, Meta(pattern=r"^[0-9]{0,9}\Z")] = ""
    steps: Annotated[tuple[_Kopecks, ...], Meta(min_length=1, max_length=MOST_STEPS)]
    further: _Kopecks | None = None


class Prices(Struct, frozen=True, forbid_unknown_fields=True):
    """A price list."""

    lines: tuple[Line, ...] = ()

    def price(self, *, way: str, to: str, n_parts: int) -> int | None:
        """Give what a message costs in kopecks; None where it has no price."""
        of_way = [line for line in self.lines if line.way == way]
        if not of_way:
            return 0
        digits = to.removeprefix("+")
        fitting = [line for line in of_way if digits.startswith(line.prefix)]
        if not fitting:
            return None
        line = max(fitting, key=lambda line: len(line.prefix))
        if n_parts <= len(line.steps):
            return line.steps[max(n_parts, 1) - 1]
        if line.further is None:
            return None
        return line.steps[-1] + (n_parts - len(line.steps)) * line.further

    def most_parts(self, *, way: str) -> int | None:
        """Tell in how many parts a text may go anywhere; None: in as many as it takes."""
        of_way = [line for line in self.lines if line.way == way]
        if not of_way or any(line.further is not None for line in of_way):
            return None
        return max(len(line.steps) for line in of_way)


SEEDS = Prices((Line(way="SMS", steps=(275, 550, 775, 1100)),))
"""E24 to the kopeck: three SMS cost less than three times one."""


class PricesChanged(Refusal):
    """Somebody else changed the price list meanwhile."""

    code = "prices_changed"

    def __init__(self) -> None:
        super().__init__("The price list was changed meanwhile; look at it again.")


def parts_of(way: str, text: str) -> int:
    """Tell in how many parts a text goes by a way: SMS are cut, all else is one."""
    return count(text).n if way == "SMS" else 1


def get_prices() -> tuple[Prices, int]:
    """Give the company's price list and its edition; the one it began with has edition 0."""
    row = PriceList.objects.first()
    if row is None:
        return SEEDS, 0
    return msgspec.convert(row.document, Prices), row.edition


def change_prices(*, lines: Sequence[Line], edition: int, actor: str, at: dt.datetime) -> None:
    """Put another price list in force for what is sent from now on.

    Refuses ``BadField`` with the line, and ``PricesChanged``; the same sent twice is done once.
    """
    wanted = _checked(lines)
    row = PriceList.objects.select_for_update(no_key=True).first()
    before = msgspec.convert(row.document, Prices) if row else SEEDS
    if before == wanted:
        return
    if edition != (row.edition if row else 0):
        raise PricesChanged
    document = msgspec.to_builtins(wanted)
    if row is None:
        row = PriceList(tenant_id=current_tenant(), edition=0)
    row.document, row.changed_at, row.actor = document, at, actor
    row.edition += 1
    _save(row)
    audit.write(
        actor=actor,
        action="message_prices_changed",
        subject_kind="message_prices",
        subject_id=row.id,
        at=at,
        before=msgspec.to_builtins(before),
        after=document,
    )


def _save(row: PriceList) -> None:
    if row.edition > 1:
        row.save()
        return
    PriceList.objects.bulk_create([row], ignore_conflicts=True)
    if not PriceList.objects.filter(id=row.id).exists():
        raise PricesChanged


def _checked(lines: Sequence[Line]) -> Prices:
    if len(lines) > MOST_LINES:
        raise BadField("lines", "too_many")
    seen: set[tuple[str, str]] = set()
    for place, line in enumerate(lines):
        if line.way not in WAYS:
            raise BadField(f"lines.{place}.way", "unknown")
        if (line.way, line.prefix) in seen:
            raise BadField(f"lines.{place}.prefix", "twice")
        seen.add((line.way, line.prefix))
    try:
        prices = Prices(tuple(sorted(lines, key=lambda line: (line.way, line.prefix))))
        return msgspec.convert(msgspec.to_builtins(prices), Prices)
    except msgspec.ValidationError as trouble:
        raise BadField("lines", str(trouble)) from None
