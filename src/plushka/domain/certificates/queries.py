"""What is asked of certificates. Nothing here writes."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, Sum

from plushka.domain.certificates import codes
from plushka.domain.certificates.models import Certificate, Entry
from plushka.domain.certificates.refusals import CertificateUnknown


@dataclass(frozen=True, slots=True)
class Liability:
    """What is owed to the holders of certificates: kopecks, and on how many of them."""

    owed: int
    n_certificates: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which certificates are listed; what is empty narrows nothing.

    ``state`` is the one that holds now: what is over by its term is ``ENDED``, whoever wrote that
    down.
    """

    state: str = ""
    ending: str = ""
    batch: UUID | None = None
    member: UUID | None = None


def get_certificate(certificate_id: UUID) -> Certificate:
    """Give a certificate, or refuse as ``certificate_unknown``."""
    row: Certificate | None = Certificate.objects.filter(id=certificate_id).first()
    if row is None:
        raise CertificateUnknown
    return row


def find_of_code(proof: str) -> Certificate | None:
    """Give the certificate of a code, or None."""
    row: Certificate | None = Certificate.objects.filter(digest=codes.digest(proof)).first()
    return row


def entries_of(certificate_id: UUID, *, limit: int = 200) -> Sequence[Entry]:
    """Give the entries of a certificate, the newest first."""
    found = Entry.objects.filter(certificate_id=certificate_id)
    return list(found.select_related("outlet").order_by("-number")[:limit])


def get_entry(entry_id: UUID) -> Entry:
    """Give an entry with its certificate and outlet, or refuse as ``certificate_unknown``."""
    found = Entry.objects.select_related("certificate", "outlet")
    row: Entry | None = found.filter(id=entry_id).first()
    if row is None:
        raise CertificateUnknown
    return row


def get_sale(certificate_id: UUID) -> Entry:
    """Give the entry that sold a certificate: always its first. Refuses a blank."""
    row: Entry | None = Entry.objects.filter(certificate_id=certificate_id, number=1).first()
    if row is None:
        raise CertificateUnknown
    return row


def recent_entries(*, outlet: UUID, since: dt.datetime, limit: int = 12) -> list[Entry]:
    """Give what was done in an outlet from a moment on, the newest first."""
    found = Entry.objects.filter(outlet_id=outlet, at__gte=since).select_related("certificate")
    return list(found.order_by("-at", "-id")[:limit])


def moved_of(certificates: Collection[UUID], *, limit: int = 20) -> list[Entry]:
    """Give the newest entries of some certificates, with their outlets."""
    found = Entry.objects.filter(certificate_id__in=list(certificates)).select_related("outlet")
    return list(found.order_by("-at", "-id")[:limit])


def came_back(entry_id: UUID) -> int:
    """Give how much of a spending came back already, in kopecks."""
    back = Entry.objects.filter(undoes_id=entry_id).aggregate(n=Sum("amount"))["n"]
    return int(back or 0)


def paid_of(*, outlet: UUID, receipt: str, since: dt.datetime) -> int:
    """Give what certificates paid of a receipt from a moment on, less what came back of it."""
    spent = Entry.objects.filter(
        outlet_id=outlet, receipt=receipt, kind=Entry.Kind.SPEND, at__gte=since
    )
    rows = dict(spent.values_list("id", "amount"))
    back = Entry.objects.filter(undoes_id__in=list(rows)).aggregate(n=Sum("amount"))["n"]
    return -sum(rows.values()) - int(back or 0)


def find_certificates(
    asked: Asked, *, at: dt.datetime, before: UUID | None = None, limit: int = 50
) -> list[Certificate]:
    """Give certificates, the newest first, with their batch; from one of them on."""
    found = Certificate.objects.select_related("batch").order_by("-id")
    is_over = Q(valid_until__isnull=False, valid_until__lte=at)
    if asked.state == Certificate.State.ENDED:
        found = found.filter(is_over | Q(state=Certificate.State.ENDED))
    elif asked.state:
        found = found.filter(~is_over, state=asked.state)
    if asked.ending:
        found = found.filter(ending=asked.ending)
    if asked.batch is not None:
        found = found.filter(batch_id=asked.batch)
    if asked.member is not None:
        found = found.filter(member_id=asked.member)
    if before is not None:
        found = found.filter(id__lt=before)
    return list(found[:limit])


def certificates_of(member_id: UUID, *, limit: int = 100) -> list[Certificate]:
    """Give a member's certificates, the newest first."""
    return list(Certificate.objects.filter(member_id=member_id).order_by("-id")[:limit])


def liability() -> Liability:
    """Give what all certificates are worth that were paid for and not spent."""
    found = Certificate.objects.filter(balance__gt=0).aggregate(owed=Sum("balance"), n=Count("id"))
    return Liability(int(found["owed"] or 0), found["n"])
