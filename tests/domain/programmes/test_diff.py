"""What changed between two programmes, place by place and in words."""

import pytest

from plushka.domain.programmes import files
from plushka.domain.programmes.diff.telling import say
from plushka.domain.programmes.diff.texts import en, ru, uk
from plushka.domain.programmes.diff.walking import Change, changes, leaves
from plushka.domain.programmes.diff.words import COUNTED
from tests.domain.programmes.making import DEFAULT, document

PLATINUM = {
    "code": "platinum",
    "name": {"ru": "Платина", "uk": "Платина", "en": "Platinum"},
    "when": {"lifetime_purchases": {"from": "50000"}},
    "earning": [{"percent": "15"}],
}


def with_tiers(standard=None, gold=None, more=(), **sections):
    plain = document(**sections)
    plain["tiers"][0] |= standard or {}
    plain["tiers"][1] |= gold or {}
    plain["tiers"] += more
    return files.read(plain)


def told(new, language="ru", old=DEFAULT):
    return [
        say(change, old=old, new=new, language=language).replace("\N{NO-BREAK SPACE}", " ")
        for change in changes(old, new)
    ]


def test_the_same_programme_has_no_changes():
    assert changes(DEFAULT, with_tiers()) == []


@pytest.mark.parametrize(
    ("parts", "ru", "uk", "en"),
    [
        (
            {"gold": {"earning": [{"percent": "12.5"}]}},
            "Золотая: начисление 10 % → 12,5 %",
            "Золота: нарахування 10 % → 12,5 %",
            "Gold: earning 10% → 12.5%",
        ),
        (
            {"gold": {"when": {"lifetime_purchases": {"gt": "20000"}}}},
            "Золотая: порог: больше 10 000 ₽ → 20 000 ₽",
            "Золота: поріг: більше 10 000 ₽ → 20 000 ₽",
            "Gold: threshold: more than 10,000 ₽ → 20,000 ₽",
        ),
        (
            {"expiry": {"purchase_days": 181}},
            "Программа: срок бонусов с покупок 365 дней → 181 день",
            "Програма: строк бонусів з покупок 365 днів → 181 день",
            "Programme: term of points from purchases 365 days → 181 days",
        ),
        (
            {"expiry": {"purchase_days": None}},
            "Программа: срок бонусов с покупок 365 дней → без срока",
            "Програма: строк бонусів з покупок 365 днів → без строку",
            "Programme: term of points from purchases 365 days → no end",
        ),
        (
            {"gold": {"paying": {"max_percent": "50"}}},
            "Золотая: оплата бонусами до 100 % → 50 %",
            "Золота: оплата бонусами до 100 % → 50 %",
            "Gold: paying with points up to 100% → 50%",
        ),
        (
            {"standard": {"discount": {"percent": "3"}}},
            "Стандартная: добавлено: скидка 3 %",
            "Стандартна: додано: знижка 3 %",
            "Standard: added: discount 3%",
        ),
        (
            {"birthday": {"days_before": 0, "gift": "501", "valid_days": 7}},
            "Программа: подарок ко дню рождения 1 000 бонусов → 501 бонус",
            "Програма: подарунок до дня народження 1 000 бонусів → 501 бонус",
            "Programme: birthday gift 1,000 points → 501 points",
        ),
        (
            {"exclusions": {"accrual": ["табак", "вино"]}},
            "Программа: без начисления: добавлено табак, вино",
            "Програма: без нарахування: додано табак, вино",
            "Programme: earn nothing: табак, вино added",
        ),
        (
            {"activation": {"mode": "next_day"}},
            "Программа: бонусы открываются сразу → на следующий день",
            "Програма: бонуси відкриваються одразу → наступного дня",
            "Programme: points open at once → the next day",
        ),
        (
            {"standard": {"earning": [{"bands": [{"percent": 3, "upto": 1000}, {"percent": 5}]}]}},
            "Стандартная: начисление 5 % → до 1 000 ₽ 3 %, дальше 5 %",
            "Стандартна: нарахування 5 % → до 1 000 ₽ 3 %, далі 5 %",
            "Standard: earning 5% → up to 1,000 ₽ 3%, above 5%",
        ),
        (
            {"standard": {"earning": [{"per_full": {"each": "1000", "points": "50"}}]}},
            "Стандартная: начисление 5 % → 50 бонусов за каждые 1 000 ₽",
            "Стандартна: нарахування 5 % → 50 бонусів за кожні 1 000 ₽",
            "Standard: earning 5% → 50 points for every full 1,000 ₽",
        ),
        (
            {"standard": {"earning": [{"percent": "5"}, {"percent": "1"}]}},
            "Стандартная: добавлено: начисление 1 %",
            "Стандартна: додано: нарахування 1 %",
            "Standard: added: earning 1%",
        ),
        (
            {"more": [PLATINUM]},
            "Новый уровень: Платина",
            "Новий рівень: Платина",
            "New tier: Platinum",
        ),
        (
            {"gold": {"name": {"ru": "Злато", "uk": "Злато", "en": "Au"}}},
            "Злато: название «Золотая» → «Злато»",
            "Злато: назва «Золота» → «Злато»",
            "Au: name «Gold» → «Au»",
        ),
        (
            {"expiry": {"purchase": {"mode": "end_of_quarter"}}},
            "Программа: срок бонусов с покупок 365 дней → до конца квартала",
            "Програма: строк бонусів з покупок 365 днів → до кінця кварталу",
            "Programme: term of points from purchases 365 days → to the end of the quarter",
        ),
        (
            {"gold": {"expiry": {"purchase": {"mode": "end_of_year", "after_months": 6}}}},
            "Золотая: срок бонусов с покупок 365 дней → до конца года через 6 мес.",
            "Золота: строк бонусів з покупок 365 днів → до кінця року через 6 міс.",
            "Gold: term of points from purchases 365 days → to the end of the year 6 months later",
        ),
        (
            {
                "expiry": {
                    "purchase_days": 365,
                    "gift": {"mode": "date", "date": "2026-12-31"},
                }
            },
            "Программа: срок подарочных бонусов без срока → 2026-12-31",
            "Програма: строк подарункових бонусів без строку → 2026-12-31",
            "Programme: term of gift points no end → 2026-12-31",
        ),
        (
            {"treatment": "consideration"},
            "Программа: бонусы в чеке: снижение цены → оплата вместе с деньгами",
            "Програма: бонуси в чеку: зниження ціни → оплата разом із грошима",
            "Programme: points on a receipt: a lower price → payment beside money",
        ),
        (
            {"confirmations": {"enrol": True, "redeem": False}},
            "Программа: код при списании да → нет",
            "Програма: код під час списання так → ні",
            "Programme: code to redeem yes → no",
        ),
        (
            {"confirmations": {"enrol": True, "redeem": True, "digits": 6}},
            "Программа: цифр в коде 4 → 6",
            "Програма: цифр у коді 4 → 6",
            "Programme: digits of a code 4 → 6",
        ),
    ],
)
def test_a_change_is_one_sentence_in_three_languages(parts, ru, uk, en):
    new = with_tiers(**parts)

    assert (told(new, "ru"), told(new, "uk")) == ([ru], [uk])
    assert told(new, "en") == told(new, "de") == [en]


