"""Tiers that no longer stand move down, and no earlier than they may (T15)."""

import datetime as dt
from uuid import uuid4

import pytest

from plushka.domain.audit.models import Record
from plushka.domain.members.erasing import erase_person
from plushka.domain.members.models import PurchaseSummary
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.sales.retiering import hold_tier, retier
from plushka.domain.tenants.context import current_tenant
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.sales.cast import ANNA, BOHDAN, asked, back, days, join, promise, sell
from tests.domain.sales.climbing import MIDNIGHT, hold, moves, new_tier, steps, tier_of


def test_return_that_took_away_what_lifted_moves_down_at_the_end_of_the_day(anna):
    """The vector of T15: 10 000.01 is Gold; 0.02 come back the same day."""
    sale = sell(asked("A-1", total=1_000_001))
    assert (sale.tier, sale.tier_changed) == ("gold", True)

    told = back(sale, "R-1", total=2)

    assert told.tier == "gold"
    assert retier(at=MIDNIGHT - dt.timedelta(microseconds=1)) == 0
    assert tier_of(anna) == "gold"
    assert retier(at=MIDNIGHT) == 1
    assert tier_of(anna) == "standard"
    assert moves() == [
        ("gold", "standard", "Покупку вернули: без неё на 9\u00a0999,99 ₽, для уровня этого мало")
    ]
    assert retier(at=MIDNIGHT) == 0


def test_a_tier_that_still_stands_stays(anna):
    sell(asked("A-1", total=1_000_001))
    small = sell(asked("A-2", total=5_000))
    back(small, "R-1")

    assert retier(at=MIDNIGHT) == 1

    assert tier_of(anna) == "gold"
    assert moves() == []
    assert PurchaseSummary.objects.get().check_at is None


def test_what_comes_back_the_same_day_and_is_bought_again_moves_nobody(anna):
    """One message each way at most: nothing happens before the day is over."""
    sale = sell(asked("A-1", total=1_000_001))
    back(sale, "R-1", total=2)
    sell(asked("A-2", total=2))

    retier(at=MIDNIGHT)

    assert tier_of(anna) == "gold"
    assert moves() == []


def test_later_purchases_alone_do_not_hold_what_a_returned_one_lifted(anna):
    """The tier came only from a purchase that came back, so it goes; until the next receipt."""
    sale = sell(asked("A-1", total=1_000_001))
    sell(asked("A-2", total=500_000), at=NOON + days(1))
    back(sale, "R-1", total=600_000, at=NOON + days(2))

    retier(at=MIDNIGHT + days(2))

    assert tier_of(anna) == "standard"
    assert sell(asked("A-3", total=100_000), at=NOON + days(3)).tier_changed is True


def test_rules_that_ask_for_more_take_no_tier_away(anna):
    """T15, T30: what was reached by the old rules stays, whatever comes back of it."""
    sale = sell(asked("A-1", total=1_000_001))
    promise(tiers=[new_tier("standard"), new_tier("gold", when=_lifetime("20000.00"))])
    back(sale, "R-1", total=500)

    assert retier(at=MIDNIGHT) == 1

    assert tier_of(anna) == "gold"


def _lifetime(sum_):
    return {"lifetime_purchases": {"from": sum_}}


def test_rules_that_ask_for_less_move_up_without_a_purchase(anna):
    """T15: everybody's tier is looked at when the rules of tiers change."""
    sell(asked("A-1", total=600_000))
    promise(earning=[{"percent": "1"}])
    assert PurchaseSummary.objects.get().check_at is None
    promise(tiers=[new_tier("standard"), new_tier("gold", when=_lifetime("5000.00"))])

    assert retier(at=NOON) == 1

    assert tier_of(anna) == "gold"
    assert moves() == [
        ("standard", "gold", "Покупок на 6\u00a0000,00 ₽: этого достаточно для следующего уровня")
    ]


def test_a_tier_that_the_rules_no_longer_know_stays(anna):
    sell(asked("A-1", total=1_000_001))
    promise(tiers=[new_tier("standard"), new_tier("platinum", when=_lifetime("1.00"))])

    assert retier(at=NOON) == 1

    assert tier_of(anna) == "gold"
    assert retier(at=NOON) == 0


def test_tier_held_by_hand_lasts_through_its_last_day(anna):
    hold(anna, "gold", "2026-11-23")
    assert tier_of(anna) == "gold"
    assert sell(asked("A-1", 10_000)).tier == "gold"

    assert retier(at=MIDNIGHT + days(1)) == 0
    assert retier(at=MIDNIGHT + days(2)) == 1

    assert tier_of(anna) == "standard"
    assert moves() == [
        ("standard", "gold", None),
        ("gold", "standard", "Уровень был дан вручную, и его срок истёк"),
    ]
    [record] = Record.objects.filter(action="tier_held")
    assert (record.before, record.after) == (
        {"tier": "standard"},
        {"tier": "gold", "floor": "gold", "until": "2026-11-23"},
    )


def test_what_purchases_gave_beneath_a_tier_held_by_hand_stays(lipa):
    promise(**steps(lifetime_purchases={}))
    member = join(ANNA)
    hold(member, "silver", "2026-11-23")
    told = sell(asked("A-1", total=50_000))
    assert (told.tier, told.tier_changed) == ("gold", True)

    retier(at=MIDNIGHT + days(2))

    assert tier_of(member) == "gold"
    assert len(moves()) == 1


def test_a_floor_keeps_a_tier_from_going_down(lipa):
    """T15: the manual tier is a floor."""
    promise(**steps(lifetime_purchases={}))
    member = join(ANNA)
    sale = sell(asked("A-1", total=50_000))
    hold(member, "silver", "2026-12-31")
    back(sale, "R-1")

    retier(at=MIDNIGHT)
    assert tier_of(member) == "silver"
    assert PurchaseSummary.objects.get().beneath == "standard"
    hold(member, "silver", "2026-11-22", at=NOON + days(1))
    retier(at=MIDNIGHT + days(1))

    assert tier_of(member) == "standard"


@pytest.mark.parametrize(
    ("tier", "reason", "path"), [("friends", "за дружбу", "tier"), ("gold", "  ", "reason")]
)
def test_a_tier_nobody_knows_and_one_without_a_reason_are_refused(anna, tier, reason, path):
    with pytest.raises(BadField) as refused:
        hold_tier(
            member=anna,
            tier=tier,
            last_day=NOON.date(),
            actor="staff:olya",
            reason=reason,
            at=NOON,
        )
    assert refused.value.path == path
    assert tier_of(anna) == "standard"


def test_looks_go_on_where_they_stopped(programme, dub, lipa):
    assert current_tenant() == lipa.id
    for locator, receipts in ((ANNA, "A"), (BOHDAN, "B")):
        join(locator)
        sale = sell(asked(f"{receipts}-1", total=1_000_001, member=locator))
        back(sale, f"R-{receipts}", total=2)

    assert retier(at=MIDNIGHT, most=1) == 1
    assert retier(at=MIDNIGHT, most=5) == 1
    assert set(PurchaseSummary.objects.values_list("tier", flat=True)) == {"standard"}


def test_nobody_can_hold_a_tier_but_members(anna, dub):
    with pytest.raises(MemberUnknown):
        hold(uuid4(), "gold", "2026-11-23")


def test_who_was_erased_holds_nothing(anna):
    erase_person(member_id=anna, at=NOON)

    with pytest.raises(MemberUnknown):
        hold(anna, "gold", "2026-11-23")
