"""What the book decides is what the tables hold."""

import pytest
from django.db import IntegrityError, transaction

from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries
from plushka.domain.ledger.loading import AccountUnknown
from plushka.domain.ledger.models import Account, Debt, Entry, Lot, LotUse
from plushka.domain.ledger.terms import Balance
from plushka.domain.members.models import Member
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import RowsLost, run
from tests.conftest import NOON
from tests.domain.ledger.making import DAY, VERSION, because, terms


def _accrue(account, points, key, *, at=NOON, **lot):
    book = ledger.open_book(accounts=[account], moment=at)
    entry = book.accrue(account, points, terms(**lot), because(key, at=at))
    ledger.save(book)
    return entry


def _redeem(account, points, key, *, at=NOON):
    book = ledger.open_book(accounts=[account], moment=at, with_lots=[account])
    entry = book.redeem(account, points, because(key, at=at))
    ledger.save(book)
    return entry


def test_entry_is_read_as_it_was_written(anna):
    cause = because("accrue", at=NOON - DAY)
    book = ledger.open_book(accounts=[anna], moment=NOON)
    written = book.accrue(anna, 100, terms(), cause)
    ledger.save(book)

    assert queries.entries(account=anna, limit=9) == [written]
    assert queries.entry(account=anna, entry=written.id) == written
    assert queries.entry_with_key(account=anna, key="accrue") == written


def test_entry_without_a_source_of_its_own_is_its_source(anna):
    cause = because("adjust")
    cause = type(cause)(cause.key, "ADJUSTMENT", None, VERSION, "staff:olya", NOON)
    book = ledger.open_book(accounts=[anna], moment=NOON)
    entry = book.adjust(anna, 5, terms(kind="MANUAL"), cause)
    ledger.save(book)

    assert Entry.objects.values_list("source_id", flat=True).get() == entry.id


def test_redemption_empties_the_lot_that_expires_first(anna):
    for_ever = _accrue(anna, 100, "for ever")
    ends = _accrue(anna, 30, "ends", ends=NOON + DAY)

    redemption = _redeem(anna, 40, "redeem")

    uses = LotUse.objects.filter(entry_id=redemption.id).order_by("number")
    assert list(uses.values_list("lot_id", "points")) == [(ends.id, 30), (for_ever.id, 10)]
    assert dict(Lot.objects.values_list("id", "remaining")) == {for_ever.id: 90, ends.id: 0}


def test_usual_accrual_reads_no_lots(anna):
    _accrue(anna, 100, "first", ends=NOON + DAY)

    book = ledger.open_book(accounts=[anna], moment=NOON)

    assert not book.pages[anna].has_lots
    assert book.balance(anna) == Balance(100, 0, 0, 0)


@pytest.mark.parametrize(("points", "n_lots"), [(1, 1), (10, 1), (11, 2), (199, 20), (999, 30)])
def test_no_more_lots_are_read_than_cover_what_is_spent(anna, points, n_lots):
    book = ledger.open_book(accounts=[anna], moment=NOON)
    book.accrue(anna, 10, terms(opens=NOON + DAY, ends=NOON + DAY), because("pending"))
    for number in range(30):
        ends = NOON + (40 - number) * DAY
        book.accrue(anna, 10, terms(ends=ends), because(f"accrue {number}"))
    ledger.save(book)

    book = ledger.open_book(accounts=[anna], moment=NOON, with_lots={anna: points})

    page = book.pages[anna]
    assert (page.has_lots, len(page.lots)) == (False, n_lots)
    ends = [lot.expires_at for lot in page.lots_to_spend(min(points, 300), "nearest_expiry")]
    assert ends == [NOON + (11 + number) * DAY for number in range(n_lots)]


def test_stale_account_comes_with_its_lots_and_is_settled(anna):
    _accrue(anna, 100, "first", ends=NOON + DAY)
    _accrue(anna, 50, "second", ends=NOON + 9 * DAY)

    _accrue(anna, 5, "third", at=NOON + DAY)

    kinds = [(entry.kind, entry.points) for entry in queries.entries(account=anna, limit=9)]
    assert kinds == [("ACCRUAL", 5), ("EXPIRY", -100), ("ACCRUAL", 50), ("ACCRUAL", 100)]
    row = Account.objects.get(id=anna)
    assert (row.spendable, row.as_of, row.exact_until) == (55, NOON + DAY, NOON + 9 * DAY)


def test_account_that_was_only_looked_at_is_not_written(anna):
    _accrue(anna, 100, "first", ends=NOON + DAY)
    book = ledger.open_book(accounts=[anna], moment=NOON + DAY)

    assert book.balance(anna) == Balance(0, 0, 0, 0)
    ledger.save(book)

    assert Account.objects.get(id=anna).version == 1


