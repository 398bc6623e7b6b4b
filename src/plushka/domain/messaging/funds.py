"""Money for messages: put in, spent by what is sent, told of when little is left.

A company that counts none here sends without an end: its provider counts. Advertising stops where
nothing is left; codes and notices go on, so the sum may fall below nothing.
"""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.messaging.models import Funds, Payment
from plushka.domain.tenants.context import current_tenant
from plushka.lib.refusal import BadField, Refusal

MOST = 100_000_000_00
"""Kopecks that one payment may come to; more is a slip of the hand."""


class FundsChanged(Refusal):
    """Somebody else chose another sum meanwhile, below which the company is told."""

    code = "funds_changed"

    def __init__(self) -> None:
        super().__init__("The sum was changed meanwhile; look at it again.")


@dataclass(frozen=True, slots=True)
class Left:
    """What is left, in kopecks, and below what the company wants to know."""

    balance: int
    warn_below: int

    @property
    def is_low(self) -> bool:
        """Whether the company should put in more."""
        return self.balance < self.warn_below


def get_left() -> Left | None:
    """Give what is left for messages; None where the company counts none here."""
    row = Funds.objects.first()
    return None if row is None else Left(row.balance, row.warn_below)


def put_in(*, amount: int, payment_id: UUID, actor: str, at: dt.datetime, note: str = "") -> None:
    """Put money in for messages, or take some out; the first payment begins the counting.

    ``payment_id`` is the key: the same sent twice is done once. Refuses a sum of nothing.
    """
    if not 0 < abs(amount) <= MOST:
        raise BadField("amount", "unreadable")
    if Payment.objects.filter(id=payment_id).exists():
        return
    row = _lock(at)
    if Payment.objects.filter(id=payment_id).exists():
        return
    row.balance += amount
    row.changed_at = at
    if row.balance >= row.warn_below:
        row.warned_at = None
    row.save(update_fields=["balance", "changed_at", "warned_at"])
    Payment.objects.create(
        tenant_id=current_tenant(),
        id=payment_id,
        amount=amount,
        balance=row.balance,
        note=note,
        at=at,
        actor=actor,
    )


def warn_below(*, sum_: int, actor: str, at: dt.datetime, was: int | None = None) -> None:
    """Tell the company from now on when less than a sum is left; nothing is never.

    ``was`` is the sum the author saw, where a form says so; refuses ``FundsChanged`` once it is
    another.
    """
    if not 0 <= sum_ <= MOST:
        raise BadField("warn_below", "unreadable")
    row = _lock(at)
    if row.warn_below == sum_:
        return
    if was is not None and row.warn_below != was:
        raise FundsChanged
    before, row.warn_below = row.warn_below, sum_
    if row.balance >= sum_:
        row.warned_at = None
    row.save(update_fields=["warn_below", "warned_at"])
    audit.write(
        actor=actor,
        action="message_funds_changed",
        subject_kind="message_funds",
        subject_id=row.id,
        at=at,
        before={"warn_below": before},
        after={"warn_below": sum_},
    )


def take_warning(*, at: dt.datetime) -> Left | None:
    """Give what is left if the company is to be told of it now: once, until more is put in."""
    row = Funds.objects.filter(warned_at=None).first()
    if row is None or row.balance >= row.warn_below:
        return None
    is_ours = Funds.objects.filter(id=row.id, warned_at=None).update(warned_at=at)
    return Left(row.balance, row.warn_below) if is_ours else None


def payments(*, limit: int) -> list[Payment]:
    """Give what was put in last, newest first."""
    return list(Payment.objects.order_by("-at", "-id")[:limit])


def _lock(at: dt.datetime) -> Funds:
    """Give the company's funds, and let nobody else change them meanwhile."""
    made = Funds(tenant_id=current_tenant(), balance=0, warn_below=0, changed_at=at)
    Funds.objects.bulk_create([made], ignore_conflicts=True)
    row: Funds = Funds.objects.select_for_update(no_key=True).get()
    return row
