"""I7: whatever was promised, and however the goods come back, nothing of the sale is left."""

import random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plushka.domain.campaigns.models import Counter
from plushka.domain.ledger.models import Account
from plushka.domain.members.models import PurchaseSummary
from plushka.domain.sales.asked import AskedLine, AskedReturn, AskedReturnLine, AskedSale
from plushka.domain.sales.returning import return_in
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.ids import new_id
from plushka.lib.money import show
from tests.conftest import NOON
from tests.domain.campaigns.cast import launch, rule
from tests.domain.sales.cast import ANNA, TILL, give, join, promise, quote, sell

pytestmark = pytest.mark.django_db

PERCENT = st.integers(1, 9_999).map(show)
SUM = st.integers(1, 200_000).map(show)
CATEGORY = st.sampled_from(["еда", "книги", "табак"])

EARNING = st.one_of(
    st.builds(lambda percent: [{"percent": percent}], PERCENT),
    st.builds(lambda each: [{"per_full": {"each": each, "points": "5"}}], SUM),
    st.builds(
        lambda low, more, upto: [
            {
                "bands": [
                    {"upto": show(upto), "percent": show(low)},
                    {"percent": show(low + more)},
                ]
            }
        ],
        st.integers(0, 1000),
        st.integers(1, 1000),
        st.integers(1, 100_000),
    ),
)
CONDITIONS = st.one_of(
    st.none(),
    st.builds(lambda total: {"field": "receipt.total", "from": total}, SUM),
    st.builds(lambda total: {"field": "receipt.to_pay", "gt": total}, SUM),
    st.builds(lambda what: {"any_line": {"field": "line.category", "is": what}}, CATEGORY),
    st.builds(
        lambda what, total: {
            "any": [
                {"lines": {"field": "line.category", "is": what}, "total": {"from": total}},
                {
                    "all": [
                        {"field": "member.tier", "is": "standard"},
                        {"not": {"field": "receipt.lines", "lt": 2}},
                    ]
                },
            ]
        },
        CATEGORY,
        SUM,
    ),
)
POINTS = st.builds(lambda points: {"effect": "points", "points": points}, SUM)
PART = st.builds(lambda percent: {"effect": "percent", "percent": percent}, PERCENT)
TIMES = st.builds(
    lambda factor: {"effect": "multiplier", "factor": f"{1 + factor / 100:.2f}"},
    st.integers(1, 900),
)
OFF = st.builds(lambda percent: {"effect": "discount", "percent": percent}, PERCENT)
FIXED = st.builds(lambda amount: {"effect": "fixed", "sum": amount}, SUM)
OWN_TERM = POINTS.map(lambda effect: effect | {"valid_days": 7})


def rules(*effects: Any) -> Any:
    """Rules of one effect each, with conditions."""
    one = st.tuples(st.one_of(*effects), CONDITIONS)
    return st.lists(one, max_size=3).map(
        lambda pairs: [
            rule(effect, code=f"r{number}", **({"condition": asked} if asked else {}))
            for number, (effect, asked) in enumerate(pairs)
        ]
    )


CAMPAIGN = st.fixed_dictionaries(
    {"rules": rules(POINTS, PART, TIMES, OFF, FIXED, OWN_TERM)},
    optional={
        "products": st.builds(lambda what: {"field": "line.category", "is": what}, CATEGORY),
        "margin_share": st.just("30"),
        "budgets": st.just(
            [
                {"of": "points", "most": "99999"},
                {"of": "money", "most": "99999", "each": "day"},
                {"of": "uses", "most": "9", "per": "member"},
            ]
        ),
        "stacking": st.builds(
            lambda mode: {"group": "one", "mode": mode},
            st.sampled_from(["best", "first"]),
        ),
    },
)
LINE = st.builds(
    AskedLine,
    price=st.integers(0, 99_999),
    quantity=st.sampled_from([None, 1000, 2000, 3000, 1500]),
    category=CATEGORY,
    cost=st.one_of(st.none(), st.integers(0, 99_999)),
)
SETTINGS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def anna(programme):
    member = join(ANNA)
    give(50_000, member=member)
    return member


def state(member):
    summary = PurchaseSummary.objects.get(member_id=member)
    account = Account.objects.get(member_id=member)
    used = sum(Counter.objects.values_list("used", flat=True))
    return account.balance, summary.paid_total, summary.n_purchases, used


def send_back(told, lines):
    place, asked = get_place(current_tenant()), AskedReturn(receipt=f"R-{new_id()}", lines=lines)
    return return_in(place, told.id, asked, TILL, key=None, at=NOON)


def sold(lines, **more):
    return AskedSale(
        outlet="main", receipt=f"H-{new_id()}", member=ANNA, lines=tuple(lines), **more
    )


def _fitting(sections):
    """Leave budgets that something is taken from."""
    kinds = {effect["effect"] for one in sections["rules"] for effect in one["effects"]}
    off = {"discount", "fixed"}
    needed = {"money": kinds & off, "points": kinds - off, "uses": kinds}
    budgets = [one for one in sections.get("budgets", ()) if needed[one["of"]]]
    return sections | {"budgets": budgets}


@SETTINGS
@given(
    earning=EARNING,
    own=rules(POINTS, PART, TIMES, OFF, OWN_TERM),
    campaigns=st.lists(CAMPAIGN, max_size=3),
    lines=st.lists(LINE, min_size=1, max_size=4),
    redeem=st.integers(0, 20_000),
    seed=st.integers(0, 2**16),
)
def test_any_split_of_returns_leaves_what_no_sale_would(
    anna, earning, own, campaigns, lines, redeem, seed
):
    chance = random.Random(seed)
    with transaction.atomic():
        promise(earning=earning, rules=own, exclusions={"accrual": ["табак"]})
        stacked = {one["stacking"]["mode"] for one in campaigns if "stacking" in one}
        for number, sections in enumerate(campaigns):
            # A group stacks in one way.
            more = {"stacking": {"group": "one"}} if len(stacked) > 1 else {}
            if sections["rules"]:
                launch(f"c{number}", **_fitting(sections | more))
        before = state(anna)
        limit = quote(sold(lines)).max_redeem
        told = sell(sold(lines, redeem=min(redeem, limit)))
        left = {number: line.quantity or 1000 for number, line in enumerate(lines, start=1)}
        while left:
            number = chance.choice(sorted(left))
            now = chance.randint(1, left[number])
            send_back(told, (AskedReturnLine(line=number, quantity=now),))
            left[number] -= now
            if not left[number]:
                del left[number]
        assert state(anna) == before
        transaction.set_rollback(True)


@SETTINGS
@given(
    earning=EARNING,
    own=rules(POINTS, PART, TIMES),
    lines=st.lists(LINE, min_size=2, max_size=5),
    seed=st.integers(0, 2**16),
)
def test_what_remains_has_earned_what_it_would_have_earned_alone(anna, earning, own, lines, seed):
    """T11: the target of a return is what a sale of the rest comes to, under the same rules."""
    chance = random.Random(seed)
    with transaction.atomic():
        promise(earning=earning, rules=own)
        launch(rules=own or [rule({"effect": "points", "points": "1"})])
        gone = chance.sample(range(1, len(lines) + 1), chance.randint(1, len(lines) - 1))
        rest = [line for number, line in enumerate(lines, start=1) if number not in gone]
        alone = quote(sold(rest)).accrued
        told = sell(sold(lines))

        back = tuple(AskedReturnLine(line=number) for number in gone)
        reversed_ = send_back(told, back).accrual_reversed

        assert told.accrued - reversed_ == alone
        transaction.set_rollback(True)