def test_return_finds_the_redemption_and_the_accrual_again(anna):
    """Vectors of T12 and T13, over the database."""
    _accrue(anna, 60, "gift", ends=NOON + DAY)
    redemption = _redeem(anna, 60, "redeem")
    accrual = _accrue(anna, 80, "earned")
    _redeem(anna, 80, "spent")

    book = ledger.open_book(
        accounts=[anna],
        moment=NOON + 2 * DAY,
        with_lots=[anna],
        redemptions=[redemption.id],
        accruals=[accrual.id],
    )
    given = book.give_back(anna, 60, redemption.id, because("back"))
    reversal = book.reverse(anna, 80, [accrual.id], because("reverse"))
    ledger.save(book)
    _accrue(anna, 100, "next", at=NOON + 2 * DAY)

    assert (given.expired, reversal.points) == (60, -80)
    assert queries.balance(account=anna, at=NOON + 2 * DAY) == Balance(20, 0, 0, 0)
    assert Debt.objects.values_list("id", "owed", "unpaid", "n_uses").get() == (
        reversal.id,
        80,
        0,
        1,
    )


def test_returns_in_parts_remember_what_was_given_back(anna):
    early = _accrue(anna, 100, "early", ends=NOON + DAY)
    late = _accrue(anna, 50, "late", ends=NOON + 2 * DAY)
    redemption = _redeem(anna, 120, "redeem")

    for number, points in enumerate((5, 20, 95)):
        book = ledger.open_book(
            accounts=[anna], moment=NOON, with_lots=[anna], redemptions=[redemption.id]
        )
        book.give_back(anna, points, redemption.id, because(f"return {number}"))
        ledger.save(book)
        if number == 1:
            left = dict(Lot.objects.values_list("id", "remaining"))
            assert left == {early.id: 5, late.id: 50}

    book = ledger.open_book(
        accounts=[anna], moment=NOON, with_lots=[anna], redemptions=[redemption.id]
    )
    with pytest.raises(ValueError, match="more points to give back"):
        book.give_back(anna, 1, redemption.id, because("once more"))


def test_debt_paid_in_parts_numbers_the_uses_of_its_entry_on(anna):
    book = ledger.open_book(accounts=[anna], moment=NOON, with_lots=[anna])
    debit = book.adjust(anna, -50, None, because("down"), may_owe=True)
    ledger.save(book)

    _accrue(anna, 20, "first")
    _accrue(anna, 20, "second")
    _accrue(anna, 20, "third")

    uses = LotUse.objects.filter(entry_id=debit.id).order_by("number")
    assert list(uses.values_list("number", "points")) == [(1, 20), (2, 20), (3, 10)]
    assert queries.balance(account=anna, at=NOON) == Balance(10, 0, 0, 0)


def test_debt_that_came_and_was_paid_in_one_book_is_remembered(anna):
    book = ledger.open_book(accounts=[anna], moment=NOON, with_lots=[anna])
    book.adjust(anna, -50, None, because("down"), may_owe=True)
    book.accrue(anna, 70, terms(), because("up"))
    ledger.save(book)

    assert Debt.objects.values_list("owed", "unpaid", "n_uses").get() == (50, 0, 1)


def test_same_key_twice_is_refused_by_the_database(anna):
    _accrue(anna, 100, "accrue")

    with pytest.raises(IntegrityError, match="entry_key_is_used_once"), transaction.atomic():
        _accrue(anna, 100, "accrue")

    assert queries.balance(account=anna, at=NOON) == Balance(100, 0, 0, 0)


def test_book_saved_twice_is_refused(anna):
    book = ledger.open_book(accounts=[anna], moment=NOON)
    book.accrue(anna, 100, terms(), because("accrue"))
    stale = ledger.open_book(accounts=[anna], moment=NOON)
    stale.accrue(anna, 1, terms(), because("stale"))
    ledger.save(book)

    with pytest.raises((RowsLost, IntegrityError)), transaction.atomic():
        ledger.save(stale)


def test_account_of_the_neighbour_is_unknown(anna, dub):
    with pytest.raises(AccountUnknown):
        ledger.open_book(accounts=[anna, VERSION], moment=NOON)


def test_no_members_need_no_accounts(lipa):
    assert ledger.open_accounts(members=[], at=NOON) == {}


def test_member_has_one_account(anna):
    member = Member.objects.get()

    with pytest.raises(IntegrityError, match="one_account_of_a_unit"), transaction.atomic():
        ledger.open_accounts(members=[member.id], at=NOON)


def test_statements_are_as_many_for_one_entry_as_for_a_hundred(anna, bohdan):
    def n_statements(times):
        book = ledger.open_book(accounts=[anna, bohdan], moment=NOON, with_lots=[anna])
        for number in range(times):
            key = f"{times}:{number}"
            book.accrue(anna, 10, terms(), because(f"accrue {key}"))
            book.redeem(anna, 10, because(f"redeem {key}"))
            book.accrue(bohdan, 10, terms(), because(f"accrue {key}"))
        statements = ledger.save_statements(book)
        run(raw(), statements)
        return len(statements)

    assert n_statements(1) == n_statements(100) == 4
