"""An import is taken back whole, by what compensates it; what cannot be is told."""

import pytest

from plushka.config.task_kinds import KINDS
from plushka.domain.audit.models import Record
from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.enrolment.withdrawing import withdraw_many
from plushka.domain.events.models import Event
from plushka.domain.imports import asking
from plushka.domain.imports.asking import ImportBusy
from plushka.domain.imports.models import Given, ImportRow
from plushka.domain.imports.queries import find_imports
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger.models import Account, Entry
from plushka.domain.ledger.terms import Cause
from plushka.domain.ledger.verify import verify
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Identifier, Member
from plushka.domain.members.operations import Changes
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.tasks import operations as tasks
from plushka.domain.tasks.working import carry_on
from plushka.domain.tenants.context import tenant_context
from plushka.lib.db.connection import raw
from plushka.lib.ids import new_id
from tests.conftest import NOON
from tests.domain.imports.bringing import (
    OLYA,
    bring,
    run,
    state,
    told,
    try_file,
    undo,
    undone,
    work,
)

TWO = "phone,name,balance\n+79161234567,Анна,100\n+79161234568,Богдан,50\n"


def _member(phone):
    return Identifier.objects.get(value=phone).member_id


def _spend(phone, points):
    account = Account.objects.get(member_id=_member(phone))
    book = ledger.open_book(accounts=[account.id], moment=NOON, with_lots=[account.id])
    cause = Cause("spent", "TEST", None, new_id(), OLYA, NOON)
    book.redeem(account.id, points, cause)
    ledger.save(book)


def _is_right(company):
    with raw().cursor() as cursor:
        return verify(cursor, tenant=company).broken == []


def test_members_nobody_touched_are_erased_and_may_come_again(firm):
    import_id = bring(firm, "members", TWO)

    undo(firm, import_id)

    assert undone(firm, import_id) == [(2, "WHOLE", ""), (3, "WHOLE", "")]
    with tenant_context(firm):
        assert Member.objects.filter(erased_at=None).count() == 0
        assert Identifier.objects.count() == 0
        assert set(Account.objects.values_list("balance", flat=True)) == {0}
        assert Given.objects.count() == 0
        assert _is_right(firm)
    assert (state(firm, import_id).state, state(firm, import_id).counts["whole"]) == ("UNDONE", 2)

    again = bring(firm, "members", TWO)

    assert told(firm, again) == [(2, "NEW"), (3, "NEW")]
    with tenant_context(firm):
        assert sum(Account.objects.values_list("balance", flat=True)) == 15_000


def test_withdrawing_leaves_the_rows_that_erasing_leaves(firm):
    bring(firm, "members", TWO)

    with tenant_context(firm):
        anna, bohdan = _member("+79161234567"), _member("+79161234568")
        enrolment.erase(member_id=anna, actor=OLYA, at=NOON)
        withdraw_many(member_ids=[bohdan], actor=OLYA, at=NOON)

        def left(member):
            account = Account.objects.get(member_id=member)
            return (
                Member.objects.filter(id=member).values_list(
                    "name", "birth_date", "attributes", "erased_at", "blocked_at"
                )[0],
                bytes(Member.objects.get(id=member).salt),
                (account.balance, account.spendable, account.n_entries),
                list(
                    Entry.objects.filter(account_id=account.id)
                    .order_by("number")
                    .values_list("kind", "key", "source_kind", "explanation")
                )[1:],
                list(Event.objects.filter(member_id=member).values_list("type", "data"))[1:],
                list(
                    Record.objects.filter(subject_id=member).values_list(
                        "action", "actor", "before", "after"
                    )
                ),
            )

        assert left(anna) == left(bohdan)
        with pytest.raises(MemberUnknown):
            withdraw_many(member_ids=[bohdan], actor=OLYA, at=NOON)
        withdraw_many(member_ids=[], actor=OLYA, at=NOON)


