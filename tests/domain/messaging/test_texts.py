"""Texts with values: written whole, or refused while they are edited, with the place."""

import datetime as dt

import pytest

from plushka.domain.messaging.filters import Voice
from plushka.domain.messaging.kinds.kind import DAYS, Kind, Value, values
from plushka.domain.messaging.texts import TextInvalid, ValueMissing, read, render
from plushka.domain.rules.words import Words
from tests.domain.messaging.voices import EN, RU, UK

_WORDS = Words("", "", "")
KIND = Kind(
    code="trial",
    cls="SERVICE",
    topic="POINTS",
    choice=None,
    words=_WORDS,
    values=values(
        points=Value("points", _WORDS, 5_000),
        sum=Value("money", _WORDS, 15_050),
        days=Value("count", _WORDS, 3),
        date=Value("date", _WORDS, 7 * DAYS),
    ),
    texts=_WORDS,
    subject=_WORDS,
    valid_for=DAYS,
)
DATE = dt.date(2017, 12, 5)


def write(source: str, voice: Voice = RU, **given: object) -> str:
    return render(KIND, source, values=given, voice=voice)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("points", "written"),
    [
        (100, "1 бонус"),
        (200, "2 бонуса"),
        (500, "5 бонусов"),
        (1_100, "11 бонусов"),
        (2_100, "21 бонус"),
        (150, "1,5 бонуса"),
        (125, "1,25 бонуса"),
        (500_000, "5000 бонусов"),
        (1_000, "10 бонусов"),
        (0, "0 бонусов"),
        (-300, "-3 бонуса"),
    ],
)
def test_points_bring_their_unit_in_its_form(points, written):
    assert write("{points|points}", points=points) == written


def test_points_bring_the_unit_of_the_language():
    assert write("{points|points}", UK, points=200) == "2 бонуси"
    assert write("{points|points}", EN, points=100) == "1 point"
    assert write("{points|points}", EN, points=150) == "1.5 points"


def test_value_is_written_as_it_is_without_a_filter():
    given = {"points": 5_050, "sum": 10_000, "days": 3, "date": DATE, "company": "Липа {ё}"}

    written = write("{points}; {sum}; {days}; {date}; {company}", **given)

    assert written == "50,5; 100; 3; 05.12; Липа {ё}"


def test_other_filters():
    assert write("{date|year}", date="2017-12-05") == "05.12.17"
    assert write("{sum|money}", sum=15_050) == "150,50 ₽"
    assert write("{sum|money}", EN, sum=15_000) == "150 RUB"
    assert write("{points} {points|unit}", points=200) == "2 бонуса"
    assert write("{name|or:друг}", name="") == "друг"
    assert write("{name|or:друг}", name="Анна") == "Анна"


@pytest.mark.parametrize(
    ("days", "written"), [(1, "1 день"), (3, "3 дня"), (5, "5 дней"), (11, "11 дней")]
)
def test_count_chooses_among_the_words_that_are_told(days, written):
    assert write("{days|plural:день,дня,дней}", days=days) == written
    assert f"{days} " + write("{days|word: день , дня , дней }", days=days) == written


def test_part_of_a_point_takes_the_fourth_form_or_the_second():
    assert write("{points|plural:балл,балла,баллов}", points=150) == "1,5 балла"
    assert write("{points|plural:а,б,в,г}", points=150) == "1,5 г"
    assert write("{days|plural:day,days}", EN, days=1) == "1 day"
    assert write("{days|plural:day,days}", EN, days=2) == "2 days"


def test_brace_is_written_twice():
    assert write("{{ и }}, {{нет}}: {days}", days=3) == "{ и }, {нет}: 3"


@pytest.mark.parametrize(
    ("source", "why", "place", "piece"),
    [
        ("", "empty", 1, ""),
        (" \n ", "empty", 1, ""),
        ("Код {code}", "unknown_value", 5, "code"),
        ("Код {POINTS}", "unknown_value", 5, "POINTS"),
        ("Вам {points", "unclosed", 5, "{points"),
        ("Вам {points {days}", "unclosed", 5, "{points {days"),
        ("Вам points}", "stray", 11, "}"),
        ("{}", "nameless", 1, "{}"),
        ("{|points}", "nameless", 1, "{|points}"),
        ("{{points}}", "doubled", 1, "{{points}}"),
        ("Вам {{ points|points }}!", "doubled", 5, "{{ points|points }}"),
        ("{points|роubles}", "unknown_filter", 1, "роubles"),
        ("{points|}", "unknown_filter", 1, ""),
        ("{days|points}", "unfit", 1, "days|points"),
        ("{company|plural:a,b,c}", "unfit", 1, "company|plural"),
        ("{days|plural}", "forms", 1, "plural"),
        ("{days|plural:день,дня}", "forms", 1, "plural"),
        ("{days|plural:день,,дней}", "forms", 1, "plural"),
        ("{points|points:бонус}", "words", 1, "points"),
        ("{name|or}", "words", 1, "or"),
        ("Здравствуйте, {name}!", "may_be_empty", 15, "name"),
    ],
)
def test_what_could_not_be_sent_is_refused_with_its_place(source, why, place, piece):
    with pytest.raises(TextInvalid) as refused:
        read(KIND, source, "ru")

    assert (refused.value.why, refused.value.place, refused.value.piece) == (why, place, piece)


def test_english_has_two_forms():
    with pytest.raises(TextInvalid, match="forms at 1"):
        read(KIND, "{days|plural:a,b,c}", "en")


def test_missing_value_is_a_fault_of_whoever_sends():
    with pytest.raises(ValueMissing, match="trial: points"):
        write("{points}")


def test_text_tells_which_values_it_needs():
    assert read(KIND, "{days} {points|points} {days}", "ru").names == {"days", "points"}
