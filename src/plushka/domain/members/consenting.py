"""A member agrees to something after joining, or agrees to it no more."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.events import operations as events
from plushka.domain.members import digests
from plushka.domain.members.joining import Given, NewConsent, keep_addresses
from plushka.domain.members.models import Consent, Identifier
from plushka.domain.members.person import is_plain
from plushka.domain.members.queries import MemberUnknown, of_one
from plushka.domain.tenants.context import current_tenant
from plushka.lib.ids import new_id
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
    """Keep what a member agrees to; give what they had never agreed to before.

    Refuses a member nobody knows and a consent that is not acceptable. What
    they agree to already leaves no trace. Who withdrew a consent and gives it
    again is kept, and not given: nothing is promised for that a second time.
    """
    if not consents:
        return []
    wanted = list(dict.fromkeys(read_consents(consents)))
    told = find_consents(member_id=member_id)
    standing = {one.consent for one in told if not one.is_withdrawn}
    new = [one for one in wanted if one not in standing]
    _write(member_id, new, at=at)
    if new:
        _record(member_id, new, action="member_consented", actor=actor, at=at)
    withdrawn = {(one.consent.kind, one.consent.channel) for one in told if one.is_withdrawn}
    return [one for one in new if (one.kind, one.channel) not in withdrawn]


def withdraw(
    *, member_id: UUID, kind: str, actor: str, at: dt.datetime, channel: str | None = None
) -> None:
    """Keep that a member agrees to something no more, on one channel or on all.

    Refuses a member nobody knows. What was not agreed to leaves no trace.
    """
    gone = [
        one.consent
        for one in find_consents(member_id=member_id)
        if one.consent.kind == kind
        and not one.is_withdrawn
        and channel in {None, one.consent.channel}
    ]
    _write(member_id, gone, at=at, is_withdrawn=True)
    if gone:
        _record(member_id, gone, action="consent_withdrawn", actor=actor, at=at)


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of one consent: given or withdrawn, and since when."""

    consent: NewConsent
    is_withdrawn: bool
    at: dt.datetime


def find_consents(*, member_id: UUID) -> list[Standing]:
    """Say what stands of each thing a member was asked for: its newest word, the oldest first.

    Of two who were merged the newer word of each kind and channel stands, whichever of them said
    it: they are one person, and the last thing a person said is what they want. Parted, each has
    their own again.
    """
    rows = Consent.objects.filter(of_one(member_id)).order_by("at", "id")
    newest: dict[tuple[str, str], list[Standing]] = {}
    for row in rows:
        word = Standing(NewConsent(row.kind, row.version, row.channel), row.is_withdrawn, row.at)
        before = newest.setdefault((row.kind, row.channel), [])
        if row.is_withdrawn or (before and before[-1].is_withdrawn):
            before.clear()
        before.append(word)
    return sorted((one for told in newest.values() for one in told), key=lambda one: one.at)


def _write(
    member_id: UUID, told: Sequence[NewConsent], *, at: dt.datetime, is_withdrawn: bool = False
) -> None:
    identifier = (
        Identifier.objects.filter(member_id=member_id, retired_at=None).order_by("id").first()
    )
    if identifier is None:
        raise MemberUnknown
    tenant_id = current_tenant()
    given = [Given(member_id, new_id(), one) for one in told]
    Consent.objects.bulk_create(
        Consent(
            tenant_id=tenant_id,
            id=one.consent_id,
            member_id=member_id,
            kind=one.consent.kind,
            version=one.consent.version,
            channel=one.consent.channel,
            is_withdrawn=is_withdrawn,
            at=at,
            proof=digests.of_consent(
                tenant_id=tenant_id,
                identifier=identifier.value,
                kind=one.consent.kind,
                version=one.consent.version,
            ),
        )
        for one in given
    )
    keep_addresses(given)


def _record(
    member_id: UUID, told: Sequence[NewConsent], *, action: str, actor: str, at: dt.datetime
) -> None:
    audit.write(
        actor=actor,
        action=action,
        subject_kind="member",
        subject_id=member_id,
        at=at,
        before={},
        after={"consents": [[one.kind, one.version, one.channel] for one in told]},
    )
    changed = events.NewEvent("member_changed", at, member_id, {"fields": ["consents"]})
    events.write(events=[changed])
