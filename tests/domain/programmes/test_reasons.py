"""Discounts, limits and what is no earning in words, the same in three languages (B2)."""

from string import Formatter

import pytest

from plushka.domain.programmes import reasons
from plushka.domain.programmes.earning import recompute
from plushka.domain.programmes.explain import explain
from plushka.domain.programmes.rates import bands, per_full, percent
from plushka.domain.programmes.texts import en, ru, uk
from plushka.domain.programmes.texts.counted import Counted
from tests.domain.programmes.making import NEWCOMER, receipt, rules

WITHOUT_TOBACCO = {"discount": ["tobacco"], "redemption": ["tobacco"]}
BANDS = [
    {"upto": "1000", "percent": "3"},
    {"percent": "10"},
]


def of_limit(*values, categories=(), exclusions=None, **paying):
    programme = rules(paying=paying, exclusions=exclusions or {})
    lines = receipt(*values, categories=categories)
    return [
        explain(reason, "ru") for reason in programme.limits(lines, [0] * len(lines), NEWCOMER).why
    ]


def test_a_discount_is_explained():
    programme = rules(
        tier={"discount": {"bands": [{"upto": 10, "percent": 0}, {"percent": "2.5"}]}},
        exclusions=WITHOUT_TOBACCO,
    )
    lines = receipt(200000, 500, categories=["", "tobacco"])

    facts = programme.why_discounted(lines, NEWCOMER)

    assert explain(facts, "ru") == (
        "Скидка 2,5 % от 2\xa0000,00 ₽. Процент для сумм больше 10,00 ₽."
        " Без скидки 5,00 ₽: tobacco"
    )
    assert recompute(facts) == facts["points"] == 5000


def test_a_marginal_discount_is_explained():
    programme = rules(tier={"discount": {"bands": BANDS, "mode": "marginal"}})

    facts = programme.why_discounted(receipt(60000), NEWCOMER)

    assert explain(facts, "ru") == "Скидка по частям от 600,00 ₽. 3 % с первых 1\xa0000,00 ₽"


def test_each_reason_for_a_limit_is_explained():
    assert of_limit(
        88000,
        30000,
        categories=["", "Tobacco"],
        exclusions=WITHOUT_TOBACCO,
        max_percent="99.99",
        multiple="50.00",
        minimum="1000.00",
        min_line_price="1.00",
    ) == [
        "Бонусами нельзя оплатить 300,00 ₽: Tobacco",
        "Бонусами можно оплатить до 99,99 % от 880,00 ₽",
        "В каждой позиции не меньше 1,00 ₽ платят деньгами",
        "Бонусы списывают суммами, кратными 50",
        "Меньше 1\xa0000 бонусов списать нельзя",
    ]


