"""Terms that are no number of days, and what a document may not say of them (E10, T18)."""

import datetime as dt

import pytest

from plushka.domain.programmes.document import Expiry, Term
from plushka.domain.programmes.ends import gift_end, purchase_end
from tests.domain.programmes.making import NOON, document, rules
from tests.domain.programmes.test_document import errors

MOSCOW = dt.timezone(dt.timedelta(hours=3))


def last_day(at, *, kind="PURCHASE", zone="Europe/Moscow", **expiry):
    """The last local day of points granted at a moment."""
    ends = rules(expiry=expiry, zone=zone).lot_terms(kind, "standard", at, at).expires_at
    assert ends.astimezone(MOSCOW).time() == dt.time()
    return (ends - dt.timedelta(microseconds=1)).astimezone(MOSCOW).date().isoformat()


@pytest.mark.parametrize(
    ("term", "last"),
    [
        ({"mode": "days", "days": 0}, "2026-11-21"),
        ({"mode": "days", "days": 30}, "2026-12-21"),
        ({"mode": "end_of_month"}, "2026-11-30"),
        ({"mode": "end_of_month", "after_months": 3}, "2027-02-28"),
        ({"mode": "end_of_quarter"}, "2026-12-31"),
        ({"mode": "end_of_quarter", "after_months": 2}, "2027-03-31"),
        ({"mode": "end_of_year"}, "2026-12-31"),
        ({"mode": "end_of_year", "after_months": 1}, "2026-12-31"),
        ({"mode": "end_of_year", "after_months": 2}, "2027-12-31"),
        ({"mode": "date", "date": "2027-03-08"}, "2027-03-08"),
    ],
)
def test_points_live_through_the_end_of_the_last_local_day(term, last):
    """T18; NOON is 21 November 2026."""
    assert last_day(NOON, purchase=term) == last
    assert last_day(NOON, kind="GIFT", purchase_days=7, gift=term) == last


def test_points_may_never_end():
    programme = rules(expiry={"purchase": {"mode": "never"}, "gift": {"mode": "never"}})

    assert programme.lot_terms("PURCHASE", "standard", NOON, NOON).expires_at is None
    assert programme.lot_terms("GIFT", "standard", NOON, NOON).expires_at is None


@pytest.mark.parametrize(
    ("at", "last"),
    [("2026-11-30T23:59:59+03:00", "2026-11-30"), ("2026-12-01T00:00:00+03:00", "2026-12-31")],
)
def test_the_month_is_that_of_the_local_day(at, last):
    assert last_day(dt.datetime.fromisoformat(at), purchase={"mode": "end_of_month"}) == last


def test_months_are_counted_to_the_last_day_of_a_shorter_one():
    at = dt.datetime(2026, 11, 30, 12, tzinfo=MOSCOW)

    assert last_day(at, purchase={"mode": "end_of_month", "after_months": 3}) == "2027-02-28"
    assert last_day(at, purchase={"mode": "end_of_month", "after_months": 15}) == "2028-02-29"


def test_points_granted_after_a_fixed_day_have_ended():
    terms = rules(expiry={"purchase": {"mode": "date", "date": "2026-11-20"}}).lot_terms(
        "PURCHASE", "standard", NOON, NOON
    )

    assert terms.expires_at == dt.datetime(2026, 11, 21, tzinfo=MOSCOW)


def test_a_gift_with_a_term_of_its_own_keeps_it():
    programme = rules(expiry={"purchase_days": 7, "gift": {"mode": "end_of_month"}})

    terms = programme.lot_terms("GIFT", "standard", NOON, NOON, days=1)

    assert terms.expires_at == dt.datetime(2026, 11, 23, tzinfo=MOSCOW)


@pytest.mark.parametrize(
    ("months", "after", "least"), [(1, 0, 0), (1, 1, 28), (1, 2, 59), (3, 1, 30), (12, 3, 92)]
)
def test_the_shortest_term_is_that_of_a_last_day_of_a_month(months, after, least):
    mode = {1: "end_of_month", 3: "end_of_quarter", 12: "end_of_year"}[months]

    assert purchase_end(Expiry(purchase=Term(mode=mode, after_months=after))).least == least


def test_a_term_that_was_not_checked_is_a_fault():
    with pytest.raises(ValueError, match="names no end"):
        gift_end(Expiry(gift=Term(mode="days")))


LATER = {"mode": "after_days", "days": 29}


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ({"expiry": {}}, ("expiry", "name either purchase_days or purchase")),
        (
            {"expiry": {"purchase_days": None, "purchase": {"mode": "never"}}},
            ("expiry", "name either purchase_days or purchase"),
        ),
        (
            {"expiry": {"purchase_days": 1, "gift_days": 1, "gift": {"mode": "never"}}},
            ("expiry", "name either gift_days or gift"),
        ),
        (
            {"expiry": {"purchase": {"mode": "days"}}},
            ("expiry.purchase.days", "the mode days needs days, and no other has them"),
        ),
        (
            {"expiry": {"purchase": {"mode": "never", "days": 1}}},
            ("expiry.purchase.days", "the mode days needs days, and no other has them"),
        ),
        (
            {"expiry": {"purchase_days": 1, "gift": {"mode": "date"}}},
            ("expiry.gift.date", "the mode date needs a date, and no other has one"),
        ),
        (
            {"expiry": {"purchase": {"mode": "date", "date": "9999-12-31"}}},
            ("expiry.purchase.date", "name a date of the years 2000 to 2199"),
        ),
        (
            {"expiry": {"purchase": {"mode": "date", "date": "2027-02-30"}}},
            ("expiry.purchase.date", "Invalid RFC3339 encoded date"),
        ),
        (
            {"expiry": {"purchase": {"mode": "never", "after_months": 1}}},
            (
                "expiry.purchase.after_months",
                "months go with the end of a month, quarter or year",
            ),
        ),
        (
            {"activation": {"mode": "next_day"}, "expiry": {"purchase": {"mode": "end_of_year"}}},
            ("expiry.purchase", "points would end before they open"),
        ),
        (
            {
                "activation": LATER,
                "expiry": {"purchase": {"mode": "end_of_month", "after_months": 1}},
            },
            ("expiry.purchase", "points would end before they open"),
        ),
        (
            {
                "activation": {"mode": "next_day"},
                "expiry": {"purchase": {"mode": "date", "date": "2030-01-01"}},
            },
            ("expiry.purchase", "points would end before they open"),
        ),
    ],
)
def test_terms_that_contradict_themselves_name_their_field(sections, expected):
    assert errors(document(**sections)) == [expected]


def test_points_may_open_just_before_the_shortest_term_ends():
    expiry = {"purchase": {"mode": "end_of_month", "after_months": 2}}

    assert rules(activation=LATER, expiry=expiry).document.activation.days == 29
