"""Whatever the programme and the receipt: sums hold, and a simpler computation agrees."""

from hypothesis import given
from hypothesis import strategies as st

from plushka.domain.programmes.earning import recompute
from plushka.domain.programmes.facts import Buyer
from plushka.lib import money
from tests.domain.programmes import simple
from tests.domain.programmes.making import Sale, receipt, rules

percents = st.integers(0, 10**6).map(lambda parts: f"{parts // 10**4}.{parts % 10**4:04}")
amounts = st.integers(1, 300_000).map(money.show)
days = st.none() | st.integers(0, 40)
roundings = st.fixed_dictionaries(
    {
        "direction": st.sampled_from(["down", "up", "half_even"]),
        "to": st.sampled_from(["0.01", "1"]),
    }
)
exclusions = st.fixed_dictionaries(
    {
        name: st.lists(st.sampled_from(["tobacco", "Lottery"]), max_size=2)
        for name in ("accrual", "redemption", "discount")
    }
)
receipts = st.lists(
    st.tuples(st.integers(0, 150_000), st.sampled_from(["", "food", "TOBACCO ", "lottery"])),
    min_size=1,
    max_size=6,
)
paying = st.fixed_dictionaries(
    {
        "max_percent": percents,
        "multiple": st.sampled_from(["0.01", "0.50", "1.00", "50.00"]),
        "minimum": st.sampled_from(["0.00", "1.00", "75.00"]),
        "min_line_price": st.sampled_from(["0.00", "0.01", "10.00"]),
    }
)


@st.composite
def bands(draw):
    ends = sorted(draw(st.sets(st.integers(1, 300_000), max_size=3)))
    rows = [{"percent": draw(percents), "upto": money.show(end)} for end in ends]
    return [*rows, {"percent": draw(percents)}]


@st.composite
def day_bands(draw):
    ends = sorted(draw(st.sets(st.integers(0, 40), max_size=3)))
    rows = [{"percent": draw(percents), "upto": end} for end in ends]
    return {"bands": rows, "otherwise": draw(percents)}


nets = st.sampled_from(["base", "receipt_net"])
earning_rules = st.one_of(
    st.fixed_dictionaries({"percent": percents}),
    st.fixed_dictionaries({"bands": bands(), "by": nets}),
    st.fixed_dictionaries({"bands": bands(), "mode": st.just("marginal")}),
    st.fixed_dictionaries(
        {"per_full": st.fixed_dictionaries({"each": amounts, "points": amounts}), "by": nets}
    ),
    st.fixed_dictionaries({"days_since": day_bands()}),
)
discounts = st.none() | st.one_of(
    st.fixed_dictionaries({"percent": percents}),
    st.fixed_dictionaries({"bands": bands()}),
    st.fixed_dictionaries({"days_since": day_bands()}),
)
buyers = st.builds(Buyer, st.just("standard"), days, days)


@st.composite
def sales(draw):
    """A sale under some programme, paid with as many points as may be, or fewer."""
    tier = {"earning": draw(st.lists(earning_rules, min_size=1, max_size=3))}
    if discount := draw(discounts):
        tier["discount"] = discount
    programme = rules(
        tier=tier,
        rounding=draw(roundings),
        exclusions=draw(exclusions),
        paying=draw(paying),
    )
    rows = draw(receipts)
    lines = receipt(*(value for value, _ in rows), categories=[name for _, name in rows])
    buyer = draw(buyers)
    off = programme.discounts(lines, buyer)
    limit = programme.limits(lines, off, buyer)
    shares = limit.shares(limit.most(draw(st.integers(0, 10**6))))
    paid = [
        line.value - less - share for line, less, share in zip(lines, off, shares, strict=True)
    ]
    earned = sum(one.points for one in programme.earn(lines, paid, buyer, shares=shares))
    return Sale(programme, lines, buyer, off, shares, paid, earned)


def left_out(sale, name):
    excluded = {
        category.casefold() for category in getattr(sale.programme.document.exclusions, name)
    }
    return [line.category.strip().casefold() in excluded for line in sale.lines]


@given(sale=sales())
def test_every_rule_gives_what_a_simpler_computation_gives(sale):
    earnings = sale.programme.earn(sale.lines, sale.paid, sale.buyer, shares=sale.shares)

    plain = rules_of(sale)
    assert [one.points for one in earnings] == [
        simple.earned(
            rule, plain["rounding"], sale.paid, sale.shares, left_out(sale, "accrual"), sale.buyer
        )
        for rule in plain["earning"]
    ]


def rules_of(sale):
    from plushka.domain.programmes import files

    plain = files.plain(sale.programme.document)
    return {"rounding": plain["rounding"], "earning": plain["tiers"][0]["earning"]} | plain


@given(sale=sales())
def test_parts_of_lines_are_the_points_and_none_go_where_nothing_was_earned(sale):
    out = left_out(sale, "accrual")

    for one in sale.programme.earn(sale.lines, sale.paid, sale.buyer, shares=sale.shares):
        assert sum(one.parts) == one.points
        assert min(one.parts) >= 0
        assert not any(part for part, is_out in zip(one.parts, out, strict=True) if is_out)


@given(sale=sales())
def test_an_explanation_recomputes_to_the_points(sale):
    for one in sale.programme.earn(sale.lines, sale.paid, sale.buyer, shares=sale.shares):
        assert recompute(one.facts) == one.points


@given(sale=sales())
def test_the_limit_is_what_a_simpler_computation_gives(sale):
    limit = sale.programme.limits(sale.lines, sale.discounts, sale.buyer)
    nets = [line.value - off for line, off in zip(sale.lines, sale.discounts, strict=True)]

    assert limit.total == simple.limit(
        rules_of(sale)["paying"], nets, left_out(sale, "redemption")
    )
    assert (limit.total < sum(nets)) == bool(limit.why)


@given(sale=sales())
def test_shares_and_money_are_the_receipt_and_no_line_passes_its_limit(sale):
    limit = sale.programme.limits(sale.lines, sale.discounts, sale.buyer)
    redeemed = sum(sale.shares)

    limit.check(redeemed)
    assert all(0 <= share <= cap for share, cap in zip(sale.shares, limit.per_line, strict=True))
    assert min(sale.paid) >= 0
    assert sum(sale.paid) + redeemed + sum(sale.discounts) == sum(
        line.value for line in sale.lines
    )


@given(sale=sales(), data=st.data())
def test_however_a_sale_comes_back_everything_earned_is_taken_and_everything_paid_returns(
    sale, data
):
    pieces = {number: data.draw(st.integers(1, 4)) for number in range(1, len(sale.lines) + 1)}
    order = data.draw(
        st.permutations([number for number, count in pieces.items() for _ in range(count)])
    )

    back = [sale.give_back(number, of=pieces[number]) for number in order]

    money_back, points_back, reversed_ = map(sum, zip(*back, strict=True))
    assert (money_back, points_back, reversed_) == (
        sum(sale.paid),
        sum(sale.shares),
        sale.earned,
    )
    assert all(part >= 0 for step in back for part in step)
