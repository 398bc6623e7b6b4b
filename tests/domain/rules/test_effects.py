"""Effects are checked and told."""

import pytest

from plushka.domain.rules import rule as rules
from plushka.domain.rules.effects.effect import Effect
from plushka.domain.rules.effects.kinds import EFFECTS
from plushka.domain.rules.triggers.kinds import TRIGGERS
from tests.domain.rules.written import GIFT, a_rule, problems

BROUGHT = "it brings receipt.discount, receipt.redeemed, receipt.to_pay, receipt.total"


@pytest.mark.parametrize(
    ("effect", "trigger", "path", "message"),
    [
        (GIFT | {"points": "0.00"}, "purchase", "points", "must be above zero"),
        (
            GIFT | {"opens_days": 8, "valid_days": 7},
            "purchase",
            "valid_days",
            "points would end before they open",
        ),
        (
            {"effect": "percent", "percent": "0"},
            "purchase",
            "percent",
            "must be above 0 and at most 100",
        ),
        (
            {"effect": "percent", "percent": "100.01"},
            "purchase",
            "percent",
            "must be above 0 and at most 100",
        ),
        (
            {"effect": "percent", "percent": "5", "of": "purchases.total"},
            "purchase",
            "of",
            f"the trigger purchase brings no such sum; {BROUGHT}",
        ),
        (
            {"effect": "percent", "percent": "5"},
            "birthday",
            "of",
            "the trigger birthday brings no such sum; it brings none",
        ),
        (
            {"effect": "multiplier", "factor": "1"},
            "purchase",
            "factor",
            "must be above 1 and at most 100",
        ),
        (
            {"effect": "multiplier", "factor": "2"},
            "birthday",
            "effect",
            "only a purchase can yield this",
        ),
        ({"effect": "fixed", "sum": "0"}, "purchase", "sum", "must be above zero"),
        (
            {"effect": "fixed", "sum": "5.00"},
            "review",
            "effect",
            "only a purchase can yield this",
        ),
        (
            {"effect": "discount", "percent": "5"},
            "review",
            "effect",
            "only a purchase can yield this",
        ),
        (
            {
                "effect": "discount",
                "percent": "5",
                "lines": {"not": {"field": "member.tier", "is": "x"}},
            },
            "purchase",
            "lines.not.field",
            "member.tier cannot be asked of a line",
        ),
        ({"effect": "gift", "reward": " "}, "purchase", "reward", "name a reward"),
        ({"effect": "tag", "tag": " "}, "purchase", "tag", "a text needs a letter"),
        ({"effect": "upline"}, "purchase", "percents", "name either percents or points"),
        (
            {"effect": "upline", "percents": ["1"], "points": ["1"]},
            "purchase",
            "percents",
            "name either percents or points",
        ),
        (
            {"effect": "upline", "percents": ["60", "41"]},
            "purchase",
            "percents",
            "all levels together get at most 100",
        ),
        ({"effect": "upline", "points": []}, "purchase", "points", "name 1 to 100 levels"),
        (
            {"effect": "upline", "points": ["5", "0"]},
            "birthday",
            "points[1]",
            "the last level gets more than nothing",
        ),
        (
            {"effect": "supplier", "percent": "5"},
            "purchase",
            "effect",
            "only the sale of a supplier's goods can yield this",
        ),
    ],
)
def test_a_wrong_effect_is_refused_with_its_place(effect, trigger, path, message) -> None:
    assert problems(a_rule(effect, trigger=trigger)) == [(f"rules[1].effects[0].{path}", message)]


