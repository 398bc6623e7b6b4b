"""When points open and when they end (E8, E10, E26, T14, T18)."""

import datetime as dt

import pytest

from plushka.domain.ledger.terms import LotTerms
from tests.domain.programmes.making import NOON, rules

LATER = NOON + dt.timedelta(hours=3)


def moment(text):
    return dt.datetime.fromisoformat(text).astimezone(dt.UTC)


def test_points_of_a_purchase_open_at_once_and_live_365_days():
    # The day of the purchase is 21 November; the last day is 21 November of next year.
    assert rules().lot_terms("PURCHASE", "standard", NOON, LATER) == LotTerms(
        "PURCHASE", NOON, moment("2027-11-22T00:00:00+03:00")
    )


def test_a_till_whose_clock_is_ahead_opens_no_later_than_the_receipt_reached_us():
    terms = rules().lot_terms("PURCHASE", "standard", LATER, NOON)

    assert terms.available_at == NOON


def test_points_may_open_the_next_local_day():
    programme = rules(activation={"mode": "next_day"}, zone="Asia/Vladivostok")

    terms = programme.lot_terms("PURCHASE", "standard", moment("2026-11-21T23:30:00+10:00"), LATER)

    assert terms.available_at == moment("2026-11-22T00:00:00+10:00")


def test_points_may_open_after_days_and_still_end_by_the_day_of_the_purchase():
    programme = rules(activation={"mode": "after_days", "days": 14}, expiry={"purchase_days": 30})

    terms = programme.lot_terms("PURCHASE", "standard", NOON, LATER)

    assert terms.available_at == moment("2026-12-05T00:00:00+03:00")
    assert terms.expires_at == moment("2026-12-22T00:00:00+03:00")


def test_a_tier_may_have_its_own_terms():
    programme = rules(tier={"activation": {"mode": "next_day"}, "expiry": {"purchase_days": None}})

    standard = programme.lot_terms("PURCHASE", "standard", NOON, LATER)
    gold = programme.lot_terms("PURCHASE", "gold", NOON, LATER)

    assert standard == LotTerms("PURCHASE", moment("2026-11-22T00:00:00+03:00"), None)
    assert gold.available_at == NOON
    assert gold.expires_at == moment("2027-11-22T00:00:00+03:00")


def test_seven_days_in_vladivostok_last_through_the_end_of_the_seventh():
    # T18
    programme = rules(expiry={"purchase_days": 7}, zone="Asia/Vladivostok")

    terms = programme.lot_terms("PURCHASE", "standard", moment("2026-11-21T10:00+10:00"), LATER)

    assert terms.expires_at == moment("2026-11-29T00:00:00+10:00")


@pytest.mark.parametrize(
    ("at", "ends"),
    [
        # The term spans the night of 25 hours, and the one of 23.
        ("2026-10-20T12:00+03:00", "2026-10-28T00:00+02:00"),
        ("2026-03-25T12:00+02:00", "2026-04-02T00:00+03:00"),
    ],
)
def test_clocks_going_back_and_forth_never_shorten_a_term(at, ends):
    programme = rules(expiry={"purchase_days": 7}, zone="Europe/Kyiv")

    terms = programme.lot_terms("PURCHASE", "standard", moment(at), LATER)

    assert terms.expires_at == moment(ends)


def test_gifts_open_at_once_and_live_for_ever_unless_somebody_says_otherwise():
    # E26
    programme = rules(activation={"mode": "next_day"})

    assert programme.lot_terms("GIFT", "gold", NOON, LATER) == LotTerms("GIFT", NOON, None)
    assert programme.lot_terms("GIFT", "gold", NOON, LATER, days=7) == LotTerms(
        "GIFT", NOON, moment("2026-11-29T00:00+03:00")
    )


def test_a_programme_may_give_its_gifts_a_term():
    programme = rules(expiry={"purchase_days": 365, "gift_days": 7})

    terms = programme.lot_terms("GIFT", "standard", NOON, LATER)

    assert terms.expires_at == moment("2026-11-29T00:00+03:00")
