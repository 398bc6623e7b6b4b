"""Joining is a moment that rules listen to (R11).

So is what a newcomer agrees to (R15) and tells about themselves (R14).
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from plushka.domain.effects.operations import Happening
from plushka.domain.members.operations import NewConsent, NewMember
from plushka.domain.tenants.models import Outlet

SOURCE = "MEMBER"
_CHANNELS = {"key": "api", "staff": "till"}
_ANY = "any"


def moments_of(joined: Sequence[NewMember], *, actor: str, at: dt.datetime) -> Iterator[Happening]:
    """Give the moments of newcomers, as they joined."""
    outlets = _codes({new.outlet_id for new in joined if new.outlet_id})
    channel = _CHANNELS.get(actor.partition(":")[0], "system")
    for new in joined:
        yield Happening(
            trigger="registration",
            member=new.id,
            at=at,
            source_kind=SOURCE,
            source_id=new.id,
            outlet=outlets.get(new.outlet_id, "") if new.outlet_id else "",
            happened={"registration.channel": channel},
        )
        yield from subscriptions_of(new.id, new.consents, at=at)
        if set(told := _filled(new)) - {"phone", "alias"}:
            yield profile_of(new.id, told, at=at)


def profile_of(member: UUID, fields: Sequence[str], *, at: dt.datetime) -> Happening:
    """Give the moment at which a member has told what is named (R14)."""
    return Happening(
        trigger="profile_filled",
        member=member,
        at=at,
        source_kind=SOURCE,
        source_id=member,
        happened={"profile.filled": tuple(fields)},
    )


def filled(known: Mapping[str, object], attributes: Mapping[str, object]) -> tuple[str, ...]:
    """Name what is known of a person: fields of theirs, and attributes by their code."""
    told = [f"attributes.{code}" for code, value in sorted(attributes.items()) if _is_told(value)]
    return (*(name for name, value in known.items() if value), *told)


def _is_told(value: object) -> bool:
    return value not in {None, ""}


def _filled(new: NewMember) -> tuple[str, ...]:
    """Name what a newcomer has told."""
    named = {found.kind for found in new.identifiers}
    known = {
        "name": new.name,
        "surname": new.surname,
        "patronymic": new.patronymic,
        "sex": new.sex,
        "email": new.email,
        "birth_date": new.birth_date,
        "phone": "PHONE" in named,
        "alias": "ALIAS" in named,
    }
    return filled(known, new.attributes)


def subscriptions_of(
    member: UUID, consents: Sequence[NewConsent], *, at: dt.datetime
) -> Iterator[Happening]:
    """Give a moment for each channel on which a member agrees to advertising."""
    for consent in consents:
        if consent.kind == "ADVERTISING":
            yield Happening(
                trigger="subscription",
                member=member,
                at=at,
                source_kind=SOURCE,
                source_id=member,
                happened={"subscription.channel": consent.channel.lower() or _ANY},
            )


def _codes(outlets: set[UUID]) -> dict[UUID, str]:
    if not outlets:
        return {}
    return dict(Outlet.objects.filter(id__in=outlets).values_list("id", "code"))
