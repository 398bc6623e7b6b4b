"""Tiers that look at the purchases of the last days or months (T15)."""

import datetime as dt

from plushka.domain.members.models import PurchaseSummary
from plushka.domain.members.queries import get_profile
from plushka.domain.programmes.queries import rules
from plushka.domain.sales.queries import counted_for_tier
from plushka.domain.sales.retiering import retier
from plushka.domain.tenants.queries import get_place
from tests.conftest import NOON
from tests.domain.sales.cast import ANNA, asked, back, days, join, promise, record, sell
from tests.domain.sales.climbing import MIDNIGHT, MOSCOW, moves, steps, tier_of


def test_purchases_of_a_window_move_up_from_the_next_receipt(lipa):
    promise(**steps(purchases={"days": 30}))
    join(ANNA)

    told = sell(asked("A-1", total=9_999))
    assert (told.tier, told.tier_changed) == ("standard", False)
    told = sell(asked("A-2", total=1), at=NOON + days(29))
    assert (told.tier, told.tier_changed) == ("silver", True)


def test_purchases_before_the_window_do_not_count(lipa):
    promise(**steps(purchases={"days": 30}))
    member = join(ANNA)
    place = get_place(lipa.id)

    def counted(at):
        programme = rules(zone=place.zone).at(at)
        profile = get_profile(member_id=member)
        return counted_for_tier(place, profile, programme=programme, at=at)

    sale = sell(asked("A-1", total=9_999))
    back(sale, "R-1", total=999)

    assert [counted(NOON + days(n)) for n in (0, 29, 30)] == [9_000, 9_000, 0]
    told = sell(asked("A-2", total=9_999), at=NOON + days(30))
    assert (told.tier, counted(NOON + days(30))) == ("standard", 9_999)
    assert PurchaseSummary.objects.get().paid_total == 18_999


def test_a_list_of_sales_counts_each_before_the_next(lipa):
    promise(**steps(purchases={"months": 12}))
    join(ANNA)
    told = record(*[asked(f"A-{number}", total=6_000) for number in range(3)])

    assert [one.tier for one in told] == ["standard", "silver", "silver"]
    assert [one.tier_changed for one in told] == [False, True, False]


def test_an_old_receipt_counts_only_within_the_window(lipa):
    promise(**steps(purchases={"months": 1}))
    join(ANNA)

    assert sell(asked("A-1", total=60_000, at=NOON - days(31))).tier == "standard"
    assert sell(asked("A-2", total=10_000, at=NOON - days(30))).tier == "silver"


def test_a_tier_of_a_window_is_held_as_long_again_and_met_anew(lipa):
    promise(**steps(purchases={"months": 1}))
    member = join(ANNA)
    sell(asked("A-1", total=50_000))
    # Reached on 21 November: held through 21 December.
    end = dt.datetime(2026, 12, 22, tzinfo=MOSCOW)
    sell(asked("A-2", total=10_000), at=end - days(5))

    assert retier(at=end - dt.timedelta(microseconds=1)) == 0
    assert retier(at=end) == 1

    assert tier_of(member) == "silver"
    assert moves() == [("gold", "silver", "Срок уровня истёк: покупок на 100,00 ₽ для него мало")]
    assert PurchaseSummary.objects.get().tier_until == dt.datetime(2027, 1, 22, tzinfo=MOSCOW)


def test_who_meets_it_again_stays_for_another_period(lipa):
    promise(**steps(purchases={"days": 30}))
    member = join(ANNA)
    sell(asked("A-1", total=50_000))
    end = MIDNIGHT + days(30)
    sell(asked("A-2", total=50_000), at=end - days(30))

    # The worker was down for three days; that makes no difference.
    assert retier(at=end + days(3)) == 1

    assert (tier_of(member), moves()) == ("gold", [])
    assert PurchaseSummary.objects.get().tier_until == end + days(30)
    assert retier(at=end + days(30)) == 1
    assert tier_of(member) == "standard"
    assert PurchaseSummary.objects.get().check_at is None


def test_return_of_what_lifted_within_a_window_moves_down(lipa):
    promise(**steps(purchases={"days": 30}))
    member = join(ANNA)
    sale = sell(asked("A-1", total=50_000))
    back(sale, "R-1", total=1, at=NOON + days(3))

    retier(at=MIDNIGHT + days(3))

    assert tier_of(member) == "silver"
    assert moves()[0][2] == "Покупку вернули: без неё на 499,99 ₽, для уровня этого мало"


def test_who_holds_a_tier_when_windows_begin_gets_a_period(anna):
    sell(asked("A-1", total=1_000_001))
    promise(**steps(purchases={"days": 30}))

    retier(at=NOON)

    assert tier_of(anna) == "gold"
    assert PurchaseSummary.objects.get().tier_until == MIDNIGHT + days(30)
    retier(at=MIDNIGHT + days(30))
    assert tier_of(anna) == "standard"


def test_when_windows_end_the_period_ends_with_them(lipa):
    promise(**steps(purchases={"days": 30}))
    member = join(ANNA)
    sell(asked("A-1", total=50_000))
    promise(**steps(lifetime_purchases={}))

    retier(at=NOON)

    assert tier_of(member) == "gold"
    assert PurchaseSummary.objects.get().check_at is None


def test_return_that_leaves_enough_changes_nothing(lipa):
    promise(**steps(purchases={"days": 30}))
    member = join(ANNA)
    sale = sell(asked("A-1", total=60_000))
    until = PurchaseSummary.objects.get().tier_until
    back(sale, "R-1", total=10_000)

    assert retier(at=MIDNIGHT) == 1

    summary = PurchaseSummary.objects.get(member_id=member)
    assert (summary.tier, summary.tier_until, summary.check_at) == ("gold", until, until)


def test_a_receipt_judged_by_another_window_moves_nobody(lipa):
    """T7: its rules are those of its day, and what it counts for is known by today's."""
    promise(**steps(purchases={"days": 30}))
    promise(**steps(purchases={"days": 10}))
    join(ANNA)

    assert sell(asked("A-1", total=60_000, at=NOON - days(1))).tier == "standard"
    assert sell(asked("A-2", total=1)).tier == "gold"
