"""What a point is worth changed meanwhile, and everything comes out again (T35)."""

import datetime as dt

import pytest

from plushka.domain.ledger import revaluing
from plushka.domain.sales import holding
from plushka.domain.sales.holding import AskedHold
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from tests.conftest import NOON
from tests.domain.replay.again import EVER, differing, draft, replay
from tests.domain.sales.cast import ANNA, TILL, asked, back, days, give, join, promise, sell

DAY = days(1)


def lived(*, is_swept: bool) -> None:
    """Purchases, returns and a hold around two changes of what a point is worth."""
    member = join(ANNA)
    give(20_000, member=member)
    before = sell(asked("A-1", 70_000, 30_000, redeem=20_000))
    held = holding.hold(
        place=get_place(current_tenant()),
        asked=AskedHold(member=ANNA, points=1_000, until=dt.timedelta(days=9)),
        asker=TILL,
        at=NOON,
    ).hold
    promise(money={"currency": "RUB", "point_value": "0.30"}, at=NOON + DAY)
    if is_swept:
        revaluing.convert(at=NOON + DAY)
    back(before, "R-1", 2, at=NOON + 2 * DAY)
    sell(asked("A-2", 50_000, redeem="max", at=NOON), at=NOON + 2 * DAY)
    promise(money={"currency": "RUB", "point_value": "2.00"}, at=NOON + 3 * DAY)
    holding.capture(
        place=get_place(current_tenant()),
        hold_id=held.id,
        points=700,
        asker=TILL,
        at=NOON + 4 * DAY,
    )
    give(500, member=member, at=NOON + 4 * DAY, key="more")
    back(before, "R-2", 1, at=NOON + 5 * DAY)
    sell(asked("A-3", 40_000, redeem="max"), at=NOON + 5 * DAY)


@pytest.mark.parametrize("is_swept", [False, True])
@pytest.mark.parametrize("since", [EVER, NOON + 2 * DAY, NOON + 4 * DAY])
def test_rules_as_they_were_give_the_ledger_again(lipa, programme, since, is_swept):
    lived(is_swept=is_swept)

    assert differing(replay(since=since, at=NOON + 6 * DAY)) == []


def test_a_tried_value_converts_what_everybody_has(anna):
    give(20_000, member=anna)

    tried = replay(
        draft(money={"currency": "RUB", "point_value": "0.10"}),
        since=NOON + DAY,
        at=NOON + 2 * DAY,
    )

    assert (tried.figures.was.outstanding, tried.figures.would.outstanding) == (20_000, 200_000)
    assert tried.figures.was.liability == tried.figures.would.liability == 20_000
