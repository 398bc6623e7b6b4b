"""What the sentences say, part by part."""

import pytest

from plushka.domain.programmes import files
from plushka.domain.programmes.telling.changes import changes
from plushka.domain.programmes.telling.whole import Told, tell
from tests.domain.programmes.making import DEFAULT, document

SPACE = "\N{NO-BREAK SPACE}"


def said(part, language="en", *, tier=None, **sections):
    """What is said of one part of the first tier, or of the programme where it has none."""
    plain = document(**sections)
    plain["tiers"][0] |= tier or {}
    told = tell(files.read(plain), language)
    every = (*told.tiers[0].parts, *told.for_all)
    sentences = next((one.sentences for one in every if one.part == part), ())
    return [sentence.replace(SPACE, " ") for sentence in sentences]


def friends(*, at_once=True, **limits):
    """A section about friends."""
    return {
        "keys": [],
        "referrer": {"base": "purchase_paid", "percent": "3", **limits},
        "newcomer": {"gift": "100", "usable_at_first_purchase": at_once},
    }


@pytest.mark.parametrize(
    ("referral", "sentences"),
    [
        (friends(first_n_purchases=2), ["Only the friend's first purchases count: 2."]),
        (
            friends(period_days=30),
            ["It lasts for so many days after the friend joined: 30."],
        ),
        (
            friends(most_a_month="500"),
            ["For all friends together no more than 500 points a month."],
        ),
    ],
    ids=["purchases", "days", "month"],
)
def test_how_long_and_how_much_friends_bring_is_told(referral, sentences):
    assert said("referral", referral=referral)[2:-1] == sentences


def test_gift_that_waits_is_told():
    assert said("referral", referral=friends(at_once=False))[-1] == (
        "They cannot be used at the first purchase."
    )


def test_the_default_programme_is_told_tier_by_tier():
    told = tell(DEFAULT, "ru")

    assert [(tier.name, tier.when[0].replace(SPACE, " ")) for tier in told.tiers] == [
        ("Стандартная", "С этого уровня начинают все."),
        ("Золотая", "Для тех, чьи покупки в сумме больше 10 000 ₽."),
    ]
    assert told.tiers[1].own_parts == (
        Told("earning", ("Начисляем 10 % от суммы, оплаченной деньгами.",)),
    )


@pytest.mark.parametrize("name", sorted(files.PRESETS))
@pytest.mark.parametrize("language", ["ru", "uk", "en"])
def test_every_preset_is_told_in_every_language(name: str, language: str):
    programme = files.preset(name)

    told = tell(programme, language)

    assert [tier.code for tier in told.tiers] == [tier.code for tier in programme.tiers]
    assert all(part.sentences for tier in told.tiers for part in tier.parts)


def test_a_language_we_do_not_speak_is_english():
    assert tell(DEFAULT, "de") == tell(DEFAULT, "en")


@pytest.mark.parametrize(
    ("rule", "sentences"),
    [
        ({"percent": "7.50"}, ["You earn 7.5% of what you pay with money."]),
        ({"bands": [{"percent": 5}]}, ["You earn 5% of what you pay with money."]),
        (
            {
                "bands": [
                    {"upto": 1000, "percent": 1},
                    {"upto": 5000, "percent": 2},
                    {"percent": 3},
                ]
            },
            [
                "For up to and including 1,000 ₽ you earn 1%.",
                "For more than 1,000 ₽, up to and including 5,000 ₽, you earn 2%.",
                "For more than 5,000 ₽ you earn 3%.",
            ],
        ),
        (
            {"mode": "marginal", "bands": [{"upto": "99.50", "percent": 1}, {"percent": 2}]},
            [
                "You earn 1% of the first 99.50 ₽ of a receipt.",
                "You earn 2% of the part of a receipt above 99.50 ₽.",
            ],
        ),
        (
            {"per_full": {"each": 1000, "points": 1}, "by": "receipt_net"},
            [
                "You earn 1 point for every full 1,000 ₽.",
                "The sum is what the whole receipt comes to after discounts, however it is paid.",
            ],
        ),
        (
            {"days_since": {"bands": [{"upto": 0, "percent": 9}, {"upto": 30, "percent": 7}],
                            "otherwise": 5}},
            [
                "You earn 9% if you have bought on the same day already.",
                "You earn 7% if your last purchase was 30 days ago or less.",
                "You earn 5% on a first purchase and after a longer break.",
            ],
        ),
        (
            {
                "percent": 5,
                "rounding": {"direction": "up", "to": "1"},
                "on_return": "proportional",
            },
            [
                "You earn 5% of what you pay with money.",
                "Points are rounded up to 1.",
                "After a return you keep the same share of the points as of the goods.",
            ],
        ),
    ],
)  # fmt: skip
def test_earning_is_told_in_each_of_its_ways(rule, sentences):
    assert said("earning", tier={"earning": [rule]}) == sentences


def test_a_tier_that_earns_nothing_says_so():
    assert said("earning", tier={"earning": []}) == ["Purchases earn no points."]