def test_what_is_removed_is_told_of_the_old_programme():
    old = with_tiers(
        more=[PLATINUM],
        gold={"earning": [{"percent": "10"}, {"per_full": {"each": "100", "points": "1"}}]},
        exclusions={"accrual": ["табак", "вино"], "discount": ["вино"]},
    )
    new = with_tiers(exclusions={"accrual": ["табак", "пиво"]})

    assert told(new, old=old) == [
        "Золотая: убрано: начисление 1 бонус за каждые 100 ₽",
        "Уровня больше нет: Платина",
        "Программа: без начисления: добавлено пиво; убрано вино",
        "Программа: без скидки: убрано вино",
    ]


def test_tiers_are_matched_by_code_and_a_new_order_is_told_once():
    plain = document()
    first, second = plain["tiers"]
    when = second.pop("when")
    plain["tiers"] = [second, first | {"when": when}]
    new = files.read(plain)

    assert told(new) == [
        "Золотая: убрано: порог: больше 10 000 ₽",
        "Стандартная: добавлено: порог: больше 10 000 ₽",
        "Порядок уровней: Золотая, Стандартная",
    ]


def test_bands_by_days_and_texts_are_told():
    rate = {"bands": [{"upto": 30, "percent": "5"}], "otherwise": "1"}
    old = with_tiers(standard={"earning": [{"days_since": rate}]})
    new = with_tiers(
        standard={"earning": [{"days_since": rate | {"bands": [{"upto": 21, "percent": "5"}]}}]},
        messages={
            **files.plain(DEFAULT)["messages"],
            "accrued": {"ru": "Плюс [POINTS]", "uk": "Плюс [POINTS]", "en": "Plus [POINTS]"},
        },
    )

    assert told(new, old=old) == [
        "Стандартная: начисление по дням с прошлой покупки до 30 дней 5 % → до 21 день 5 %",
        (
            "Программа: текст «accrued» «Вам начислено: [POINTS]. Текущий баланс: [BALANCE].»"
            " → «Плюс [POINTS]»"
        ),
    ]


