"""T33: a merge is undone for thirty days, exactly where nothing was spent meanwhile."""

import datetime as dt

import pytest
from django.db import transaction

from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries
from plushka.domain.ledger.models import Account, Lot
from plushka.domain.members.models import Member, MemberTag, PurchaseSummary
from plushka.domain.members.operations import Changes, add_tags, change
from plushka.domain.members.queries import locate
from plushka.domain.merging.operations import MergeOver, PointsSetAside, merge, part
from plushka.domain.sales.models import Sale
from tests.conftest import NOON
from tests.domain.merging.cast import faults, points_of, summary_of
from tests.domain.merging.test_merging import DESK, owe
from tests.domain.sales.cast import ANNA, BOHDAN, asked, back, days, give, sell


def state():
    """Everything that a merge may move, as it stands; who looks soon at tiers is left out."""
    accounts = Account.objects.order_by("id").values_list(
        "member_id", "balance", "spendable", "pending", "held", "debt", "merged_into_id"
    )
    columns = [f.attname for f in PurchaseSummary._meta.fields if f.name not in {"pk", "check_at"}]
    return (
        list(accounts),
        list(Lot.objects.order_by("id").values_list("id", "account_id", "remaining", "held")),
        list(PurchaseSummary.objects.order_by("id").values_list(*columns)),
        list(
            Member.objects.order_by("id").values_list(
                "id", "name", "merged_into_id", "referrer_id"
            )
        ),
        list(MemberTag.objects.order_by("id").values_list("member_id", "tag")),
        list(Sale.objects.order_by("id").values_list("id", "member_id")),
        locate(locators=[ANNA, BOHDAN], at=NOON),
    )


def test_nothing_is_left_of_a_merge_that_is_undone(anna, twin):
    give(1_000, member=anna, expires_at=NOON + days(9))
    give(2_500, member=twin, expires_at=NOON + days(3))
    give(99, member=twin, key="more")
    sell(asked("A-1", 100_000))
    sell(asked("B-1", 5_000_000, member=BOHDAN, redeem=1_200))
    add_tags(member_id=twin, tags=["кофе"], actor=DESK, at=NOON)
    change(member_id=twin, changes=Changes(name="Богдан"), actor=DESK, at=NOON)
    account = queries.accounts_of(members=[twin])[twin]
    ledger.hold(account=account, points=100, until=dt.timedelta(days=5), actor=DESK, at=NOON)
    before = state()
    done = merge(kept=anna, merged=twin, actor=DESK, at=NOON)
    assert state() != before

    parted = part(merge=done.id, actor=DESK, at=NOON + days(1))

    assert state() == before
    assert parted.spent == 0
    assert faults() == []


@pytest.mark.parametrize("owes", ["kept", "merged"])
def test_debt_that_the_others_points_paid_is_owed_again(anna, twin, owes):
    debtor, rich = (anna, twin) if owes == "kept" else (twin, anna)
    owe(debtor, 300)
    give(1_000, member=rich)
    done = merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    part(merge=done.id, actor=DESK, at=NOON)

    assert points_of(debtor) == (0, 0, 0, 300)
    assert points_of(rich) == (1_000, 0, 0, 0)
    assert faults() == []


def test_points_spent_meanwhile_are_told_and_what_is_left_goes_back(anna, twin):
    give(1_000, member=anna, expires_at=NOON + days(9))
    give(2_500, member=twin, expires_at=NOON + days(3))
    done = merge(kept=anna, merged=twin, actor=DESK, at=NOON)
    sell(asked("A-1", 100_000, redeem=1_500))

    parted = part(merge=done.id, actor=DESK, at=NOON)

    assert parted.spent == 1_500
    assert points_of(twin) == (1_000, 0, 0, 0)
    assert summary_of(anna)[2] == 1
    assert faults() == []


def test_purchase_that_the_others_points_paid_comes_back_to_its_buyer(anna, twin):
    """The lot is the other's again, so the buyer gets a new one of the same term."""
    give(1_000, member=anna, expires_at=NOON + days(9))
    give(2_500, member=twin, expires_at=NOON + days(3))
    done = merge(kept=anna, merged=twin, actor=DESK, at=NOON)
    sale = sell(asked("A-1", 10_000, 10_000, redeem=3_000))
    part(merge=done.id, actor=DESK, at=NOON)

    halves = [back(sale, "R-1", 1).points_back, back(sale, "R-2", 2).points_back]

    assert halves == [1_500, 1_500]
    assert points_of(twin) == (0, 0, 0, 0)
    assert points_of(anna) == (3_500, 0, 0, 0)
    account = queries.accounts_of(members=[anna])[anna]
    lots = queries.lots(account=account, at=NOON, limit=10)
    left = [(lot.remaining, lot.expires_at) for lot in lots if lot.remaining]
    assert sum(points for points, ends in left if ends == NOON + days(3)) == 2_500
    assert faults() == []


def test_what_came_back_meanwhile_came_back_of_its_own(anna, twin):
    sell(asked("A-1", 100_000))
    sale = sell(asked("B-1", 30_000, 40_000, member=BOHDAN))
    done = merge(kept=anna, merged=twin, actor=DESK, at=NOON)
    back(sale, "R-1", 2)

    part(merge=done.id, actor=DESK, at=NOON)

    assert summary_of(twin)[1:] == (30_000, 1)
    assert summary_of(anna)[1:] == (100_000, 1)
    assert faults() == []


def test_merge_is_undone_for_thirty_days(anna, twin):
    done = merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    with pytest.raises(MergeOver, match="too_late"):
        part(merge=done.id, actor=DESK, at=NOON + days(30) + dt.timedelta(seconds=1))
    part(merge=done.id, actor=DESK, at=NOON + days(30))
    with pytest.raises(MergeOver, match="undone"):
        part(merge=done.id, actor=DESK, at=NOON + days(30))


def set_aside_of_both(kept, twin):
    """Points of both, set aside for one order."""
    give(1_000, member=kept)
    give(2_500, member=twin)
    done = merge(kept=kept, merged=twin, actor=DESK, at=NOON)
    account = queries.accounts_of(members=[kept])[kept]
    held = ledger.hold(
        account=account, points=3_000, until=dt.timedelta(days=5), actor=DESK, at=NOON + days(1)
    )
    return done, held.hold


def test_order_that_set_points_of_both_aside_is_finished_first(anna, twin):
    done, hold = set_aside_of_both(anna, twin)
    before = state()

    with pytest.raises(PointsSetAside) as refused, transaction.atomic():
        part(merge=done.id, actor=DESK, at=NOON + days(1))

    assert refused.value.facts == {
        "hold": str(hold.id),
        "points": "30.00",
        "until": (NOON + days(6)).isoformat(),
        "reference": "",
    }
    assert before == state()


def test_order_whose_term_has_ended_keeps_nobody_together(anna, twin):
    done, hold = set_aside_of_both(anna, twin)

    part(merge=done.id, actor=DESK, at=hold.until)

    assert (points_of(anna, at=hold.until), points_of(twin, at=hold.until)) == (
        (1_000, 0, 0, 0),
        (2_500, 0, 0, 0),
    )
    assert faults() == []