@pytest.mark.parametrize(
    ("effect", "trigger", "ru", "uk", "en"),
    [
        (GIFT, "birthday", "100 бонусов", "100 бонусів", "100 points"),
        (
            {"effect": "points", "points": "1.50", "valid_days": 21},
            "birthday",
            "1,50 бонуса, срок: 21 день",
            "1,50 бонуса, строк: 21 день",
            "1.50 points, valid for 21 days",
        ),
        (
            {"effect": "percent", "percent": "2.5", "valid_days": 3},
            "purchase",
            "2,5 % бонусами от: к оплате деньгами, срок: 3 дня",
            "2,5 % бонусами від: до сплати грошима, строк: 3 дні",
            "2.5% of left to pay with money in points, valid for 3 days",
        ),
        (
            {"effect": "multiplier", "factor": "1.5"},
            "purchase",
            "начисление × 1,5",
            "нарахування × 1,5",
            "points earned × 1.5",
        ),
        (
            {"effect": "fixed", "sum": "1500"},
            "purchase",
            "скидка 1 500,00 ₽",
            "знижка 1 500,00 ₽",
            "1,500.00 ₽ off",
        ),
        (
            {"effect": "discount", "percent": "5"},
            "purchase",
            "скидка 5 %",
            "знижка 5 %",
            "5% off",
        ),
        (
            {"effect": "discount", "percent": "5", "lines": {"field": "line.sku", "is": "7"}},
            "purchase",
            "скидка 5 % на позиции, у которых артикул: «7»",
            "знижка 5 % на позиції, у яких артикул: «7»",
            "5% off lines where SKU is “7”",
        ),
        (
            {"effect": "gift", "reward": "mug"},
            "review",
            "подарок «mug»",
            "подарунок «mug»",
            "a gift: “mug”",
        ),
        (
            {"effect": "gift", "reward": "mug", "pieces": 2},
            "review",
            "подарок «mug» × 2",
            "подарунок «mug» × 2",
            "a gift: “mug” × 2",
        ),
        (
            {"effect": "tier", "tier": "gold", "days": 30},
            "payout",
            "уровень «gold», срок: 30 дней",
            "рівень «gold», строк: 30 днів",
            "tier “gold” for 30 days",
        ),
        (
            {"effect": "badge", "badge": "friend"},
            "redemption",
            "награда «friend»",
            "нагорода «friend»",
            "badge “friend”",
        ),
        (
            {"effect": "tag", "tag": "vip"},
            "subscription",
            "тег «vip»",
            "тег «vip»",
            "tag “vip”",
        ),
        (
            {"effect": "tag", "tag": "vip", "is_removed": True},
            "profile_filled",
            "снят тег «vip»",
            "знято тег «vip»",
            "tag “vip” taken off",
        ),
        (
            {"effect": "message", "text": "hello"},
            "registration",
            "сообщение «hello»",
            "повідомлення «hello»",
            "message “hello”",
        ),
        (
            {"effect": "message", "text": "hello", "to": "referrer"},
            "registration",
            "сообщение «hello» пригласившему",
            "повідомлення «hello» тому, хто запросив",
            "message “hello” to the referrer",
        ),
        (
            {"effect": "upline", "percents": ["3", "0.5"]},
            "purchase",
            "вышестоящим по уровням 3 %, 0,5 % от: к оплате деньгами",
            "вищим рівням 3 %, 0,5 % від: до сплати грошима",
            "3%, 0.5% of left to pay with money to the upline, level by level",
        ),
        (
            {"effect": "upline", "points": ["100", "1"]},
            "registration",
            "вышестоящим по уровням: 100 бонусов, 1 бонус",
            "вищим рівням: 100 бонусів, 1 бонус",
            "100 points, 1 point to the upline, level by level",
        ),
        (
            {"effect": "supplier", "percent": "2"},
            "supplier_sale",
            "поставщику 2 % от проданных товаров",
            "постачальнику 2 % від проданих товарів",
            "2% of the goods sold to their supplier",
        ),
    ],
)
def test_an_effect_is_told_in_three_languages(effect, trigger, ru, uk, en) -> None:
    one = rules.read(a_rule(effect, trigger=trigger))
    about = TRIGGERS[trigger].words

    said = [
        rules.told(one, language, currency="RUB").replace("\N{NO-BREAK SPACE}", " ")
        for language in ("ru", "uk", "en", "de")
    ]
    first = [words[0].upper() + words[1:] for words in (*about, about.en)]
    assert said == [
        f"{trigger_words}: {words}"
        for trigger_words, words in zip(first, (ru, uk, en, en), strict=True)
    ]
    assert rules.read(rules.document(one)) == one


def test_every_kind_of_effect_has_words_of_its_own() -> None:
    assert [name for name, kind in EFFECTS.items() if kind.told is Effect.told] == []
    with pytest.raises(NotImplementedError):
        Effect().told("en", "RUB")
