"""What people write is kept: once however often it is told, and not for ever."""

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.members.models import Contact
from plushka.domain.messaging.addresses import digest_of
from plushka.domain.messaging.blocking import masked
from plushka.domain.messaging.models import Connection, Inbound
from plushka.domain.tenants.context import current_tenant
from plushka.lib.ids import new_id

KEPT = dt.timedelta(days=90)
"""So long what people wrote is kept; a provider that repeats does so within days."""

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)

_LONGEST_ID = 150
_LONGEST_TEXT = 2000
_UNWRITABLE = frozenset({"Cc", "Cs"})


@dataclass(frozen=True, slots=True)
class Lately:
    """What one sender wrote lately, and what they were answered."""

    n_heard: int
    """Within the hour."""
    n_answered: int
    """Within the hour."""
    answers: frozenset[str]
    """Kinds of answers within the day."""


def keep(
    *,
    connection: Connection,
    heard_id: str,
    phone: str,
    kind: str,
    text: str,
    member_id: UUID | None,
    at: dt.datetime,
) -> UUID | None:
    """Keep what a phone wrote; None where the provider told it before."""
    made = Inbound(
        tenant_id=current_tenant(),
        id=new_id(),
        connection_id=connection.id,
        way=connection.way,
        heard_id=_short(heard_id),
        member_id=member_id,
        digest=digest_of("SMS", phone),
        masked=masked("SMS", phone),
        kind=kind,
        text=writable(text)[:_LONGEST_TEXT],
        at=at,
    )
    Inbound.objects.bulk_create([made], ignore_conflicts=True)
    return made.id if Inbound.objects.filter(id=made.id).exists() else None


def note(*, inbound_id: UUID, wish: str, answer: str) -> None:
    """Keep what a text was taken for, and the kind of message that answers it."""
    Inbound.objects.filter(id=inbound_id).update(wish=wish, answer=answer)


def lately(*, phone: str, at: dt.datetime) -> Lately:
    """Say what a phone wrote within the hour, and was answered within the day."""
    found = Inbound.objects.filter(digest=digest_of("SMS", phone), at__gt=at - DAY)
    told = list(found.values_list("at", "answer"))
    of_the_hour = [answer for moment, answer in told if moment > at - HOUR]
    return Lately(
        n_heard=len(of_the_hour),
        n_answered=sum(1 for answer in of_the_hour if answer),
        answers=frozenset(answer for _, answer in told if answer),
    )


def n_strangers_answered(*, at: dt.datetime) -> int:
    """Count the answers of the hour to phones that are no member's."""
    answered = Inbound.objects.filter(member=None, at__gt=at - HOUR).exclude(answer="")
    n_found: int = answered.count()
    return n_found


def contact_of(*, phone: str, at: dt.datetime) -> UUID:
    """Give the contact of a phone that is no member's, who is answered."""
    made = Contact(tenant_id=current_tenant(), phone=phone, created_at=at)
    Contact.objects.bulk_create([made], ignore_conflicts=True)
    contact_id: UUID = Contact.objects.values_list("id", flat=True).get(phone=phone)
    return contact_id


def forget_old(*, at: dt.datetime) -> int:
    """Delete what was written long ago to the company in context; give how many."""
    n_deleted: int = Inbound.objects.filter(at__lt=at - KEPT).delete()[0]
    return n_deleted


def forget_member(*, member_id: UUID) -> None:
    """Delete what a member wrote (T29)."""
    Inbound.objects.filter(member_id=member_id).delete()


def forget_phones(*, phones: Collection[str]) -> None:
    """Delete what was written from phones, also before their owner joined (T29)."""
    Inbound.objects.filter(digest__in=[digest_of("SMS", one) for one in phones]).delete()


def writable(text: str) -> str:
    """Leave out what the database cannot hold, and what nobody sees."""
    return "".join(
        one if one in "\n\t" or unicodedata.category(one) not in _UNWRITABLE else " "
        for one in text
    )


def _short(heard_id: str) -> str:
    plain = writable(heard_id)
    if 0 < len(plain) <= _LONGEST_ID and plain == heard_id:
        return plain
    return hashlib.sha256(heard_id.encode(errors="replace")).hexdigest()
