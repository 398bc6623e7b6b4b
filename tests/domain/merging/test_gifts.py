"""T33: what one person has once is not kept twice; what the other had counts as had."""

import datetime as dt

from plushka.domain.journeys import birthdays
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries
from plushka.domain.ledger.models import Entry
from plushka.domain.ledger.terms import Cause, LotTerms
from plushka.domain.members.models import Member
from plushka.domain.merging.operations import merge, part
from plushka.lib.ids import new_id
from tests.conftest import NOON
from tests.domain.merging.cast import faults, points_of
from tests.domain.merging.test_merging import DESK
from tests.domain.sales.cast import BOHDAN, asked, give, promise, sell

BORN = dt.date(1990, 11, 21)


def welcome(member, points):
    """Give what somebody gets for joining by a recommendation (E16)."""
    account = queries.accounts_of(members=[member])[member]
    book = ledger.open_book(accounts=[account], moment=NOON)
    cause = Cause("enrolment:referral", "ENROLMENT", member, new_id(), "system:x", NOON, [])
    book.accrue(account, points, LotTerms("GIFT", NOON, None), cause)
    ledger.save(book)


def test_second_welcome_goes_back(anna, twin):
    welcome(anna, 100)
    welcome(twin, 100)
    give(50, member=twin)

    merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    assert points_of(anna) == (150, 0, 0, 0)
    assert faults() == []


def test_only_what_is_left_of_the_second_welcome_goes_back(anna, twin):
    welcome(anna, 1_000)
    welcome(twin, 1_000)
    sell(asked("B-1", 10_000, member=BOHDAN, redeem=600))
    earned = points_of(twin)[0] - 400

    merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    assert points_of(anna)[0] == 1_000 + earned
    assert faults() == []


def test_only_welcome_stays(anna, twin):
    welcome(twin, 100)

    merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    assert points_of(anna) == (100, 0, 0, 0)


def test_second_welcome_is_there_again_when_the_merge_is_undone(anna, twin):
    welcome(anna, 100)
    welcome(twin, 100)
    done = merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    part(merge=done.id, actor=DESK, at=NOON)

    assert points_of(anna) == points_of(twin) == (100, 0, 0, 0)
    assert faults() == []


def test_birthday_that_the_merged_one_was_given_is_not_given_again(anna, twin):
    promise(birthday={"days_before": 0, "gift": "300.00", "valid_days": 7})
    Member.objects.filter(id=twin).update(birth_date=BORN, birth_date_since=NOON - dt.timedelta(9))
    assert birthdays.give(at=NOON, most=10) == 1
    Member.objects.filter(id=anna).update(birth_date=BORN, birth_date_since=NOON - dt.timedelta(9))
    merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    assert birthdays.give(at=NOON, most=10) == 0

    assert Entry.objects.filter(source_kind="BIRTHDAY").count() == 1
    assert points_of(anna) == (30_000, 0, 0, 0)