def test_terms_that_are_not_of_days_are_compared_as_they_are():
    month = with_tiers(expiry={"purchase": {"mode": "end_of_month"}})
    never = with_tiers(expiry={"purchase": {"mode": "never"}})

    assert told(never, old=month) == [
        "Программа: срок бонусов с покупок до конца месяца → без срока"
    ]
    assert told(DEFAULT, old=month) == [
        "Программа: срок бонусов с покупок до конца месяца → 365 дней"
    ]


def test_a_section_that_came_or_went_is_told_field_by_field():
    plain = document()
    del plain["birthday"]
    without = files.read(plain)

    assert told(without) == [
        "Программа: убрано: подарок до дня рождения за 0 дней",
        "Программа: убрано: подарок ко дню рождения 1 000 бонусов",
        "Программа: убрано: срок подарка ко дню рождения 7 дней",
    ]
    assert told(DEFAULT, old=without)[1] == (
        "Программа: добавлено: подарок ко дню рождения 1 000 бонусов"
    )


def test_limits_of_kinds_are_told():
    old = with_tiers(paying={"gift": {"exclusions": ["вино"]}})
    new = with_tiers(
        paying={"gift": {"max_percent": "30", "exclusions": ["пиво"], "with_discount": False}}
    )

    assert told(new, old=old) == [
        "Программа: оплата подарочными бонусами до 100 % → 30 %",
        "Программа: не оплачиваются подарочными бонусами: добавлено пиво; убрано вино",
        "Программа: подарочные бонусы оплачивают товары со скидкой да → нет",
    ]


def test_words_that_differ_in_another_language_are_shown_in_it():
    new = with_tiers(gold={"name": {"ru": "Золотая", "uk": "Злато", "en": "Gold"}})

    assert told(new) == ["Золотая: название «Золота» → «Злато»"]


def test_a_long_value_is_shortened():
    name = DEFAULT.name
    long = {"ru": "я" * 100, "uk": name.uk, "en": name.en}

    assert told(with_tiers(name=long)) == [
        "Программа: название «Бонусная программа» → «" + "я" * 59 + "…»"
    ]


def test_leaves_name_every_field_with_its_path():
    assert leaves(
        {"a": 1, "b": {"c": [1]}, "d": None}, {"a": 2, "b": {"c": [1, 2]}, "e": None}
    ) == [
        Change("a", "changed", 1, 2),
        Change("b.c", "changed", [1], [1, 2]),
        Change("e", "added"),
        Change("d", "removed"),
    ]


def test_words_are_the_same_in_every_language():
    for other in (ru.WORDS, uk.WORDS):
        assert other.fields.keys() == en.WORDS.fields.keys()
        assert other.sentences.keys() == en.WORDS.sentences.keys()
        assert other.values.keys() == en.WORDS.values.keys()
    assert COUNTED.keys() <= en.WORDS.fields.keys()
