"""What shows, years later, that a person agreed: each word of theirs, and whose it was."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.utils.crypto import constant_time_compare

from plushka.domain.audit import operations as audit
from plushka.domain.members import digests
from plushka.domain.members.consent_models import ConsentAddress
from plushka.domain.members.models import Consent, Identifier
from plushka.domain.members.phone import mask
from plushka.domain.members.queries import of_one
from plushka.domain.tenants.context import current_tenant


@dataclass(frozen=True, slots=True)
class Proof:
    """One word: given or withdrawn, of which text, by which channel, when.

    ``proof`` was counted at that moment from the phone or card and the text's version, with our
    key. ``owner`` is the identifier it fits, masked; empty where the person has it no more.
    """

    kind: str
    version: str
    channel: str
    is_withdrawn: bool
    at: dt.datetime
    proof: str
    owner: str
    #: Where they agreed from, on a page, shortened; empty: not known, or the person is erased.
    address: str


def export_proofs(*, member_id: UUID, actor: str, at: dt.datetime) -> list[Proof]:
    """Give all that a person said about consents, the oldest first, and record who took it."""
    tenant_id = current_tenant()
    own = of_one(member_id)
    known = list(Identifier.objects.filter(own).order_by("id").values_list("kind", "value"))
    rows = Consent.objects.filter(own).order_by("at", "id")
    came_from = dict(ConsentAddress.objects.filter(own).values_list("consent_id", "address"))
    found = [
        Proof(
            row.kind,
            row.version,
            row.channel,
            row.is_withdrawn,
            row.at,
            bytes(row.proof).hex(),
            _owner(row, known, tenant_id=tenant_id),
            came_from.get(row.id, ""),
        )
        for row in rows
    ]
    audit.write(
        actor=actor,
        action="consents_exported",
        subject_kind="member",
        subject_id=member_id,
        at=at,
        before={},
        after={"rows": len(found)},
    )
    return found


def _owner(row: Consent, known: list[tuple[str, str]], *, tenant_id: int) -> str:
    for kind, value in known:
        fits = digests.of_consent(
            tenant_id=tenant_id, identifier=value, kind=row.kind, version=row.version
        )
        if constant_time_compare(bytes(row.proof), fits):
            return mask(value) if kind == Identifier.Kind.PHONE else f"•••{value[-4:]}"
    return ""
