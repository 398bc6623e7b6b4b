"""Money moves: one entry, under the lock of its certificate. In the caller's transaction."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.certificates import codes
from plushka.domain.certificates.models import Certificate, Entry
from plushka.domain.certificates.refusals import (
    CertificateDiffers,
    CertificateNotValid,
    CertificatePinWrong,
    CertificateUnknown,
)
from plushka.domain.events import operations as events
from plushka.domain.tenants.context import current_tenant
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField

MOST_TRIES = 5
"""Wrong PINs, one after the other, before a certificate is blocked."""

MOST = 10**9
"""Kopecks that one certificate may be worth: ten million roubles are no present."""

EVENTS = {
    "ISSUE": "certificate_issued",
    "TOP_UP": "certificate_topped_up",
    "SPEND": "certificate_spent",
    "REFUND": "certificate_refunded",
    "PAY_OUT": "certificate_paid_out",
    "EXPIRE": "certificate_expired",
    "REVOKE": "certificate_revoked",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Who does it, and at which outlet, by which receipt of the till; these may be unknown."""

    actor: str
    outlet: UUID | None = None
    receipt: str = ""

    def key(self, kind: str) -> str:
        """Give what makes a repeat harmless; without a receipt nothing does."""
        if not self.receipt:
            return f"{kind}:{new_id()}"
        return f"{kind}:{self.outlet}:{self.receipt}"


@dataclass(frozen=True, slots=True)
class Posted:
    """An entry, the certificate after it, and whether it was there before."""

    certificate: Certificate
    entry: Entry
    is_repeat: bool = False


def lock(*, proof: str | None = None, id_: UUID | None = None) -> Certificate:
    """Lock a certificate, by the proof of its code or its id; refuses one that is unknown."""
    found = Certificate.objects.select_for_update(of=("self",))
    row: Certificate | None = (
        found.filter(id=id_) if proof is None else found.filter(digest=codes.digest(proof))
    ).first()
    if row is None:
        raise CertificateUnknown
    return row


def before(
    row: Certificate, kind: str, where: Where, *, amount: int | None, undoes: UUID | None = None
) -> Posted | None:
    """Give what the same receipt did before; refuses another sum, or of another spending (T6).

    An ``amount`` of None is any.
    """
    if not where.receipt:
        return None
    known: Entry | None = row.entries.filter(key=where.key(kind)).first()
    if known is None:
        return None
    if (amount is not None and abs(known.amount) != amount) or known.undoes_id != undoes:
        raise CertificateDiffers(where.receipt)
    return Posted(row, known, is_repeat=True)


def check_pays(row: Certificate, *, at: dt.datetime) -> None:
    """Refuse a certificate that is blocked, over, or not sold yet."""
    if row.state != Certificate.State.ACTIVE:
        raise CertificateNotValid(state=row.state)
    if row.valid_until is not None and row.valid_until <= at:
        raise CertificateNotValid(state=Certificate.State.ENDED)


def check_pin(row: Certificate, pin: str | None) -> None:
    """Refuse a wrong PIN, and count it; the last try blocks the certificate.

    After it nobody is told which PIN is right. One that is not in use stays what it is.
    """
    if row.pin is None:
        return
    if row.wrong_tries >= MOST_TRIES:
        raise CertificateNotValid(state=row.state)
    if pin is not None and codes.is_pin(bytes(row.pin), certificate=row.id, pin=pin):
        if row.wrong_tries:
            row.wrong_tries = 0
            row.save(update_fields=["wrong_tries"])
        return
    if pin is not None:
        row.wrong_tries += 1
        if row.wrong_tries >= MOST_TRIES and row.state == Certificate.State.ACTIVE:
            row.state = Certificate.State.BLOCKED
        row.save(update_fields=["wrong_tries", "state"])
    raise CertificatePinWrong(left=max(0, MOST_TRIES - row.wrong_tries))


def check_amount(amount: int, *, path: str = "amount") -> None:
    """Refuse a sum that no certificate is worth."""
    if not 0 < amount <= MOST:
        raise BadField(path, "this sum is too small or too large")


def post(
    row: Certificate,
    kind: str,
    amount: int,
    where: Where,
    *,
    at: dt.datetime,
    undoes: UUID | None = None,
    key: str = "",
) -> Posted:
    """Write one entry and the balance after it; the certificate is locked."""
    row.balance += amount
    row.n_entries += 1
    entry = Entry(
        tenant_id=current_tenant(),
        id=new_id(),
        certificate_id=row.id,
        number=row.n_entries,
        kind=kind,
        amount=amount,
        balance_after=row.balance,
        at=at,
        actor=where.actor,
        outlet_id=where.outlet,
        receipt=where.receipt,
        key=key or where.key(kind),
        undoes_id=undoes,
    )
    entry.save(force_insert=True)
    row.save(update_fields=["balance", "n_entries", "state", "sealed", "wrong_tries"])
    told = {"certificate": str(row.id), "entry": str(entry.id), "amount": amount}
    events.write(events=[events.NewEvent(EVENTS[kind], at, row.member_id, told)])
    return Posted(row, entry)
