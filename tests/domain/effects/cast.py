"""«Липа» promises rules, Анна and others are there, and what they got is told shortly."""

from uuid import UUID

from plushka.domain.effects.models import Applied, MemberBadge, Undone
from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.events.models import Event
from plushka.domain.events.queries import Happened
from plushka.domain.ledger.models import Account, Entry
from plushka.domain.members.locator import Locator
from plushka.domain.messaging.models import Message
from plushka.domain.programmes.models import Version
from plushka.domain.sales import following
from plushka.domain.tenants.models import Tenant
from tests.conftest import NOON
from tests.domain.members.cast import at_work
from tests.domain.sales.cast import promise

__all__ = [
    "ANNA",
    "BOHDAN",
    "Account",
    "Applied",
    "Entry",
    "Message",
    "Undone",
    "applied_to",
    "badges_of",
    "entries_of",
    "follow",
    "follow_all",
    "join",
    "points_of",
    "promise",
    "promise_rules",
    "rule",
]

ANNA = Locator("PHONE", "+79161234567")
BOHDAN = Locator("PHONE", "+380671234567")
TEXTS = {"hello": {"ru": "Здравствуйте!", "uk": "Вітаємо!", "en": "Hello!"}}


def rule(trigger: str, *effects, code="gift", name="Подарок", condition=None) -> dict:
    """A rule as a document."""
    found = {"code": code, "name": name, "trigger": trigger, "effects": list(effects)}
    return found if condition is None else found | {"condition": condition}


def promise_rules(*rules, **sections) -> Version:
    """Publish the default programme with rules, and a text they may send."""
    return promise(rules=list(rules), messages=TEXTS, **sections)


def join(locator: Locator = ANNA, *, at=NOON, **known) -> UUID:
    """Make somebody a member."""
    newcomer = Newcomer(identifiers=(locator,), **known)
    return enrolment.enrol(newcomer=newcomer, actor="key:till", at=at, is_trusted=True)


def points_of(member: UUID) -> int:
    return Account.objects.get(member_id=member).balance


def entries_of(member: UUID) -> list[Entry]:
    return list(Entry.objects.filter(account__member_id=member).order_by("number"))


def applied_to(member: UUID) -> list[tuple[str, str, str]]:
    found = Applied.objects.filter(member_id=member).order_by("id")
    return list(found.values_list("trigger", "kind", "what"))


def badges_of(member: UUID) -> list[str]:
    found = MemberBadge.objects.filter(member_id=member).order_by("badge")
    return list(found.values_list("badge", flat=True))


def follow(since: UUID, *, at=NOON) -> UUID:
    """Apply what was written into the outbox since an event; give the last one.

    Read from the table, because a reader waits for every transaction of the server that still
    runs, also those of other tests.
    """
    found = [
        Happened(one.id, one.type, one.at, one.member_id, one.data, "")
        for one in Event.objects.filter(id__gt=since).order_by("id")
    ]
    while found:
        together = following.leading(found)
        following.apply(together, at=at)
        found = found[len(together) :]
    last = Event.objects.order_by("id").last()
    return since if last is None else last.id


def follow_all(shop: Tenant, *, at=NOON) -> None:
    """Apply everything a shop's outbox has, also what was applied before."""
    with at_work(shop):
        follow(UUID(int=0), at=at)
