"""What rules and campaigns gave the merged one is taken back from the kept one (T11, T33)."""

import pytest

from plushka.domain.campaigns.models import Counter
from plushka.domain.merging.operations import merge, part
from tests.conftest import NOON
from tests.domain.campaigns.cast import launch, rule
from tests.domain.merging.cast import faults, points_of
from tests.domain.merging.test_merging import DESK
from tests.domain.sales.cast import BOHDAN, asked, back, days, sell

HUNDRED = {"effect": "points", "points": "100"}
APART = {"effect": "points", "points": "50", "valid_days": 3}


@pytest.mark.parametrize("effect", [HUNDRED, APART], ids=["with the sale", "a lot of its own"])
@pytest.mark.parametrize("is_parted", [False, True])
def test_gift_of_a_sale_goes_with_it(anna, twin, effect, is_parted):
    launch(rules=[rule(effect)], at=NOON - days(1))
    sale = sell(asked("B-1", 10_000, member=BOHDAN))
    done = merge(kept=anna, merged=twin, actor=DESK, at=NOON)
    if is_parted:
        part(merge=done.id, actor=DESK, at=NOON)

    back(sale)

    assert points_of(anna) == (0, 0, 0, 0)
    assert points_of(twin) == (0, 0, 0, 0)
    assert faults() == []


def test_what_both_used_of_a_budget_is_one_persons(anna, twin):
    launch(
        rules=[rule(HUNDRED)],
        budgets=[{"of": "uses", "most": "2", "per": "member"}],
        at=NOON - days(1),
    )
    sell(asked("A-1", 10_000))
    sold = sell(asked("B-1", 10_000, member=BOHDAN))
    merge(kept=anna, merged=twin, actor=DESK, at=NOON)
    before = points_of(anna)[0]

    third = sell(asked("A-2", 10_000))

    assert points_of(anna)[0] - before == third.accrued
    assert Counter.objects.get(key__endswith=str(anna)).used == 2
    back(sold)
    assert Counter.objects.get(key__endswith=str(anna)).used == 1
    assert faults() == []
