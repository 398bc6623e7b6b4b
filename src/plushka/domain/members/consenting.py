"""A member agrees to something after joining."""

import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.events import operations as events
from plushka.domain.members import digests
from plushka.domain.members.joining import NewConsent
from plushka.domain.members.models import Consent, Identifier
from plushka.domain.members.person import is_plain
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.tenants.context import current_tenant
from plushka.lib.refusal import BadField

_LONGEST_VERSION = 100
_LONGEST_CHANNEL = 50


def read_consents(consents: Iterable[NewConsent]) -> Iterable[NewConsent]:
    """Check what somebody agrees to; refuses by the caller's field."""
    for place, consent in enumerate(consents):
        path = f"consents[{place}]"
        if consent.kind not in Consent.Kind.values:
            raise BadField(f"{path}.kind", "use data, advertising or transfer")
        if not consent.version or not is_plain(consent.version, _LONGEST_VERSION):
            raise BadField(f"{path}.version", "use 1 to 100 plain characters")
        if not is_plain(consent.channel, _LONGEST_CHANNEL):
            raise BadField(f"{path}.channel", "use up to 50 plain characters")
        yield consent


def consent(
    *, member_id: UUID, consents: Sequence[NewConsent], actor: str, at: dt.datetime
) -> list[NewConsent]:
    """Keep what a member agrees to; give what they had not agreed to before.

    Refuses a member nobody knows and a consent that is not acceptable. What
    they agreed to already leaves no trace.
    """
    if not consents:
        return []
    wanted = list(dict.fromkeys(read_consents(consents)))
    identifier = (
        Identifier.objects.filter(member_id=member_id, retired_at=None).order_by("id").first()
    )
    if identifier is None:
        raise MemberUnknown
    given = {
        NewConsent(*row)
        for row in Consent.objects.filter(member_id=member_id).values_list(
            "kind", "version", "channel"
        )
    }
    new = [one for one in wanted if one not in given]
    tenant_id = current_tenant()
    Consent.objects.bulk_create(
        Consent(
            tenant_id=tenant_id,
            member_id=member_id,
            kind=one.kind,
            version=one.version,
            channel=one.channel,
            at=at,
            proof=digests.of_consent(
                tenant_id=tenant_id,
                identifier=identifier.value,
                kind=one.kind,
                version=one.version,
            ),
        )
        for one in new
    )
    if new:
        _record(member_id, new, actor=actor, at=at)
    return new


def _record(member_id: UUID, new: Sequence[NewConsent], *, actor: str, at: dt.datetime) -> None:
    audit.write(
        actor=actor,
        action="member_consented",
        subject_kind="member",
        subject_id=member_id,
        at=at,
        before={},
        after={"consents": [[one.kind, one.version, one.channel] for one in new]},
    )
    told = events.NewEvent("member_changed", at, member_id, {"fields": ["consents"]})
    events.write(events=[told])
