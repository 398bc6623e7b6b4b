"""Bringing in the sales of the past."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection

from plushka.domain.imports.known import KnownSale, find_known
from plushka.domain.imports.missing import Missing
from plushka.domain.imports.reading import Receipt
from plushka.domain.sales import operations as sales
from plushka.domain.sales.asked import AskedSale, Asker
from plushka.domain.sales.loading import SaleCall
from plushka.domain.sales.told import ToldSale
from plushka.lib.refusal import Refusal

AT_ONCE = 500
"""Receipts recorded in one transaction."""

ATTEMPTS = 3
"""How often a list is tried when the database goes away; each waits for a new connection."""

ASKER = Asker(actor="system:import", is_trusted=True, has_history=True)
"""An import records receipts of any age."""


type Answer = ToldSale | KnownSale | Refusal


@dataclass(slots=True)
class Numbers:
    """What became of a whole file.

    ``recorded`` receipts by this run, ``repeated`` ones before it; ``total``
    (kopecks) and ``accrued`` (hundredths of points) of both.
    """

    receipts: int = 0
    recorded: int = 0
    repeated: int = 0
    refused: int = 0
    total: int = 0
    accrued: int = 0
    _counted: set[UUID] = field(default_factory=set)

    def count(self, answer: Answer) -> None:
        """Count a receipt; one that stands twice in the file adds to the sums once."""
        self.receipts += 1
        if isinstance(answer, Refusal):
            self.refused += 1
            return
        if isinstance(answer, KnownSale) or answer.is_repeat:
            self.repeated += 1
        else:
            self.recorded += 1
        if answer.id is not None and answer.id not in self._counted:
            self._counted.add(answer.id)
            self.total += answer.total
            self.accrued += answer.accrued


def import_(
    *,
    tenant_id: int,
    receipts: Iterable[Receipt],
    clock: Callable[[], dt.datetime],
    creates_missing: bool,
    on_refusal: Callable[[Receipt, Refusal], None],
    on_progress: Callable[[Numbers], None],
) -> Numbers:
    """Record receipts in the order given, which is that of their moments.

    It may be cut off at any point and run again: what is recorded is a repeat
    then. ``clock`` tells the moment at which each list of receipts reaches us.
    ``on_progress`` is told after each list.
    """
    numbers = Numbers()
    missing = Missing(tenant_id=tenant_id, actor=ASKER.actor) if creates_missing else None
    for part in batched(receipts, AT_ONCE):
        answers = _take_again(tenant_id, part, missing=missing, at=clock())
        for receipt, answer in zip(part, answers, strict=True):
            numbers.count(answer)
            if isinstance(answer, Refusal):
                on_refusal(receipt, answer)
        on_progress(numbers)
    return numbers


def _take_again(
    tenant_id: int, part: Sequence[Receipt], *, missing: Missing | None, at: dt.datetime
) -> list[Answer]:
    """Answer a list, and once more when the database went away: what it has taken is there."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return _take(tenant_id, part, missing=missing, at=at)
        except (OperationalError, InterfaceError):
            connection.close()
            if attempt == ATTEMPTS:
                raise
    raise AssertionError("unreachable")


def _take(
    tenant_id: int, part: Sequence[Receipt], *, missing: Missing | None, at: dt.datetime
) -> list[Answer]:
    """Answer each receipt of a list: those that are there first, then the others together."""
    asked = [one.sale for one in part if isinstance(one.sale, AskedSale)]
    known = find_known(tenant_id=tenant_id, sales=asked)
    answers: list[Answer | None] = []
    new: list[AskedSale] = []
    for one in part:
        if isinstance(one.sale, Refusal):
            answers.append(one.sale)
            continue
        found = known.get((one.sale.outlet, one.sale.receipt))
        if found is not None and found.is_of(one.sale):
            answers.append(found)
            continue
        answers.append(None)
        new.append(one.sale)
    if missing is not None:
        # One that is there and says something else will be refused.
        missing.make([one for one in new if (one.outlet, one.receipt) not in known], at=at)
    told = iter(_record(tenant_id, new, at=at))
    return [next(told) if answer is None else answer for answer in answers]


def _record(
    tenant_id: int, asked: Sequence[AskedSale], *, at: dt.datetime
) -> Iterator[ToldSale | Refusal]:
    """Record a list; a fault, unlike a refusal, ends the import."""
    calls = [SaleCall(sale=sale, asker=ASKER) for sale in asked]
    for answer in sales.record(tenant_id=tenant_id, sales=calls, at=at):
        if isinstance(answer, Exception) and not isinstance(answer, Refusal):
            raise answer
        yield answer
