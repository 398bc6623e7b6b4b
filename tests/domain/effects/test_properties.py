"""I7, T11: whatever rules promised for a sale, its returns leave what no sale would."""

import itertools

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from plushka.domain.effects import operations as effects
from plushka.domain.effects.models import Applied, MemberBadge
from plushka.domain.events.models import Event
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import MemberTag
from plushka.domain.members.queries import get_profile
from plushka.domain.sales.asked import AskedLine, AskedSale
from tests.conftest import NOON
from tests.domain.effects.cast import follow, join, points_of, promise_rules, rule
from tests.domain.sales.cast import back, give, sell

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

_numbers = itertools.count(1_000_000)
PERCENTS = st.sampled_from(["0.5", "3", "7.25", "10", "33.3333"])
CONDITIONS = st.sampled_from(
    [
        None,
        {"field": "receipt.total", "from": "50.00"},
        {"field": "receipt.lines", "from": 2},
        {"any_line": {"field": "line.category", "is": "кофе"}},
        {"not": {"field": "receipt.to_pay", "lt": "20.00"}},
        {"any": [{"field": "purchases.count", "gt": 5}, {"field": "receipt.total", "gt": "9.99"}]},
    ]
)


@st.composite
def rules(draw):
    """Some rules of a purchase and what follows from it, each with a condition of its own."""
    menu = {
        "upline": ("purchase", {"effect": "upline", "percents": [draw(PERCENTS), "1.5"]}),
        "levels": ("purchase", {"effect": "upline", "points": ["0", "12.34"]}),
        "badge": ("purchase", {"effect": "badge", "badge": "guest"}),
        "tag": ("purchase", {"effect": "tag", "tag": "гость"}),
        "tier": ("purchase", {"effect": "tier", "tier": "gold", "days": 9}),
        "gift": ("purchase", {"effect": "gift", "reward": "cup"}),
        "paid": ("redemption", {"effect": "percent", "percent": draw(PERCENTS)}),
        "worth": (
            "redemption",
            {"effect": "percent", "percent": draw(PERCENTS), "of": "redemption.worth"},
        ),
        "farm": ("supplier_sale", {"effect": "supplier", "percent": draw(PERCENTS)}),
    }
    chosen = draw(st.sets(st.sampled_from(sorted(menu)), min_size=1))
    found = [
        rule(menu[code][0], menu[code][1], code=code, condition=draw(CONDITIONS))
        for code in sorted(chosen)
    ]
    reached = rule("achievement", {"effect": "points", "points": "5"}, code="reached")
    return [*found, reached]


LINES = st.lists(
    st.tuples(
        st.integers(1, 9_999), st.integers(1, 3), st.sampled_from(["кофе", "чай"]), st.booleans()
    ),
    min_size=1,
    max_size=4,
)


def phone():
    return Locator("PHONE", f"+7916{next(_numbers)}")


@given(promised=rules(), lines=LINES, redeem=st.integers(0, 500), order=st.randoms())
@settings(
    max_examples=25,
    deadline=None,
    # Making a failing example smaller takes minutes in a database.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_split_of_returns_leaves_what_no_sale_would(lipa, promised, lines, redeem, order):
    promise_rules()
    top, middle, buyer, farm = phone(), phone(), phone(), phone()
    members = [join(top), join(middle, referrer=top), join(buyer, referrer=middle), join(farm)]
    effects.set_supplier(name="Луг", member=members[3], actor="key:x", at=NOON)
    give(10_000, member=members[2], key=f"gift:{members[2]}")
    promise_rules(*promised)
    before = [points_of(member) for member in members]
    since = Event.objects.order_by("id").last().id
    asked = tuple(
        AskedLine(
            price=price,
            quantity=pieces * 1000,
            category=category,
            supplier="луг" if is_farms else None,
        )
        for price, pieces, category, is_farms in lines
    )
    redeem = min(redeem, sum(price * pieces for price, pieces, _, _ in lines))
    receipt = f"A-{next(_numbers)}"
    sale = sell(
        AskedSale(outlet="main", receipt=receipt, member=buyer, lines=asked, redeem=redeem)
    )
    since = follow(since)

    pieces = [number for number, line in enumerate(lines, 1) for _ in range(line[1])]
    order.shuffle(pieces)
    for number in pieces:
        back(sale, f"R-{next(_numbers)}", (number, 1000))
        if order.random() < 0.7:
            since = follow(since)
    follow(since)

    assert [points_of(member) for member in members] == before
    stands = Applied.objects.filter(source_id=sale.id).exclude(undone__is_whole=True)
    assert list(stands.values_list("rule", flat=True)) == []
    assert not MemberBadge.objects.filter(member_id__in=members).exists()
    assert not MemberTag.objects.filter(member_id__in=members).exists()
    assert get_profile(member_id=members[2]).tier == "standard"
