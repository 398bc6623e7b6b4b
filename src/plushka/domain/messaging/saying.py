"""Things are said to people, in the words of their kind: the door for whoever has news.

The words are chosen and filled in now, in the transaction of what they tell of; where and when
they go is decided by the queue.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from plushka.domain.members.queries import Profile, find_profiles
from plushka.domain.messaging import operations as queue
from plushka.domain.messaging import templates
from plushka.domain.messaging.filters import OwnUnit, Unit, Voice
from plushka.domain.messaging.kinds.kind import Given
from plushka.domain.messaging.kinds.kinds import KINDS
from plushka.domain.messaging.models import Nature
from plushka.domain.messaging.operations import NewMessage
from plushka.domain.messaging.templates import Asked
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import Place, get_place
from plushka.lib.ids import new_id


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing for one person: a member, or a contact who has not joined yet.

    ``values`` are those of the kind but ``company`` and ``name``, which are known. ``text`` is for
    kinds whose words come with the message. Of one ``cause`` a member is told a kind once.
    """

    kind: str
    values: Mapping[str, Given] = field(default_factory=dict)
    member_id: UUID | None = None
    contact_id: UUID | None = None
    cause: str = ""
    text: str = ""
    due_at: dt.datetime | None = None
    valid_until: dt.datetime | None = None
    id: UUID = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Worded:
    """A saying in words: of which nature it is for this company, and what it says."""

    text: str
    subject: str
    by_way: Mapping[str, str]
    nature: Nature
    language: str


def say(*, sayings: Sequence[Saying], at: dt.datetime, unit: Unit | None = None) -> list[UUID]:
    """Put what is said into the queue; give the ids of the messages that were made.

    ``unit`` is what the programme calls its points. What the company does not say, and what
    would be told to a member who left, makes none. A fixed number of statements.
    """
    words = write(sayings=sayings, unit=unit)
    messages = [
        NewMessage(
            id=one.id,
            kind=one.kind,
            text=words[one.id].text,
            subject=words[one.id].subject,
            by_way=dict(words[one.id].by_way),
            member_id=one.member_id,
            contact_id=one.contact_id,
            nature=words[one.id].nature,
            language=words[one.id].language,
            cause=one.cause,
            due_at=one.due_at,
            valid_until=one.valid_until or (one.due_at or at) + KINDS[one.kind].valid_for,
        )
        for one in sayings
        if one.id in words
    ]
    queue.enqueue_many(messages=messages, at=at)
    return [one.id for one in messages]


def write(*, sayings: Sequence[Saying], unit: Unit | None = None) -> dict[UUID, Worded]:
    """Put sayings into words, by their ids; those that are not to be said are left out."""
    if not sayings:
        return {}
    place = get_place(current_tenant())
    people = find_profiles(member_ids=[one.member_id for one in sayings if one.member_id])
    voice = Voice(place.language, unit or OwnUnit(), place.currency)
    asked = {one.id: _asked(one, people, place) for one in sayings}
    chosen = templates.find(asked.values())
    worded = {}
    for one in sayings:
        words = chosen[asked[one.id]]
        profile = people.get(one.member_id) if one.member_id else None
        if not words.is_on or (one.member_id and profile is None):
            continue
        known = {"company": place.name, "name": profile.name if profile else ""}
        written = templates.write(words, values={**known, **one.values}, voice=voice)
        worded[one.id] = Worded(
            text=one.text or written.text,
            subject=written.subject,
            by_way={} if one.text else written.by_way,
            nature=Nature[words.cls],
            language=place.language,
        )
    return worded


def _asked(one: Saying, people: Mapping[UUID, Profile], place: Place) -> Asked:
    profile = people.get(one.member_id) if one.member_id else None
    tier = profile.tier if profile and KINDS[one.kind].has_tiers else ""
    return Asked(one.kind, place.language, tier)
