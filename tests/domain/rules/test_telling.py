"""Conditions are told in words."""

import pytest
from hypothesis import given

from plushka.domain.rules.conditions.reading import read
from plushka.domain.rules.conditions.telling import told
from plushka.domain.rules.triggers.kinds import scope_of
from tests.domain.rules.trees import of_sales

OF_SALES = scope_of("purchase")


@pytest.mark.parametrize(
    ("condition", "ru", "uk", "en"),
    [
        ({"all": []}, "всегда", "завжди", "always"),
        (
            {"field": "purchases.total", "from": "10000.00"},
            "сумма покупок: не меньше 10 000,00 ₽",
            "сума покупок: не менше 10 000,00 ₽",
            "sum of purchases is at least 10,000.00 ₽",
        ),
        (
            {"field": "purchases.last_ago", "gt": 21},
            "прошло с последней покупки: больше 21 дн.",
            "минуло з останньої покупки: більше 21 дн.",
            "time since the last purchase is more than 21 days",
        ),
        (
            {
                "all": [
                    {"field": "member.tags", "has": "VIP"},
                    {
                        "any": [
                            {"field": "time.of_day", "between": ["10:00", "12:30"]},
                            {"field": "time.at", "exists": False},
                        ]
                    },
                ]
            },
            "теги: есть «vip» и (время: 10:00 – 12:30 или момент: не указано)",
            "теги: є «vip» і (час: 10:00 – 12:30 або момент: не вказано)",
            "tags have “vip” and (time of day is within 10:00 – 12:30 or moment is not known)",
        ),
        (
            {"not": {"field": "member.birth_date", "exists": True}},
            "не верно, что дата рождения: указано",
            "не так, що дата народження: вказано",
            "it is not so that birth date is known",
        ),
        (
            {"any_line": {"field": "line.sku", "in": ["b", "a"]}},
            "есть позиция, у которой артикул: одно из списка «a», «b»",
            "є позиція, у якої артикул: одне зі списку «a», «b»",
            "there is a line where SKU is one of “a”, “b”",
        ),
        (
            {"all_lines": {"field": "line.price", "upto": "5.00"}},
            "у всех позиций цена за штуку: не больше 5,00 ₽",
            "у всіх позицій ціна за штуку: не більше 5,00 ₽",
            "on all lines price of one piece is at most 5.00 ₽",
        ),
        (
            {"lines": {"field": "line.category", "is": "Кава"}, "pieces": {"lt": 1000}},
            "позиции, у которых категория: «кава», — штук: меньше 1 000",
            "позиції, у яких категорія: «кава», — штук: менше 1 000",
            "of lines where category is “кава”, their pieces is less than 1,000",
        ),
        (
            {"field": "time.at", "gt": "2026-11-21T12:00:00+03:00"},
            "момент: больше 21.11.2026 09:00 UTC",
            "момент: більше 21.11.2026 09:00 UTC",
            "moment is more than 2026-11-21 09:00 UTC",
        ),
        (
            {"field": "member.is_invited", "in": [True, False]},
            "пришёл по рекомендации: одно из списка нет, да",
            "прийшов за рекомендацією: одне зі списку ні, так",
            "came by a recommendation is one of no, yes",
        ),
        (
            {"field": "member.attributes.shoe", "exists": False},
            "«shoe» участника: не указано",
            "«shoe» учасника: не вказано",
            "the member’s “shoe” is not known",
        ),
    ],
)
def test_a_condition_is_told_in_three_languages(condition, ru, uk, en) -> None:
    tree = read(condition, OF_SALES)

    said = [
        told(tree, language, currency="RUB").replace("\N{NO-BREAK SPACE}", " ")
        for language in ("ru", "uk", "en", "de")
    ]
    assert said == [ru, uk, en, en]


@given(condition=of_sales)
def test_every_condition_is_told(condition: dict) -> None:
    tree = read(condition, OF_SALES)

    assert all(told(tree, language, currency="UAH") for language in ("ru", "uk", "en"))
