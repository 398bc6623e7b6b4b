"""The public face of certificates: top up, spend, refund, pay out, block, end.

In the caller's transaction. Each locks its one certificate, so of two tills one comes first.
"""

import datetime as dt
from uuid import UUID

from django.db.models import Sum

from plushka.domain.audit import operations as audit
from plushka.domain.certificates.models import Certificate, Entry
from plushka.domain.certificates.posting import (
    MOST,
    Posted,
    Where,
    before,
    check_amount,
    check_pays,
    check_pin,
    lock,
    post,
)
from plushka.domain.certificates.refusals import (
    CertificateNotValid,
    CertificateRefunded,
    CertificateTooLittle,
)
from plushka.lib.refusal import BadField

Kind = Entry.Kind
State = Certificate.State

__all__ = ["Posted", "Where", "block", "check", "pay_out", "refund", "revoke", "spend", "top_up"]


def check(*, proof: str, pin: str | None) -> Certificate:
    """Show a certificate to whoever has its code, and its PIN where it has one.

    Refuses ``CertificatePinWrong``, and ``CertificateNotValid`` after too many wrong ones.
    """
    row = lock(proof=proof)
    check_pin(row, pin)
    return row


def top_up(*, proof: str, amount: int, where: Where, at: dt.datetime) -> Posted:
    """Put more money on a certificate; who pays needs no PIN."""
    check_amount(amount)
    row = lock(proof=proof)
    if repeat := before(row, Kind.TOP_UP, where, amount=amount):
        return repeat
    check_pays(row, at=at)
    if row.balance + amount > MOST:
        raise BadField("amount", "a certificate may not be worth so much")
    return post(row, Kind.TOP_UP, amount, where, at=at)


def spend(*, proof: str, pin: str | None, amount: int, where: Where, at: dt.datetime) -> Posted:
    """Pay for a receipt, or for a part of it; refuses more than is there."""
    check_amount(amount)
    row = lock(proof=proof)
    if repeat := before(row, Kind.SPEND, where, amount=amount):
        return repeat
    check_pays(row, at=at)
    check_pin(row, pin)
    if amount > row.balance:
        raise CertificateTooLittle(missing=amount - row.balance, balance=row.balance)
    _forget_code(row)
    return post(row, Kind.SPEND, -amount, where, at=at)


def refund(*, spending: UUID, amount: int | None, where: Where, at: dt.datetime) -> Posted:
    """Give back what a certificate paid, or a part of it; None is all that is left.

    Also to one that is blocked. Refuses one that is over: the shop gives money instead.
    """
    if amount is not None:
        check_amount(amount)
    known = Entry.objects.filter(id=spending, kind=Kind.SPEND).first()
    if known is None:
        raise BadField("spending", "no certificate paid like this")
    row = lock(id_=known.certificate_id)
    if repeat := before(row, Kind.REFUND, where, amount=amount, undoes=known.id):
        return repeat
    if row.state not in {State.ACTIVE, State.BLOCKED} or _is_over(row, at=at):
        raise CertificateNotValid(state=State.ENDED)
    back = Entry.objects.filter(undoes_id=known.id).aggregate(n=Sum("amount"))["n"]
    left = -known.amount - (back or 0)
    if not left:
        raise CertificateRefunded
    if amount is not None and amount > left:
        raise BadField("amount", "this is more than was paid and did not come back yet")
    return post(row, Kind.REFUND, amount or left, where, at=at, undoes=known.id)


def pay_out(*, proof: str, pin: str | None, where: Where, at: dt.datetime) -> Posted:
    """Give out the rest as money; refuses an empty one."""
    row = lock(proof=proof)
    if repeat := before(row, Kind.PAY_OUT, where, amount=None):
        return repeat
    check_pays(row, at=at)
    check_pin(row, pin)
    if not row.balance:
        raise CertificateTooLittle(missing=0, balance=0)
    _forget_code(row)
    return post(row, Kind.PAY_OUT, -row.balance, where, at=at)


def block(*, certificate_id: UUID, is_blocked: bool, actor: str, at: dt.datetime) -> bool:
    """Let nobody spend a certificate, or let it be spent again, with all its tries of the PIN.

    Gives False where that is so already; refuses one that is not sold or is over.
    """
    row = lock(id_=certificate_id)
    if row.state not in {State.ACTIVE, State.BLOCKED}:
        raise CertificateNotValid(state=row.state)
    was, row.state = row.state, State.BLOCKED if is_blocked else State.ACTIVE
    if was == row.state:
        return False
    row.wrong_tries = 0
    row.save(update_fields=["state", "wrong_tries"])
    _record(row, "certificate_blocked" if is_blocked else "certificate_unblocked", actor, at, was)
    return True


def revoke(*, certificate_id: UUID, actor: str, at: dt.datetime) -> bool:
    """End a certificate for good, with all that is on it; gives False for one that is over."""
    row = lock(id_=certificate_id)
    if row.state == State.ENDED:
        return False
    was = row.state
    _end(row, Kind.REVOKE, actor=actor, at=at)
    _record(row, "certificate_revoked", actor, at, was)
    return True


def expire(*, at: dt.datetime, most: int) -> int:
    """Write down that certificates are over; gives how many were."""
    found = Certificate.objects.select_for_update(of=("self",), skip_locked=True)
    due = found.filter(state__in=(State.ACTIVE, State.BLOCKED), valid_until__lte=at)
    rows = list(due.order_by("valid_until", "id")[:most])
    for row in rows:
        _end(row, Kind.EXPIRE, actor="system:expiry", at=at)
    return len(rows)


def _end(row: Certificate, kind: str, *, actor: str, at: dt.datetime) -> None:
    balance, row.sealed = row.balance, None
    if balance:
        # The balance goes first: one that is over has none.
        posted = post(row, kind, -balance, Where(actor=actor), at=at, key=kind)
        row = posted.certificate
    row.state = State.ENDED
    row.save(update_fields=["state", "sealed"])


def _is_over(row: Certificate, *, at: dt.datetime) -> bool:
    return row.valid_until is not None and row.valid_until <= at


def _forget_code(row: Certificate) -> None:
    """Who spends it has the code: only a member's own is shown again."""
    if row.member_id is None:
        row.sealed = None


def _record(row: Certificate, action: str, actor: str, at: dt.datetime, was: str) -> None:
    audit.write(
        actor=actor,
        action=action,
        subject_kind="certificate",
        subject_id=row.id,
        at=at,
        before={"state": was},
        after={"state": row.state},
    )