def test_who_has_done_something_since_stays_and_loses_what_is_left(firm):
    import_id = bring(
        firm,
        "members",
        "phone,balance\n+79161234567,100\n+79161234568,\n+79161234569,30\n+79161234570,10\n",
    )
    with tenant_context(firm):
        _spend("+79161234567", 4_000)
        for phone in ("+79161234568", "+79161234569"):
            enrolment.change(
                member_id=_member(phone),
                changes=Changes(name="Олена"),
                actor=OLYA,
                at=NOON,
            )

    undo(firm, import_id)

    assert undone(firm, import_id) == [
        (2, "PARTLY", "spent"),
        (3, "KEPT", "member_stays"),
        (4, "PARTLY", "member_stays"),
        (5, "WHOLE", ""),
    ]
    with tenant_context(firm):
        assert Member.objects.filter(erased_at=None).count() == 3
        assert set(Account.objects.values_list("balance", flat=True)) == {0}
        spent = ImportRow.objects.get(source_id=import_id, number=2)
        assert spent.facts == {"points": 4_000}
        # What was spent is not brought a second time.
        assert Given.objects.count() == 1 + 1
        assert _is_right(firm)


def test_whoever_brought_somebody_who_stays_stays(firm):
    import_id = bring(
        firm,
        "members",
        "phone,referrer\n+79161234567,\n+79161234568,+79161234567\n"
        "+79161234569,\n+79161234570,+79161234569\n",
    )
    with tenant_context(firm):
        enrolment.enrol(
            newcomer=Newcomer(
                (Locator("PHONE", "+79161234599"),), referrer=Locator("PHONE", "+79161234568")
            ),
            actor=OLYA,
            at=NOON,
            is_trusted=True,
        )

    undo(firm, import_id)

    assert undone(firm, import_id) == [
        (2, "KEPT", "member_stays"),
        (3, "KEPT", "member_stays"),
        (4, "WHOLE", ""),
        (5, "WHOLE", ""),
    ]


def test_balances_of_members_who_were_there_go_and_the_members_stay(firm):
    bring(firm, "members", "phone,balance\n+79161234567,100\n")
    import_id = bring(firm, "balances", "phone,balance,expires\n+79161234567,70,2027-01-31\n")

    undo(firm, import_id)

    assert undone(firm, import_id) == [(2, "WHOLE", "")]
    with tenant_context(firm):
        assert Account.objects.get().balance == 10_000
        kinds = Entry.objects.order_by("number").values_list("kind", "points")
        assert list(kinds) == [("ACCRUAL", 10_000), ("ACCRUAL", 7_000), ("REVERSAL", -7_000)]
        assert _is_right(firm)


def test_an_import_called_off_half_way_goes_on_or_is_taken_back(firm, monkeypatch):
    monkeypatch.setattr("plushka.domain.imports.running.AT_ONCE", 1)
    import_id = try_file(firm, "members", TWO)
    with tenant_context(firm):
        row = asking.run(import_id=import_id, actor=OLYA, at=NOON)
        with pytest.raises(ImportBusy):
            asking.run(import_id=import_id, actor=OLYA, at=NOON)
        with pytest.raises(ImportBusy):
            asking.undo(import_id=import_id, actor=OLYA, at=NOON)
    carry_on(tenant_id=firm, kinds=KINDS, clock=lambda: NOON)
    with tenant_context(firm):
        tasks.cancel(task_id=row.task, at=NOON)
    work(firm)
    assert told(firm, import_id) == [(2, "NEW"), (3, "NEW")]
    with tenant_context(firm):
        assert Member.objects.count() == 1

    run(firm, import_id)
    with tenant_context(firm):
        assert Member.objects.count() == 2
    assert state(firm, import_id).state == "DONE"
    undo(firm, import_id)
    with tenant_context(firm):
        assert Member.objects.filter(erased_at=None).count() == 0


def test_a_file_that_was_only_tried_is_forgotten_with_its_rows(firm):
    import_id = try_file(firm, "members", TWO)

    with tenant_context(firm):
        for _ in range(2):
            asking.discard(import_id=import_id, at=NOON)

        assert (find_imports(), ImportRow.objects.count()) == ([], 0)
    done = bring(firm, "members", TWO)
    with tenant_context(firm), pytest.raises(ImportBusy):
        asking.discard(import_id=done, at=NOON)
