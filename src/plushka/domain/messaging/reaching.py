"""How people are reached and what they agreed to, read for many messages at once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from plushka.domain.members import queries as members
from plushka.domain.members.models import Consent, Member
from plushka.domain.members.phone_zone import zone_of
from plushka.domain.members.queries import Profile
from plushka.domain.messaging import blocking
from plushka.domain.messaging.allowing import Reached, Wanted
from plushka.domain.messaging.kinds.kinds import KINDS
from plushka.domain.messaging.models import Address, Choice, Nature, Way
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run

_FAMILIES: Mapping[str, tuple[str, ...]] = {
    "SMS": ("SMS", "VOICE"),
    "VOICE": ("VOICE",),
    "EMAIL": ("EMAIL",),
    "PUSH": ("PUSH",),
    "TELEGRAM": ("TELEGRAM",),
    "VK": ("VK",),
    "MAX": ("MAX",),
    "MESSENGER": ("TELEGRAM", "MAX", "VK", "PUSH"),
}
"""What a consent is for that names a channel; one that names a place is for all."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """A message that is due, and whom it is for: a member, or the phone of a contact."""

    wanted: Wanted
    member_id: UUID | None
    phone: str | None


def read(messages: Sequence[Addressed], *, at: dt.datetime) -> dict[UUID, Reached]:
    """Say for each message how its recipient is reached; a fixed number of statements."""
    member_ids = sorted({one.member_id for one in messages if one.member_id})
    profiles = members.find_profiles(member_ids=member_ids) if member_ids else {}
    chats = _chats(profiles)
    choices = _choices(member_ids)
    advertised = [
        one.member_id
        for one in messages
        if one.member_id and one.wanted.nature == Nature.ADVERTISING
    ]
    agreed = _agreed(advertised)
    counts = _advertised(advertised, at=at)
    own_zone = get_place(current_tenant()).zone
    found: dict[UUID, Reached] = {}
    for one in messages:
        addresses = _addresses(one, profiles, chats)
        member = one.member_id
        day, week = counts.get(member, (0, 0)) if member else (0, 0)
        found[one.wanted.id] = Reached(
            addresses=addresses,
            agreed_ways=agreed.get(member, frozenset()) if member else frozenset(),
            chosen=choices.get((member, governing(one.wanted)), "") if member else "",
            n_advertised_day=day,
            n_advertised_week=week,
            zone=_zone(one, addresses, own_zone),
            is_gone=member is not None and member not in profiles,
        )
    return _with_blocks(found)


def governing(wanted: Wanted) -> str:
    """Name the choice of a member's that governs a message; empty: it is said whatever they chose.

    A notice that the company made an offer of is governed as offers are.
    """
    if wanted.nature == Nature.ADVERTISING:
        return "OFFERS"
    kind = KINDS.get(wanted.kind)
    return (kind.choice or "") if kind else "POINTS"


def _addresses(
    one: Addressed,
    profiles: Mapping[UUID, Profile],
    chats: Mapping[UUID, Mapping[str, Sequence[str]]],
) -> dict[str, Sequence[str]]:
    if one.member_id is None:
        return {"SMS": [one.phone], "VOICE": [one.phone]} if one.phone else {}
    profile = profiles.get(one.member_id)
    if profile is None:
        return {}
    known: dict[str, Sequence[str]] = dict(chats.get(profile.id, {}))
    if profile.phone:
        known["SMS"] = known["VOICE"] = [profile.phone]
    if profile.email:
        known["EMAIL"] = [profile.email]
    return known


def _zone(one: Addressed, addresses: Mapping[str, Sequence[str]], own_zone: str) -> str:
    if one.wanted.nature == Nature.CODE or not addresses.get("SMS"):
        return own_zone
    return zone_of(addresses["SMS"][0], own_zone)


def _chats(profiles: Mapping[UUID, Profile]) -> dict[UUID, dict[str, list[str]]]:
    found: defaultdict[UUID, dict[str, list[str]]] = defaultdict(dict)
    ids = {profile.id for profile in profiles.values()}
    if not ids:
        return {}
    rows = Address.objects.filter(member_id__in=ids).order_by("-created_at", "-id")
    for member_id, way, value in rows.values_list("member_id", "way", "value"):
        found[member_id].setdefault(way, []).append(value)
    return found


def _choices(member_ids: Sequence[UUID]) -> dict[tuple[UUID, str], str]:
    if not member_ids:
        return {}
    rows = Choice.objects.filter(member_id__in=member_ids)
    found = rows.values_list("member_id", "kind", "way")
    return {(member, kind): way for member, kind, way in found}


def _agreed(member_ids: Sequence[UUID]) -> dict[UUID, frozenset[str]]:
    """Give the ways of advertising that each member's consents, as they stand, are for.

    The newest word of each channel, also of whoever was merged into them: ``find_consents``.
    """
    if not member_ids:
        return {}
    found = Member.objects.filter(merged_into_id__in=member_ids)
    merged = dict(found.values_list("id", "merged_into_id"))
    rows = Consent.objects.filter(
        member_id__in=[*member_ids, *merged], kind=Consent.Kind.ADVERTISING
    )
    newest: dict[UUID, dict[str, bool]] = defaultdict(dict)
    for member, channel, is_withdrawn in rows.order_by("at", "id").values_list(
        "member_id", "channel", "is_withdrawn"
    ):
        newest[merged.get(member, member)][channel] = not is_withdrawn
    return {
        member: frozenset(
            way for channel, stands in said.items() if stands for way in ways_of_consent(channel)
        )
        for member, said in newest.items()
    }


def ways_of_consent(channel: str) -> Iterable[str]:
    """Give the ways a consent is for: those of the channel it names, else all of them."""
    return _FAMILIES.get(channel.upper(), tuple(Way.values))


def _advertised(member_ids: Sequence[UUID], *, at: dt.datetime) -> dict[UUID, tuple[int, int]]:
    if not member_ids:
        return {}
    values = {"tenant": current_tenant(), "members": list(member_ids), "at": at}
    [rows] = run(raw(), [Statement("advertised", load(__package__, "advertised"), values)])
    return {member: (day, week) for member, day, week in rows}


def _with_blocks(found: dict[UUID, Reached]) -> dict[UUID, Reached]:
    asked = {
        (way, address)
        for person in found.values()
        for way, addresses in person.addresses.items()
        for address in addresses
    }
    if not asked:
        return found
    wholly, partly = blocking.find(addresses=asked)
    if not wholly and not partly:
        return found
    return {
        id_: replace(
            person,
            blocked=frozenset(wholly & _of(person)),
            blocked_for_advertising=frozenset(partly & _of(person)),
        )
        for id_, person in found.items()
    }


def _of(person: Reached) -> set[tuple[str, str]]:
    return {(way, one) for way, addresses in person.addresses.items() for one in addresses}
