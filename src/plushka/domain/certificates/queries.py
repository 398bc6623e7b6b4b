"""What is asked of certificates. Nothing here writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Sum

from plushka.domain.certificates import codes
from plushka.domain.certificates.models import Certificate, Entry
from plushka.domain.certificates.refusals import CertificateUnknown


@dataclass(frozen=True, slots=True)
class Liability:
    """What is owed to the holders of certificates: kopecks, and on how many of them."""

    owed: int
    n_certificates: int


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


def certificates_of(member_id: UUID, *, limit: int = 100) -> list[Certificate]:
    """Give a member's certificates, the newest first."""
    return list(Certificate.objects.filter(member_id=member_id).order_by("-id")[:limit])


def liability() -> Liability:
    """Give what all certificates are worth that were paid for and not spent."""
    found = Certificate.objects.filter(balance__gt=0).aggregate(owed=Sum("balance"), n=Count("id"))
    return Liability(int(found["owed"] or 0), found["n"])