def test_a_discount_is_told():
    found = said("discount", "ru", tier={"discount": {"percent": "3"}})

    assert found == ["Скидка 3 % на каждую покупку."]


@pytest.mark.parametrize(
    ("paying", "sentences"),
    [
        ({"max_percent": 0}, ["Бонусами платить нельзя."]),
        ({"max_percent": 100}, ["Бонусами можно оплатить весь чек."]),
        (
            {"max_percent": 50, "multiple": 10, "minimum": 21, "min_line_price": "0.01"},
            [
                "Бонусами можно оплатить до 50 % чека.",
                "Бонусы списывают с шагом 10 бонусов.",
                "Наименьшее списание: 21 бонус.",
                "В каждой позиции не меньше 0,01 ₽ платят деньгами.",
            ],
        ),
    ],
)
def test_paying_is_told_by_the_limits_that_bind(paying, sentences):
    assert said("paying", "ru", paying=paying) == sentences


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (1, "Бонусы за покупку живут 1 день."),
        (3, "Бонусы за покупку живут 3 дня."),
        (11, "Бонусы за покупку живут 11 дней."),
        (None, "Бонусы за покупки не сгорают."),
    ],
)
def test_days_are_counted_in_their_forms(days, sentence):
    assert said("expiry", "ru", expiry={"purchase_days": days})[0] == sentence


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        ({"mode": "days", "days": 2}, "Бонусы за покупку живут 2 дня."),
        ({"mode": "end_of_month"}, "Бонусы за покупку сгорают в конце месяца."),
        (
            {"mode": "end_of_year", "after_months": 5},
            "Бонусы за покупку сгорают в конце года через 5 месяцев.",
        ),
        (
            {"mode": "date", "date": "2027-03-01"},
            "Бонусы за покупку действуют по 01.03.2027 включительно.",
        ),
        ({"mode": "never"}, "Бонусы за покупки не сгорают."),
    ],
)
def test_terms_are_told_in_each_of_their_modes(term, sentence):
    assert said("expiry", "ru", expiry={"purchase": term})[0] == sentence


def test_a_tier_of_a_window_says_how_long_it_is_held():
    plain = document()
    plain["tiers"][1]["when"] = {"purchases": {"from": 5000, "months": 3}}

    told = tell(files.read(plain), "ru").tiers[1].when

    assert [sentence.replace(SPACE, " ") for sentence in told] == [
        "Для тех, чьи покупки за 3 месяца в сумме 5 000 ₽ и больше.",
        "Уровень держится столько же, потом его нужно подтвердить заново.",
    ]


def test_each_kind_of_points_tells_its_own_limits():
    gift = {"max_percent": 30, "exclusions": ["Хлеб"], "with_discount": False}

    assert said("paying", paying={"gift": gift, "purchase": {"max_percent": 0}}) == [
        "Points may pay for a whole receipt.",
        "Points of purchases cannot pay for purchases.",
        "Points you were given may pay for up to 30% of a receipt.",
        "Points you were given cannot pay for: Хлеб.",
        "Points you were given cannot pay for goods with a discount.",
    ]


def test_gifts_of_nothing_are_not_told():
    gift = {"days_before": 0, "gift": 0, "valid_days": 7}

    assert said("birthday", birthday=gift) == []
    assert said("birthday", birthday=gift | {"gift": 5}) == [
        "You get 5 points on your birthday.",
        "The birthday gift lives 7 days.",
    ]


def test_what_is_left_out_is_named():
    found = said("exclusions", "uk", exclusions={"accrual": ["Тютюн", "Пакети"]})

    assert found == ["Бонуси не нараховуються за: Тютюн, Пакети."]


def test_a_tier_says_which_terms_are_its_own():
    plain = document()
    plain["tiers"][1]["expiry"] = {"purchase_days": None}
    told = tell(files.read(plain), "en")

    owned = [{part.part for part in tier.own_parts} for tier in told.tiers]
    assert owned == [{"earning"}, {"earning", "expiry"}]


def test_changes_name_what_is_new_and_what_is_gone():
    plain = document()
    plain["tiers"][0]["earning"] = [{"percent": 7}]
    before, after = tell(DEFAULT, "en"), tell(files.read(plain), "en")

    found = changes(before, after)

    assert found.new == (("Standard", "You earn 7% of what you pay with money."),)
    assert found.gone == (("Standard", "You earn 5% of what you pay with money."),)
    assert changes(after, after).new == ()


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (None, "Бонусами за покупку можно платить, когда она подтверждена (delivered)."),
        (
            21,
            (
                "Бонусами за покупку можно платить, когда она подтверждена (delivered),"
                " самое позднее через 21 день."
            ),
        ),
    ],
)
def test_what_points_wait_for_is_told(days, sentence):
    latest = {} if days is None else {"latest_days": days}
    activation = {"mode": "event", "type": "delivered"} | latest

    assert said("activation", "ru", activation=activation) == [sentence]
