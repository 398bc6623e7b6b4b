"""Points of purchases and gifts, each kind under its own limit (E26, T45)."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plushka.domain.programmes.explain import explain
from plushka.domain.programmes.facts import Line
from plushka.domain.programmes.paying import PaysTooMuchWithPoints
from tests.domain.programmes.making import NEWCOMER, document, receipt, rules
from tests.domain.programmes.test_document import errors

FREE = {"max_percent": "100", "multiple": "0.01", "minimum": "0.00", "min_line_price": "0.00"}
RICH = {"purchase": 10**9, "gift": 10**9}


def limit(*values, categories=(), off=None, **paying):
    programme = rules(paying=FREE | paying)
    lines = receipt(*values, categories=categories)
    return programme.limits(lines, off or [0] * len(values), NEWCOMER)


def test_each_kind_has_its_own_percent_and_both_the_common_one():
    """T45: the limits of the kinds come before the common one."""
    found = limit(100_00, max_percent="60", gift={"max_percent": "30"})

    assert found.total == 60_00
    assert found.most_of({"purchase": 0, "gift": 100_00}) == 30_00
    assert found.most_of({"purchase": 20_00, "gift": 100_00}) == 50_00
    assert found.most_of(RICH) == 60_00


def test_where_the_kinds_together_allow_less_than_the_common_limit_theirs_holds():
    found = limit(100_00, purchase={"max_percent": "20"}, gift={"max_percent": "30"})

    assert found.total == 50_00
    assert found.why == [
        {"method": "limit_purchase", "upto": 20_00, "currency": "RUB"},
        {"method": "limit_gift", "upto": 30_00, "currency": "RUB"},
    ]
    assert (
        explain(found.why[1], "ru") == "Подарочными бонусами можно оплатить до 30,00 ₽ этого чека"
    )
    assert explain(found.why[0], "uk") == "Бонусами з покупок можна сплатити до 20,00 ₽ цього чека"
    assert explain(found.why[1], "en") == "Gift points can pay up to 30.00 ₽ of this receipt"


def test_more_than_a_kind_may_pay_is_refused_with_what_it_may():
    found = limit(100_00, gift={"max_percent": "30"}, multiple="7.00")

    found.check_kinds(28_00, {"purchase": 0, "gift": 50_00})
    with pytest.raises(PaysTooMuchWithPoints) as refused:
        found.check_kinds(35_00, {"purchase": 0, "gift": 50_00})
    assert refused.value.limit == 28_00


def test_a_kind_without_a_section_is_limited_by_the_common_limit_alone():
    found = limit(100_00, max_percent="60", gift={"max_percent": "0"})

    assert found.most_of({"purchase": 100_00, "gift": 100_00}) == 60_00
    assert found.most_of({"purchase": 10_00, "gift": 100_00}) == 10_00


def test_goods_that_gifts_may_not_pay_are_paid_with_points_of_purchases():
    found = limit(60_00, 40_00, categories=["wine"], gift={"exclusions": ["WINE"]})

    assert found.most_of({"purchase": 0, "gift": 100_00}) == 40_00
    assert found.shares(40_00, gifts=40_00) == [0, 40_00]
    assert found.shares(50_00, gifts=40_00) == [10_00, 40_00]
    assert found.shares(50_00, gifts=0) == [30_00, 20_00]


def test_goods_that_only_one_kind_may_pay_get_no_more_than_there_is_of_it():
    categories = ["wine", "water"]
    found = limit(
        50_00,
        50_00,
        categories=categories,
        gift={"exclusions": ["wine"]},
        purchase={"exclusions": ["water"]},
    )

    assert found.shares(60_00, gifts=10_00) == [50_00, 10_00]
    assert found.shares(60_00, gifts=50_00) == [10_00, 50_00]


def test_a_line_with_a_discount_may_be_left_to_the_other_kind():
    """T45: "not with discount", the tier's or the till's."""
    programme = rules(paying=FREE | {"gift": {"with_discount": False}})
    lines = [Line(1, 50_00), Line(2, 30_00, till_discount=1), Line(3, 20_00)]

    found = programme.limits(lines, [5_00, 0, 0], NEWCOMER)

    assert found.total == 95_00
    assert found.most_of({"purchase": 0, "gift": 100_00}) == 20_00
    assert found.shares(20_00, gifts=20_00) == [0, 0, 20_00]


def test_lines_keep_their_least_price_whoever_pays():
    found = limit(50_00, 50_00, min_line_price="10.00", gift={"max_percent": "90"})

    assert found.total == 80_00
    assert found.most_of({"purchase": 0, "gift": 100_00}) == 80_00


def test_without_limits_of_kinds_nothing_changes():
    found = limit(100_00, max_percent="60")

    assert found.kinds is None
    assert found.most_of({"purchase": 10_00, "gift": 20_00}) == 30_00
    found.check_kinds(60_00, {"purchase": 0, "gift": 0})
    assert not rules(paying=FREE).limits_kinds
    assert rules(tier={"paying": FREE | {"gift": {}}}).limits_kinds


@given(
    values=st.lists(st.integers(0, 500), min_size=1, max_size=6),
    who=st.lists(st.sampled_from(["", "wine", "water", "both"]), min_size=6, max_size=6),
    percents=st.tuples(*[st.sampled_from(["0", "33.3", "50", "100"])] * 3),
    wanted=st.integers(0, 3000),
    split=st.integers(0, 100),
)
def test_any_allowed_split_can_be_laid_over_the_lines(values, who, percents, wanted, split):
    found = limit(
        *values,
        categories=who[: len(values)],
        max_percent=percents[0],
        min_line_price="1.00",
        purchase={"max_percent": percents[1], "exclusions": ["water", "both"]},
        gift={"max_percent": percents[2], "exclusions": ["wine", "both"]},
    )
    most = found.kinds.most
    points = min(wanted, found.total)
    purchase = max(points - most["gift"], min(most["purchase"], points * split // 100))
    parts = {"purchase": purchase, "gift": points - purchase}

    shares = found.shares(points, gifts=parts["gift"])

    assert sum(shares) == points
    assert all(0 <= share <= room for share, room in zip(shares, found.per_line, strict=True))
    assert _fits(shares, parts, found.kinds.pays)


def _fits(shares, parts, pays):
    """Hall's condition: every set of lines gets no more than the kinds that may pay for them."""
    kinds = list(parts)
    for chosen in product([False, True], repeat=2):
        theirs = [kind for kind, is_in in zip(kinds, chosen, strict=True) if is_in]
        only = sum(
            share
            for place, share in enumerate(shares)
            if all(kind in theirs for kind in kinds if pays[kind][place])
        )
        if only > sum(parts[kind] for kind in theirs):
            return False
    return True


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ({"max_percent": "101"}, ("paying.gift.max_percent", "101 is more than 100")),
        ({"exclusions": ["wine", " "]}, ("paying.gift.exclusions[1]", "name a category")),
    ],
)
def test_a_limit_that_makes_no_sense_names_its_field(part, expected):
    assert errors(document(paying=FREE | {"gift": part})) == [expected]
