"""Many join at once, in a list or beside each other, and each is told the truth."""

import threading
from uuid import UUID

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.operations import AlreadyMember, Newcomer
from plushka.domain.events.models import Event
from plushka.domain.ledger import queries as ledger
from plushka.domain.members import queries
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Identifier, Member, PurchaseSummary
from plushka.domain.programmes import files
from plushka.domain.programmes.models import Version
from plushka.domain.programmes.operations import publish
from plushka.domain.tenants.models import Tenant
from plushka.lib.refusal import BadField
from tests.domain.members.cast import (
    ANNAS_CARD,
    ANNAS_PHONE,
    BOHDANS_PHONE,
    NOON,
    at_work,
    join,
    statements_sent,
    wait_for_a_waiter,
)

OLYA = "staff:0197a3c0-0000-7000-8000-00000000000a"
MAMA = Locator("ALIAS", "мама")


def _enrol(*identifiers: Locator) -> UUID:
    newcomer = Newcomer(identifiers)
    return enrolment.enrol(newcomer=newcomer, actor=OLYA, at=NOON, is_trusted=True)


def test_many_join_and_each_gets_their_own_answer(programme: Version):
    anna = _enrol(ANNAS_PHONE)
    newcomers = [
        Newcomer((BOHDANS_PHONE,), name="Богдан"),
        Newcomer((ANNAS_PHONE,)),
        Newcomer((MAMA, BOHDANS_PHONE)),
        Newcomer((Locator("PHONE", "+79160000001"),), name="\x00"),
        Newcomer((MAMA,)),
        Newcomer((ANNAS_CARD, ANNAS_PHONE)),
        Newcomer((ANNAS_CARD,)),
    ]

    bohdan, again, rival, wrong, mama, both, card = enrolment.enrol_many(
        newcomers=newcomers, actor=OLYA, at=NOON
    )

    assert [str(refused) for refused in (again, rival, both)] == [
        "There is already a member with this phone, card or alias."
    ] * 3
    assert [refused.member_id for refused in (again, rival, both)] == [anna, bohdan, anna]
    assert isinstance(wrong, BadField)
    assert set(Member.objects.values_list("id", flat=True)) == {anna, bohdan, mama, card}
    assert len(ledger.accounts_of(members=[anna, bohdan, mama, card])) == 4


def test_statements_are_as_many_for_a_hundred_as_for_one(programme: Version):
    _enrol(BOHDANS_PHONE)
    newcomers = [
        Newcomer((Locator("PHONE", f"+7916{n:07d}"),), referrer=BOHDANS_PHONE) for n in range(101)
    ]
    enrolment.enrol_many(newcomers=[], actor=OLYA, at=NOON)

    with statements_sent() as for_one:
        enrolment.enrol_many(newcomers=newcomers[:1], actor=OLYA, at=NOON)
    with statements_sent() as for_a_hundred:
        enrolment.enrol_many(newcomers=newcomers[1:], actor=OLYA, at=NOON)

    assert len(for_a_hundred) == len(for_one)
    assert Member.objects.count() == 102


def _open(shop: Tenant) -> None:
    with at_work(shop):
        publish(programme=files.preset("bonusplus"), actor="system:test", at=NOON)


def test_of_two_who_join_at_once_one_is_told_of_the_other(open_shop: Tenant):
    _open(open_shop)
    gate = threading.Barrier(8)
    joined, told = [], []

    def ask() -> None:
        try:
            with at_work(open_shop):
                gate.wait(10)
                member_id = _enrol(ANNAS_PHONE, ANNAS_CARD)
            joined.append(member_id)
        except AlreadyMember as refused:
            told.append(refused.member_id)

    askers = [threading.Thread(target=ask) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()

    assert len(joined) == 1
    assert told == joined * 7
    with at_work(open_shop):
        assert list(Member.objects.values_list("id", flat=True)) == joined
        assert Identifier.objects.count() == 2
        assert PurchaseSummary.objects.count() == Event.objects.count() == 1


def test_who_stood_back_for_a_loser_of_the_race_joins(open_shop: Tenant):
    _open(open_shop)
    with at_work(open_shop):
        anna = join(ANNAS_PHONE)
        started = threading.Event()
        answers = []

        def import_() -> None:
            with at_work(open_shop):
                started.set()
                newcomers = [Newcomer((ANNAS_PHONE, MAMA)), Newcomer((MAMA,))]
                answers.extend(enrolment.enrol_many(newcomers=newcomers, actor=OLYA, at=NOON))

        importer = threading.Thread(target=import_)
        importer.start()
        started.wait(10)
        wait_for_a_waiter()
    importer.join()

    refused, mama = answers
    assert refused.member_id == anna
    with at_work(open_shop):
        assert queries.identify(locator=MAMA, at=NOON) == mama
        assert set(Member.objects.values_list("id", flat=True)) == {anna, mama}


def test_lists_of_the_same_people_in_any_order_do_not_deadlock(open_shop: Tenant):
    _open(open_shop)
    people = [Newcomer((Locator("PHONE", f"+7916{n:07d}"),)) for n in range(50)]
    gate = threading.Barrier(4)
    answers: list[list] = []

    def import_(newcomers: list[Newcomer]) -> None:
        with at_work(open_shop):
            gate.wait(10)
            answers.append(enrolment.enrol_many(newcomers=newcomers, actor=OLYA, at=NOON))

    importers = [
        threading.Thread(target=import_, args=(people[::step],)) for step in (1, -1, 2, -3)
    ]
    for importer in importers:
        importer.start()
    for importer in importers:
        importer.join()

    joined = [answer for answered in answers for answer in answered if isinstance(answer, UUID)]
    assert len(answers) == 4
    assert len(joined) == len(set(joined)) == 50