@pytest.mark.parametrize(
    ("facts", "texts"),
    [
        (
            reasons.redemption(points=20000, redeemed=20000, net=100000, currency="RUB"),
            (
                "Бонусами оплачено 200,00 ₽ из 1\xa0000,00 ₽",
                "Бонусами сплачено 200,00 ₽ із 1\xa0000,00 ₽",
                "200.00 ₽ of 1,000.00 ₽ paid with points",
            ),
        ),
        (
            reasons.worth(points=100, redeemed=50, price=50, net=1000, currency="RUB"),
            (
                "1 бонус по 0,50 ₽ за каждый: оплачено 0,50 ₽",
                "1 бонус по 0,50 ₽ за кожен: сплачено 0,50 ₽",
                "1 point at 0.50 ₽ paid 0.50 ₽",
            ),
        ),
        (
            reasons.worth(points=2100, redeemed=1050, price=50, net=9000, currency="RUB"),
            (
                "21 бонус по 0,50 ₽ за каждый: оплачено 10,50 ₽",
                "21 бонус по 0,50 ₽ за кожен: сплачено 10,50 ₽",
                "21 points at 0.50 ₽ each paid 10.50 ₽",
            ),
        ),
        (
            reasons.unreceipted(returned=30000, points=1500, currency="RUB"),
            (
                "Возврат на 300,00 ₽ без чека: столько даёт уровень за такую сумму",
                "Повернення на 300,00 ₽ без чека: стільки дає рівень за таку суму",
                "Return of 300.00 ₽ without a receipt: what the tier gives for such a sum",
            ),
        ),
        (
            reasons.claimed(points=1500, currency="RUB"),
            (
                "Чек предъявлен после покупки",
                "Чек пред’явлено після покупки",
                "The receipt was claimed after the purchase",
            ),
        ),
        (
            reasons.reversal(earned=11000, target=1800, reversed_=9200, currency="RUB"),
            (
                "Возврат: начислено было 110, за оставшееся полагается 18",
                "Повернення: нараховано було 110, за решту належить 18",
                "Return: 110 had been earned, 18 is due for what remains",
            ),
        ),
        (
            reasons.returned(points=6000, expired=0, currency="RUB"),
            (
                "Возвращены бонусы, которыми была оплачена покупка",
                "Повернено бонуси, якими було сплачено покупку",
                "The points that paid for the purchase came back",
            ),
        ),
        (
            reasons.returned(points=6000, expired=1050, currency="RUB"),
            (
                "Возвращены бонусы, которыми была оплачена покупка; срок 10,50 из них истёк",
                "Повернено бонуси, якими було сплачено покупку; строк 10,50 із них минув",
                "The points that paid for the purchase came back; 10.50 had expired",
            ),
        ),
        (
            reasons.tier(code="gold", paid_total=1000001, currency="UAH"),
            (
                "Покупок на 10\xa0000,01 ₴: этого достаточно для следующего уровня",
                "Покупок на 10\xa0000,01 ₴: цього досить для наступного рівня",
                "Purchases of 10,000.01 ₴ are enough for the next tier",
            ),
        ),
        (
            {"rule": "expiry", "reason": "TERM_ENDED"},
            ("Срок бонусов истёк", "Строк бонусів минув", "The term of these points has ended"),
        ),
        (
            {"method": "adjustment"},
            ("Корректировка вручную", "Коригування вручну", "Adjusted by hand"),
        ),
    ],
)
def test_what_is_no_earning_is_explained_too(facts, texts):
    assert tuple(explain(facts, language) for language in ("ru", "uk", "en")) == texts


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"method": "magic", "base": 1, "points": 1},
        {"rule": "expiry", "reason": "BOREDOM"},
        {"method": "nothing small"},
    ],
)
def test_facts_of_somebody_else_are_refused(facts):
    with pytest.raises(ValueError, match="nothing explains"):
        explain(facts, "ru")


@pytest.mark.parametrize("again", [percent.again, bands.again, per_full.again, recompute])
def test_points_are_not_recomputed_from_facts_of_somebody_else(again):
    with pytest.raises(ValueError, match="no "):
        again({"method": "magic", "points": 5})


def words_of(sentence):
    whole = (
        {sentence.one, sentence.few, sentence.many, sentence.other} - {""}
        if isinstance(sentence, Counted)
        else {sentence}
    )
    return {frozenset(name for _, name, _, _ in Formatter().parse(text) if name) for text in whole}


def test_all_languages_say_the_same_with_the_same_words():
    assert list(ru.SENTENCES) == list(uk.SENTENCES) == list(en.SENTENCES)
    for key in en.SENTENCES:
        said_with = {
            language: words_of(texts[key])
            for language, texts in (
                ("ru", ru.SENTENCES),
                ("uk", uk.SENTENCES),
                ("en", en.SENTENCES),
            )
        }
        assert len(said_with["en"]) == 1, key
        assert said_with["ru"] == said_with["uk"] == said_with["en"], key


def test_every_counted_sentence_has_all_forms_of_its_language():
    for texts in (ru.SENTENCES, uk.SENTENCES):
        for key, sentence in texts.items():
            if isinstance(sentence, Counted):
                assert all((sentence.one, sentence.few, sentence.many, sentence.other)), key
