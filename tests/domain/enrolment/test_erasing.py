"""A member leaves for good: the person goes, the points are forfeited, the sums stay (T29)."""

import datetime as dt
import threading
from uuid import UUID

import pytest
from django.db import connection

from plushka.domain.audit import operations as audit
from plushka.domain.audit import queries as changes
from plushka.domain.confirmations import operations as confirmations
from plushka.domain.confirmations.models import Confirmation
from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.operations import Newcomer, NewConsent
from plushka.domain.events.models import Event
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.models import Hold, Lot
from plushka.domain.ledger.terms import Balance, Cause, LotTerms
from plushka.domain.ledger.verify import verify
from plushka.domain.members import operations as members
from plushka.domain.members import queries
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.messaging.models import Message
from plushka.domain.programmes import files
from plushka.domain.programmes.models import Version
from plushka.domain.programmes.operations import publish
from plushka.domain.repeats import operations as repeats
from plushka.domain.repeats import queries as answers
from plushka.domain.tenants.models import Outlet, Tenant
from plushka.lib.ids import new_id
from tests.domain.members.cast import (
    ANNAS_CARD,
    ANNAS_PHONE,
    BOHDANS_PHONE,
    NOON,
    at_work,
    wait_for_a_waiter,
)

OLYA = "staff:0197a3c0-0000-7000-8000-00000000000a"
LATER = NOON + dt.timedelta(days=1)
FOR_EVER = LotTerms("MANUAL", NOON, None)


def _enrol(*identifiers: Locator, **known) -> tuple[UUID, UUID]:
    """Make a member; give their id and their account's."""
    newcomer = Newcomer(identifiers, **known)
    member_id = enrolment.enrol(newcomer=newcomer, actor=OLYA, at=NOON, is_trusted=True)
    return member_id, accounts.accounts_of(members=[member_id])[member_id]


def _cause(version: Version, key: str) -> Cause:
    return Cause(key, "TEST", None, version.id, OLYA, NOON)


def _give(account: UUID, version: Version, points: int, terms: LotTerms = FOR_EVER) -> UUID:
    book = ledger.open_book(accounts=[account], moment=NOON, with_lots=[account])
    entry = book.accrue(account, points, terms, _cause(version, f"gift {new_id()}"))
    ledger.save(book)
    return entry.id


def _entries(account: UUID) -> list[tuple[str, int, int]]:
    found = accounts.entries(account=account, limit=50)
    return [
        (entry.kind, entry.points, entry.balance_after)
        for entry in reversed(found)
        if entry.cause.source_kind == "ERASURE"
    ]


def test_every_point_is_forfeited_by_entries_that_say_so(programme: Version):
    anna, account = _enrol(ANNAS_PHONE)
    pending = LotTerms("PURCHASE", LATER + dt.timedelta(days=7), None)
    for points, terms in ((10000, FOR_EVER), (5000, pending), (700, pending)):
        _give(account, programme, points, terms)
    held = ledger.hold(
        account=account,
        points=4000,
        until=LATER + dt.timedelta(days=1),
        actor=OLYA,
        at=NOON,
    )

    enrolment.erase(member_id=anna, actor=OLYA, at=LATER)

    assert accounts.balance(account=account, at=LATER) == Balance(0, 0, 0, 0)
    assert _entries(account) == [
        ("REVERSAL", -5000, 10700),
        ("REVERSAL", -700, 10000),
        ("ADJUSTMENT", -10000, 0),
    ]
    assert Hold.objects.get(id=held.hold.id).state == "RELEASED"
    assert set(Lot.objects.values_list("remaining", "held")) == {(0, 0)}
    newest = accounts.entries(account=account, limit=1)[0]
    assert (newest.cause.actor, newest.cause.at, newest.cause.version, newest.cause.source_id) == (
        OLYA,
        LATER,
        programme.id,
        anna,
    )
    assert newest.cause.explanation == [{"rule": "erasure"}]
    with connection.cursor() as cursor:
        assert verify(cursor).broken == []


def test_debt_is_written_off(programme: Version):
    anna, account = _enrol(ANNAS_PHONE)
    ledger.adjust(
        account=account,
        points=-8000,
        terms=None,
        cause=_cause(programme, "slip"),
        reason="зайве",
        at=NOON,
        may_owe=True,
    )

    enrolment.erase(member_id=anna, actor=OLYA, at=LATER)

    assert accounts.balance(account=account, at=LATER) == Balance(0, 0, 0, 0)
    assert _entries(account) == [("ADJUSTMENT", 8000, 0)]
    with connection.cursor() as cursor:
        assert verify(cursor).broken == []


def test_who_has_no_points_forfeits_none(programme: Version):
    anna, account = _enrol(ANNAS_PHONE)

    enrolment.erase(member_id=anna, actor=OLYA, at=LATER)

    assert accounts.entries(account=account, limit=50) == []


