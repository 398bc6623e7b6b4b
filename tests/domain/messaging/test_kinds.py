"""What is said to people: the seeds' words to the letter, ours in one SMS, every value given."""

import datetime as dt

import pytest

from plushka.domain.messaging.kinds.kinds import KINDS, TOPICS
from plushka.domain.messaging.models import Choice
from plushka.domain.messaging.segments import count
from plushka.domain.messaging.texts import read, render
from tests.domain.messaging.voices import RU, VOICES

TODAY = dt.date(2026, 11, 22)
SEEDS = {
    "code_enrol": (
        {"code": "1234"},
        "Код для кассира: 1234 Сообщая его я даю согласие на получение SMS",
    ),
    "code_redeem": ({"code": "1234"}, "Код для кассира: 1234"),
    "accrued": (
        {"points": 5_000, "balance": 500_000},
        "Вам начислено: 50 бонусов. Текущий баланс: 5000 бонусов.",
    ),
    "expiring": (
        {"date": dt.date(2017, 12, 6), "points": 100_000, "balance": 500_000},
        "06.12 у вас сгорит 1000 бонусов. Текущий баланс: 5000 бонусов",
    ),
    "birthday": (
        {"points": 100_000, "date": "2017-12-05"},
        "С Днём Рождения! Дарим Вам 1000 подарочных бонусов до 05.12.17!",
    ),
    "review": (
        {"link": "http://k.bonusplus.pro/XXXXXX/r"},
        "Пожалуйста, оставьте свой отзыв: http://k.bonusplus.pro/XXXXXX/r",
    ),
    "reanimation": (
        {"points": 10_000, "date": dt.date(2017, 12, 15)},
        "Вам подарок 100 бонусов до 15.12",
    ),
}
SAID = {code: kind for code, kind in KINDS.items() if kind.texts is not None}


@pytest.mark.parametrize("code", SEEDS)
def test_seed_text_comes_out_to_the_letter_and_in_one_segment(code):
    values, said = SEEDS[code]

    assert KINDS[code].texts is not None
    assert render(KINDS[code], KINDS[code].texts.ru, values=values, voice=RU) == said
    assert count(said).n == 1


@pytest.mark.parametrize("code", ["code_enrol", "code_redeem"])
def test_seed_text_has_room_for_a_code_of_six_digits(code):
    text = KINDS[code].texts

    assert text is not None
    assert count(render(KINDS[code], text.ru, values={"code": "123456"}, voice=RU)).n == 1


@pytest.mark.parametrize("language", ["ru", "uk", "en"])
@pytest.mark.parametrize("code", SAID)
def test_every_text_takes_one_segment(code, language):
    kind = KINDS[code]
    assert kind.texts is not None
    said = render(
        kind, kind.texts.said_in(language), values=kind.samples(TODAY), voice=VOICES[language]
    )

    assert (said, count(said).n) == (said, 1)


@pytest.mark.parametrize("language", ["ru", "uk", "en"])
@pytest.mark.parametrize("code", KINDS)
def test_every_subject_can_be_written_with_the_values_of_its_kind(code, language):
    kind = KINDS[code]
    source = kind.subject.said_in(language)

    assert render(kind, source, values=kind.samples(TODAY), voice=VOICES[language])


@pytest.mark.parametrize("code", SAID)
def test_all_languages_need_the_same_values(code):
    kind = KINDS[code]
    needed = {read(kind, text, language).names for text, language in _texts(code)}

    assert len(needed) == 1


def _texts(code: str) -> list[tuple[str, str]]:
    kind = KINDS[code]
    assert kind.texts is not None
    return [(kind.texts.said_in(language), language) for language in ("ru", "uk", "en")]


def test_kinds_are_called_as_tables_have_room_for():
    assert max(map(len, KINDS)) <= 30
    assert all(code == kind.code for code, kind in KINDS.items())


def test_topics_and_choices_are_those_that_are_known():
    assert {kind.topic for kind in KINDS.values()} == set(TOPICS)
    assert {kind.choice for kind in KINDS.values()} - {None} == set(Choice.Kind.values)


def test_codes_go_whatever_the_member_chose_and_advertising_never():
    assert {kind.choice for kind in KINDS.values() if kind.cls == "CODE"} == {None}
    assert {kind.choice for kind in KINDS.values() if kind.cls == "ADVERTISING"} == {"OFFERS"}


@pytest.mark.parametrize("code", SAID)
def test_what_a_kind_needs_is_in_its_own_words(code):
    kind = KINDS[code]

    for text, language in _texts(code):
        assert kind.needs <= read(kind, text, language).names
