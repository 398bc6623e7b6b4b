"""What readers are told is what the dates say, swept or not (T2, T18)."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries
from plushka.domain.ledger.queries import Expiring
from plushka.domain.ledger.terms import Balance
from plushka.domain.members.models import Member
from plushka.lib.days import local_day, term_end
from tests.conftest import NOON
from tests.domain.ledger.conftest import opened_account
from tests.domain.ledger.making import DAY, VERSION, because, terms

MOSCOW = "Europe/Moscow"
VLADIVOSTOK = "Asia/Vladivostok"


def _accrue(account, points, key, *, at=NOON, **lot):
    book = ledger.open_book(accounts=[account], moment=at)
    entry = book.accrue(account, points, terms(**lot), because(key, at=at))
    ledger.save(book)
    return entry


def test_balance_is_settled_and_nothing_is_written(anna):
    _accrue(anna, 100, "ends", ends=NOON + DAY)
    _accrue(anna, 10, "opens", opens=NOON + DAY)

    assert queries.balance(account=anna, at=NOON) == Balance(100, 10, 0, 0)
    assert queries.balance(account=anna, at=NOON + DAY) == Balance(10, 0, 0, 0)
    assert len(queries.entries(account=anna, limit=9)) == 2


def test_account_of_a_member(anna):
    member = Member.objects.get().id

    assert queries.accounts_of(members=[member, VERSION]) == {member: anna}


def test_nearest_end_is_told_with_all_that_ends_that_local_day(anna):
    """T18: the day told is the last one the points can be spent."""
    today = local_day(NOON, MOSCOW)
    _accrue(anna, 30, "morning", ends=term_end(today, 7, MOSCOW))
    _accrue(anna, 20, "evening", ends=term_end(today, 7, MOSCOW))
    _accrue(anna, 99, "later", ends=term_end(today, 8, MOSCOW))
    _accrue(anna, 99, "for ever")
    _accrue(anna, 99, "pending", opens=NOON + DAY, ends=NOON + 2 * DAY)

    assert queries.expiring(account=anna, at=NOON, zone=MOSCOW) == Expiring(
        50, today + dt.timedelta(days=7)
    )


def test_term_lasts_through_the_local_day_in_a_far_zone(anna):
    """Vector of T18: credited at ten in Vladivostok, seven days."""
    ten = dt.datetime(2026, 11, 21, 0, 0, tzinfo=dt.UTC)
    _accrue(
        anna,
        30,
        "accrue",
        at=ten,
        opens=ten,
        ends=term_end(local_day(ten, VLADIVOSTOK), 7, VLADIVOSTOK),
    )

    last = dt.datetime(2026, 11, 28, 13, 59, 59, 999000, tzinfo=dt.UTC)
    assert queries.balance(account=anna, at=last) == Balance(30, 0, 0, 0)
    assert queries.expiring(account=anna, at=last, zone=VLADIVOSTOK) == Expiring(
        30, dt.date(2026, 11, 28)
    )
    over = last + dt.timedelta(milliseconds=1)
    assert queries.balance(account=anna, at=over) == Balance(0, 0, 0, 0)
    assert queries.expiring(account=anna, at=over, zone=VLADIVOSTOK) is None


def test_held_points_do_not_count_as_ending(anna):
    _accrue(anna, 30, "accrue", ends=NOON + DAY)
    ledger.hold(account=anna, points=20, until=NOON + 2 * DAY, actor="key:till", at=NOON)

    assert queries.expiring(account=anna, at=NOON, zone="UTC") == Expiring(10, (NOON + DAY).date())


def test_never_ending_points_do_not_end(anna):
    _accrue(anna, 30, "ends", ends=NOON + DAY)
    _accrue(anna, 20, "for ever")

    assert queries.expiring(account=anna, at=NOON + DAY, zone="UTC") is None


@pytest.mark.slow
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    lots=st.lists(st.tuples(st.integers(1, 9), st.integers(-30, 60), st.integers(1, 90))),
    held=st.integers(0, 5),
    hours=st.integers(0, 72),
)
def test_nearest_end_is_the_same_from_rows_and_from_the_book(lipa, lots, held, hours):
    account = opened_account("Анна")
    for number, (points, opens, ends) in enumerate(lots):
        hour = dt.timedelta(hours=1)
        _accrue(
            account, points, f"accrue {number}", opens=NOON + opens * hour, ends=NOON + ends * hour
        )
    if held and queries.balance(account=account, at=NOON).spendable >= held:
        ledger.hold(account=account, points=held, until=NOON + 2 * DAY, actor="key:till", at=NOON)
    at = NOON + dt.timedelta(hours=hours)

    told = queries.expiring(account=account, at=at, zone=MOSCOW)

    book = queries.look(accounts=[account], at=at, with_lots=[account])
    book.balance(account)
    assert told == queries.nearest_end(book.pages[account], zone=MOSCOW)
    ledger.expire(at=at)
    assert told == queries.expiring(account=account, at=at, zone=MOSCOW)


def test_entries_come_newest_first_page_by_page(anna, bohdan):
    made = [_accrue(anna, 10, f"accrue {number}").id for number in range(5)]
    _accrue(bohdan, 10, "other")

    first = queries.entries(account=anna, limit=2)
    rest = queries.entries(account=anna, limit=9, after=first[-1].id)

    assert [entry.id for entry in (*first, *rest)] == made[::-1]


def test_entry_of_another_account_is_not_found(anna, bohdan):
    other = _accrue(bohdan, 10, "other")

    assert queries.entry(account=anna, entry=other.id) is None
    assert queries.entry_with_key(account=anna, key="other") is None


def test_lots_come_soonest_end_first_spent_ones_too_page_by_page(anna, bohdan):
    for_ever = _accrue(anna, 10, "for ever")
    late = _accrue(anna, 20, "late", ends=NOON + 2 * DAY)
    early = _accrue(anna, 30, "early", ends=NOON + DAY)
    book = ledger.open_book(accounts=[anna], moment=NOON, with_lots=[anna])
    book.redeem(anna, 30, because("redeem"))
    ledger.save(book)
    _accrue(bohdan, 10, "other")

    first = queries.lots(account=anna, at=NOON, limit=2)
    rest = queries.lots(account=anna, at=NOON, limit=2, after=first[-1].id)
    last = queries.lots(account=anna, at=NOON, limit=2, after=for_ever.id)

    assert [(lot.id, lot.remaining) for lot in first] == [(early.id, 0), (late.id, 20)]
    assert [(lot.id, lot.remaining) for lot in rest] == [(for_ever.id, 10)]
    assert last == []


def test_lot_that_ended_shows_nothing_left_though_nobody_swept(anna):
    _accrue(anna, 30, "ends", ends=NOON + DAY)

    [lot] = queries.lots(account=anna, at=NOON + DAY, limit=9)

    assert (lot.granted, lot.remaining, lot.expired) == (30, 0, 30)
