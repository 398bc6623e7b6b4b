"""What was said, to whom and what became of it: newest first, a page at a time (ADR 28)."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.members.models import Contact
from plushka.domain.members.phone import mask
from plushka.domain.members.queries import Profile, find_profiles, merged_into
from plushka.domain.messaging import operations
from plushka.domain.messaging.models import Attempt, Connection, Message, Nature
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run

PAGE = 50
MOST_LOOKED = 20_000
"""Messages that are looked at for one page of a filter without an index."""

_EARLIEST = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)
_LATEST = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
_LAST_ID = UUID(int=2**128 - 1)
_TROUBLE = (Message.State.DEAD, Message.State.PERHAPS)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which messages are listed; half-open in time. What is left out narrows nothing."""

    since: dt.datetime = _EARLIEST
    until: dt.datetime = _LATEST
    kind: str = ""
    way: str = ""
    state: str = ""
    #: The key that was pressed in a call.
    pressed: str = ""
    member: UUID | None = None
    contact: UUID | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """One attempt; ``provider`` is its code, empty for the console of a development machine."""

    way: str
    provider: str
    state: str
    at: dt.datetime
    n_parts: int
    #: Kopecks; None where nothing was sent, or nobody said.
    cost: int | None
    code: str
    reported_at: dt.datetime | None
    #: The key that was pressed in a call.
    pressed: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A message with all its attempts. ``text`` is empty for codes and aliases.

    Nobody reads those; by an alias two companies could find out whom they have both (ADR 37).
    """

    row: Message
    #: A masked phone, or a card number where there is none.
    to: str
    name: str
    text: str
    attempts: list[Tried]

    @property
    def n_parts(self) -> int:
        """Parts of all attempts."""
        return sum(one.n_parts for one in self.attempts)

    @property
    def pressed(self) -> str:
        """The key that was pressed in a call; empty where none was."""
        return next((one.pressed for one in reversed(self.attempts) if one.pressed), "")

    @property
    def cost(self) -> int:
        """What all attempts came to, in kopecks."""
        return sum(one.cost or 0 for one in self.attempts)


@dataclass(frozen=True, slots=True)
class Page:
    """Some messages; ``after`` is which the next page comes after, None on the last page."""

    rows: list[Entry]
    after: UUID | None
    looked: int


def find(asked: Asked, *, after: UUID | None = None, limit: int = PAGE) -> Page:
    """Give the next messages, newest first, after one of them."""
    before, before_id = _LATEST, _LAST_ID
    if after is not None:
        place = Message.objects.filter(id=after).values_list("created_at", "id").first()
        if place is None:
            return Page([], None, 0)
        before, before_id = place
    is_narrowed = bool(asked.kind or asked.way or asked.state or asked.pressed)
    values: dict[str, Any] = {
        "tenant": current_tenant(),
        "since": asked.since,
        "until": asked.until,
        "before": before,
        "before_id": before_id,
        "kind": asked.kind,
        "way": asked.way,
        "state": asked.state,
        "pressed": asked.pressed,
        "look": MOST_LOOKED if is_narrowed else limit + 1,
        "limit": limit + 1,
    }
    name = "journal"
    if asked.member or asked.contact:
        name = "journal_of_one"
        people = [asked.member, *merged_into(asked.member)] if asked.member else []
        values |= {"members": people, "contact": asked.contact}
    [rows] = run(raw(), [Statement(name, load(__package__, name), values)])
    ids = [row[0] for row in rows if row[0] is not None]
    looked, last = (rows[0][1], rows[0][2]) if rows else (0, None)
    if len(ids) > limit:
        return Page(_entries(ids[:limit]), ids[limit - 1], looked)
    return Page(_entries(ids), last if looked >= MOST_LOOKED else None, looked)


def find_trouble(*, after: UUID | None = None, limit: int = PAGE) -> Page:
    """Give messages that every way failed, or that were perhaps sent; newest first by id."""
    found = Message.objects.filter(state__in=_TROUBLE).exclude(nature=Nature.CODE)
    if after is not None:
        found = found.filter(id__lt=after)
    ids = list(found.order_by("-id").values_list("id", flat=True)[: limit + 1])
    more = ids[limit - 1] if len(ids) > limit else None
    return Page(_entries(ids[:limit]), more, len(ids))


def send_again(*, message_ids: Collection[UUID], actor: str, at: dt.datetime) -> int:
    """Try messages in trouble again, and record who wanted it; give how many.

    Codes are left out: theirs is over, and whoever needs one asks for another.
    """
    found = Message.objects.select_for_update(no_key=True).filter(
        id__in=list(message_ids), state__in=_TROUBLE
    )
    wanted = list(found.exclude(nature=Nature.CODE).order_by("id").values_list("id", flat=True))
    n_moved = operations.send_again(message_ids=wanted, at=at)
    audit.write_many(
        actor=actor,
        action="message_sent_again",
        subject_kind="message",
        subject_ids=wanted,
        at=at,
    )
    return n_moved


def contact_of(phone: str) -> UUID | None:
    """Give whom we wrote to at a phone before they joined; None where nobody was."""
    found: UUID | None = Contact.objects.filter(phone=phone).values_list("id", flat=True).first()
    return found


def _entries(ids: Sequence[UUID]) -> list[Entry]:
    found = {row.id: row for row in Message.objects.select_related("contact").filter(id__in=ids)}
    people = find_profiles(member_ids=list({m.member_id for m in found.values() if m.member_id}))
    tried: dict[UUID, list[Tried]] = {}
    attempts = Attempt.objects.filter(message_id__in=ids).order_by("started_at", "id")
    providers = dict(Connection.objects.values_list("id", "provider"))
    for one in attempts:
        tried.setdefault(one.message_id, []).append(
            Tried(
                one.way,
                providers.get(one.connection_id, ""),
                one.state,
                one.started_at,
                one.n_parts,
                one.cost,
                one.code,
                one.reported_at,
                one.pressed,
            )
        )
    return [_entry(found[id_], people, tried.get(id_, [])) for id_ in ids if id_ in found]


def _entry(row: Message, people: dict[UUID, Profile], attempts: list[Tried]) -> Entry:
    person = people.get(row.member_id) if row.member_id else None
    to = mask(row.contact.phone) if row.contact else ""
    if person is not None:
        to = person.masked_phone or person.card or ""
    return Entry(
        row=row,
        to=to,
        name=person.full_name if person else "",
        text="" if row.nature == Nature.CODE or row.kind == "alias" else row.text,
        attempts=attempts,
    )