def test_nothing_of_the_person_is_left_in_any_table(programme: Version, main: Outlet):
    anna, account = _enrol(
        ANNAS_PHONE,
        ANNAS_CARD,
        name="Анна Коваль",
        birth_date=dt.date(1990, 2, 28),
        attributes={"car": "Лада"},
        consents=(NewConsent("DATA", "ru-1"),),
    )
    told = {"name": "Анна Коваль", "phone": "+7916•••4567"}
    kept = repeats.NewAnswer("a", "enrol", b"0" * 32, 201, told, anna)
    repeats.remember(answers=[kept], at=NOON)
    for purpose in ("ENROL", "REDEEM"):
        confirmations.ask(locator=ANNAS_PHONE, purpose=purpose, outlet_id=main.id, at=NOON)
    members.change(
        member_id=anna,
        changes=members.Changes(name="Анна Шевчук", alias="матуся"),
        actor=OLYA,
        at=NOON,
        reason="Анна Шевчук вийшла заміж",
    )
    ledger.adjust(
        account=account,
        points=100,
        terms=FOR_EVER,
        cause=_cause(programme, "sorry"),
        reason="Анна чекала довго",
        at=NOON,
    )

    enrolment.erase(member_id=anna, actor=OLYA, at=LATER)

    everything = _everything_kept()
    personal = [
        *("Анна", "Коваль", "Шевчук", "1990-02-28", "Лада", "матуся", "•••4567"),
        *(ANNAS_PHONE.value, "9161234567", ANNAS_CARD.value),
    ]
    assert [word for word in personal if word in everything] == []


def _everything_kept() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall() if name != "programmes_version"]
        rows = []
        for table in tables:
            if not table.startswith("django_"):
                cursor.execute(f"SELECT t::text FROM {table} t")
                rows += [text for (text,) in cursor.fetchall()]
    return "\n".join(rows)


def test_erasure_is_recorded_and_an_event(programme: Version):
    anna, _ = _enrol(ANNAS_PHONE)
    audit.write(
        actor=OLYA,
        action="member_seen",
        subject_kind="member",
        subject_id=anna,
        at=NOON,
        before={},
        after={},
        reason="дзвінок",
    )

    enrolment.erase(member_id=anna, actor=OLYA, at=LATER)

    told = changes.find_changes(subject_kind="member", subject_id=anna)
    assert [(one.action, one.reason) for one in told] == [
        ("member_erased", ""),
        ("reasons_scrubbed", ""),
        ("member_seen", ""),
        ("member_enrolled", ""),
    ]
    event = Event.objects.order_by("id").last()
    assert (event.type, event.member_id, event.data) == ("member_erased", anna, {})


def test_others_keep_what_is_theirs(programme: Version, main: Outlet):
    anna, _ = _enrol(ANNAS_PHONE)
    bohdan, account = _enrol(BOHDANS_PHONE, name="Богдан")
    _give(account, programme, 5000)
    confirmations.ask(locator=BOHDANS_PHONE, purpose="REDEEM", outlet_id=main.id, at=NOON)
    repeats.remember(
        answers=[repeats.NewAnswer("b", "enrol", b"0" * 32, 201, "Богдан", bohdan)], at=NOON
    )

    enrolment.erase(member_id=anna, actor=OLYA, at=LATER)

    assert queries.get_profile(member_id=bohdan).name == "Богдан"
    assert accounts.balance(account=account, at=LATER) == Balance(5000, 0, 0, 0)
    assert Message.objects.count() == Confirmation.objects.count() == 1
    assert set(answers.find(keys=["b"])) == {"b"}


def test_phone_registers_again_as_a_new_member(programme: Version):
    anna, _ = _enrol(ANNAS_PHONE, ANNAS_CARD)

    enrolment.erase(member_id=anna, actor=OLYA, at=LATER)
    again, account = _enrol(ANNAS_PHONE, ANNAS_CARD)

    assert again != anna
    assert accounts.balance(account=account, at=LATER) == Balance(0, 0, 0, 0)


def test_nobody_is_erased_twice_or_next_door(neighbours_anna: UUID, programme: Version):
    anna, _ = _enrol(ANNAS_PHONE)
    enrolment.erase(member_id=anna, actor=OLYA, at=LATER)

    for stranger in (anna, neighbours_anna, new_id()):
        with pytest.raises(MemberUnknown):
            enrolment.erase(member_id=stranger, actor=OLYA, at=LATER)


def test_of_two_who_erase_at_once_one_finds_nobody(open_shop: Tenant):
    with at_work(open_shop):
        version = publish(programme=files.preset("bonusplus"), actor="system:test", at=NOON)
        anna, account = _enrol(ANNAS_PHONE)
        _give(account, version, 5000)
    started, outcome = threading.Event(), []

    def erase_too() -> None:
        started.wait(10)
        with at_work(open_shop), pytest.raises(MemberUnknown):
            enrolment.erase(member_id=anna, actor=OLYA, at=LATER)
        outcome.append("refused")

    second = threading.Thread(target=erase_too)
    second.start()
    with at_work(open_shop):
        enrolment.erase(member_id=anna, actor=OLYA, at=LATER)
        started.set()
        wait_for_a_waiter()
    second.join()

    with at_work(open_shop):
        assert outcome == ["refused"]
        assert _entries(account) == [("ADJUSTMENT", -5000, 0)]
