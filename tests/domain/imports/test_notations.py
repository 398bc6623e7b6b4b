"""What people write into cells is read in their notations, and never guessed."""

import datetime as dt

import pytest

from plushka.domain.imports import notations
from plushka.domain.imports.reasons import Reason, RowWrong
from plushka.lib.days import NO_YEAR

TODAY = dt.date(2026, 11, 21)


def reason(read, *args, **more) -> Reason:
    with pytest.raises(RowWrong) as wrong:
        read(*args, **more)
    return wrong.value.reason


@pytest.mark.parametrize(
    "cell",
    ["8 (916) 123-45-67", "79161234567", "79161234567.0", "7.9161234567E10", "7,9161234567e+10"],
)
def test_a_phone_is_read_as_excel_writes_it(cell: str):
    assert notations.phone(cell, region="RU").value == "+79161234567"


def test_a_phone_that_lost_digits_is_refused_and_not_made_up():
    assert reason(notations.phone, "7.91612E+10", region="RU") is Reason.DIGITS_LOST
    assert reason(notations.phone, "12", region="RU") is Reason.NO_PHONE
    assert (
        reason(notations.somebody, "7.91E+10", region="RU", field="referrer") is Reason.DIGITS_LOST
    )


def test_a_card_gets_back_the_noughts_that_excel_dropped():
    assert notations.card("12345678905").value == "0012345678905"
    assert notations.card("2900000000018").value == "2900000000018"
    assert reason(notations.card, "12345678904") is Reason.NO_CARD


def test_somebody_is_a_card_a_phone_or_an_alias():
    kinds = [
        notations.somebody(cell, region="RU", field="").kind
        for cell in ("2900000000018", "89161234567", "мама", "73513537", "79160005040")
    ]
    # The last one with two noughts in front would be a card, and is a phone.
    assert kinds == ["CARD", "PHONE", "ALIAS", "CARD", "PHONE"]
    assert notations.card("79160005040").value == "0079160005040"
    assert reason(notations.somebody, "!", region="RU", field="") is Reason.NOBODY


@pytest.mark.parametrize(
    ("cell", "hundredths"),
    [
        ("100", 10_000),
        ("1 234,5", 123_450),
        ("1\N{NO-BREAK SPACE}234.50", 123_450),
        ("1,234.50", 123_450),
        ("1.234,50", 123_450),
        ("1'234'567.5", 123_456_750),
        ("-0.05", -5),
        ("\N{MINUS SIGN}3", -300),
        ("12.3400", 1_234),
    ],
)
def test_sums_are_read(cell: str, hundredths: int):
    assert notations.signed(cell, field="") == hundredths


@pytest.mark.parametrize("cell", ["", "1.005", "1,234", "12,34.5", "ten", "1e5", "0x1", "1-2"])
def test_what_could_be_two_sums_is_none(cell: str):
    assert reason(notations.signed, cell, field="") is Reason.NO_NUMBER


def test_a_sum_that_is_a_slip_is_refused():
    assert reason(notations.signed, "99999999999", field="") is Reason.TOO_LARGE


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-11-21", dt.date(2026, 11, 21)),
        ("2026-11-21 00:00:00", dt.date(2026, 11, 21)),
        ("21.11.2026", dt.date(2026, 11, 21)),
        ("1/2/2026", dt.date(2026, 2, 1)),
        ("21.11.85", dt.date(1985, 11, 21)),
        ("21.11.26", dt.date(2026, 11, 21)),
        ("46347", dt.date(2026, 11, 21)),
        ("29.02", dt.date(NO_YEAR, 2, 29)),
    ],
)
def test_days_are_read(cell: str, day: dt.date):
    assert notations.day(cell, field="", may_lack_year=True, today=TODAY) == day


@pytest.mark.parametrize("cell", ["", "31.02.2026", "2026-13-01", "21.11", "yesterday", "0.0.0"])
def test_what_is_no_day_is_refused(cell: str):
    assert reason(notations.day, cell, field="") is Reason.NO_DATE


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("21.11.2026 12:30", "2026-11-21T09:30:00+00:00"),
        ("2026-11-21T12:30:15+05:00", "2026-11-21T07:30:15+00:00"),
        ("2026-11-21T12:30:15-0500", "2026-11-21T17:30:15+00:00"),
        ("2026-11-21 12:30:15Z", "2026-11-21T12:30:15+00:00"),
        ("2026-11-21", "2026-11-21T09:00:00+00:00"),
    ],
)
def test_moments_are_of_the_company_where_they_say_no_other(cell: str, moment: str):
    read = notations.moment(cell, field="", zone="Europe/Moscow")

    assert read.isoformat() == moment


@pytest.mark.parametrize("cell", ["2026-11-21 25:00", "2026-11-21 noon", "2026-11-21 1:2"])
def test_what_is_no_moment_is_refused(cell: str):
    assert reason(notations.moment, cell, field="", zone="UTC") is Reason.NO_MOMENT


def test_answers_quantities_and_texts_are_read():
    assert [notations.yes(cell, field="") for cell in ("Да", "так", "1", "нет", "0", "")] == [
        *(True, True, True),
        *(False, False, False),
    ]
    assert reason(notations.yes, "maybe", field="") is Reason.NO_ANSWER
    assert notations.thousandths("1,5", field="") == 1_500
    assert reason(notations.thousandths, "0", field="") is Reason.ZERO
    assert reason(notations.thousandths, "1.2345", field="") is Reason.NO_NUMBER
    assert notations.text("  <b>Анна</b>\n Петрова 🎂 ", field="") == "<b>Анна</b> Петрова 🎂"
    assert reason(notations.text, "x" * 201, field="") is Reason.TOO_LONG
    assert reason(notations.text, "An\0na", field="") is Reason.CONTROL
