"""Certificates that a manager makes together. In the caller's transaction.

Blanks are sold by tills one by one; those that somebody paid for already, a company for its
people, are worth their nominal at once. Their codes can be read until they are handed over.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.certificates.models import Certificate, CertificateBatch, Entry
from plushka.domain.certificates.posting import check_amount
from plushka.domain.certificates.refusals import CertificateUnknown
from plushka.domain.certificates.selling import NewCertificate, Sold, make, told
from plushka.domain.events import operations as events
from plushka.domain.events.operations import NewEvent
from plushka.domain.tenants.context import current_tenant
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField

MOST = 500
"""Certificates of a batch: a sheet of so many is drawn while whoever asked for it waits."""

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBatch:
    """A batch to be: so many of a nominal in kopecks; ``is_paid``: they are worth it at once."""

    name: str
    nominal: int
    n: int
    actor: str
    is_paid: bool = False
    has_pin: bool = False
    valid_until: dt.datetime | None = None


def issue(new: NewBatch, *, batch_id: UUID, at: dt.datetime) -> CertificateBatch:
    """Make a batch; asked again under the same id, it is made once. Refuses none and too many."""
    known: CertificateBatch | None = CertificateBatch.objects.filter(id=batch_id).first()
    if known is not None:
        return known
    name = " ".join(new.name.split())
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise BadField("name", f"write 1 to {LONGEST_NAME} characters")
    check_amount(new.nominal, path="nominal")
    if not 1 <= new.n <= MOST:
        raise BadField("n", f"issue 1 to {MOST} at once")
    row = CertificateBatch(
        tenant_id=current_tenant(),
        id=batch_id,
        name=name,
        nominal=new.nominal,
        is_paid=new.is_paid,
        has_pin=new.has_pin,
        n_made=new.n,
        valid_until=new.valid_until,
        actor=new.actor,
        at=at,
    )
    one = NewCertificate(
        nominal=new.nominal, valid_until=new.valid_until, has_pin=new.has_pin, batch=batch_id
    )
    certificates = [make(one, at=at) for _ in range(new.n)]
    row.save(force_insert=True)
    if new.is_paid:
        _pay(certificates, actor=new.actor, at=at)
    else:
        Certificate.objects.bulk_create(certificates)
    _record(row, "certificates_issued", actor=new.actor, at=at)
    return row


def get_batch(batch_id: UUID) -> CertificateBatch:
    """Give a batch, or refuse as ``certificate_unknown``."""
    row: CertificateBatch | None = CertificateBatch.objects.filter(id=batch_id).first()
    if row is None:
        raise CertificateUnknown
    return row


def find_batches(*, limit: int = 50) -> list[CertificateBatch]:
    """Give the newest batches."""
    return list(CertificateBatch.objects.order_by("-id")[:limit])


def readable(batch_id: UUID) -> list[Sold]:
    """Give the certificates of a batch with codes and PINs, in the order they were made.

    Of one that was handed over, sold by itself and spent, or is a member's by now, the code is "".
    """
    rows: Sequence[Certificate] = Certificate.objects.filter(batch_id=batch_id).order_by("id")
    return [told(row) for row in rows]


def hand_over(*, batch_id: UUID, actor: str, at: dt.datetime) -> bool:
    """Forget the codes of a batch; gives False where they were forgotten before."""
    found = CertificateBatch.objects.select_for_update(of=("self",)).filter(id=batch_id)
    row: CertificateBatch | None = found.first()
    if row is None:
        raise CertificateUnknown
    if row.state == CertificateBatch.State.HANDED_OVER:
        return False
    row.state = CertificateBatch.State.HANDED_OVER
    row.save(update_fields=["state"])
    Certificate.objects.filter(batch_id=row.id, member=None).update(sealed=None)
    _record(row, "certificates_handed_over", actor=actor, at=at)
    return True


def record_fetched(row: CertificateBatch, *, form: str, actor: str, at: dt.datetime) -> None:
    """Record who took the codes away, and in which form."""
    _record(row, "certificates_fetched", actor=actor, at=at, form=form)


def _pay(certificates: Sequence[Certificate], *, actor: str, at: dt.datetime) -> None:
    """Put the nominal on each: what ``posting.post`` does for one, in three statements for all."""
    kind = Entry.Kind.ISSUE
    entries = []
    for row in certificates:
        row.state, row.balance, row.n_entries = Certificate.State.ACTIVE, row.nominal, 1
        entries.append(
            Entry(
                tenant_id=row.tenant_id,
                id=new_id(),
                certificate_id=row.id,
                number=1,
                kind=kind,
                amount=row.nominal,
                balance_after=row.nominal,
                at=at,
                actor=actor,
                key=kind,
            )
        )
    Certificate.objects.bulk_create(certificates)
    Entry.objects.bulk_create(entries)
    told_ = [
        {"certificate": str(one.certificate_id), "entry": str(one.id), "amount": one.amount}
        for one in entries
    ]
    events.write(events=[NewEvent("certificate_issued", at, None, data) for data in told_])


def _record(
    row: CertificateBatch, action: str, *, actor: str, at: dt.datetime, **more: str
) -> None:
    audit.write(
        actor=actor,
        action=action,
        subject_kind="certificate_batch",
        subject_id=row.id,
        at=at,
        before={},
        after={"name": row.name, "n": row.n_made, "nominal": row.nominal, **more},
    )
