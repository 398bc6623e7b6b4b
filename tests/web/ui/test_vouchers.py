"""What vouchers and terms are, in words."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from plushka.domain.vouchers.terms import Terms
from plushka.web.ui.templatetags.ui import last_day
from plushka.web.ui.vouchers import told

MANY = tuple(f"A{n}" for n in range(6))


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (
            Terms(title="x", percent="12.5", most_off=50_000),
            "12.50% off · no more than 500.00 ₽ off",
        ),
        (
            Terms(title="x", off=30_000, least_total=100_000),
            "300.00 ₽ off · for receipts from 1,000.00 ₽",
        ),
        (Terms(title="x", price=0, skus=("COFFEE",)), "as a gift: COFFEE"),
        (Terms(title="x", price=1_000, skus=MANY), "for 10.00 ₽: A0, A1, A2, A3, A4 …"),
        (
            Terms(title="x", percent="10", skus=("TEA",), categories=("Food",)),
            "10% off · only for: TEA, Food",
        ),
    ],
    ids=["percent", "sum", "gift", "price", "goods"],
)
def test_a_voucher_says_what_it_takes_off_and_where(terms, said):
    with translation.override("en"):
        assert told(terms, currency="RUB").replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("2026-12-31T21:00:00+00:00", "31 December 2026"),
        ("2026-12-31T12:30:00+00:00", "31 December 2026, 15:30"),
    ],
    ids=["midnight", "within-a-day"],
)
def test_a_term_says_the_last_day_on_which_it_is_good(until, said):
    with translation.override("en"), timezone.override("Europe/Moscow"):
        assert last_day(dt.datetime.fromisoformat(until)) == said
