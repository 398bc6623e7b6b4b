"""What a point is worth changes, and every lot is converted (T35)."""

import datetime as dt
import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger import revaluing
from plushka.domain.ledger.models import Account, Conversion, Entry, Hold, Lot
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.members.locator import Locator
from plushka.domain.programmes import files
from plushka.domain.programmes.earning import recompute
from plushka.domain.programmes.explain import explain
from plushka.domain.sales import holding
from plushka.domain.sales.asked import AskedLine, AskedSale
from plushka.domain.sales.holding import AskedHold
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib import money
from plushka.lib.ids import new_id
from tests.conftest import NOON
from tests.domain.sales.cast import (
    ANNA,
    TILL,
    asked,
    back,
    days,
    give,
    join,
    promise,
    sell,
)
from tests.domain.sales.converting import (
    NEXT_DAY,
    account_of,
    conversions,
    spendable,
    swept,
    worth,
)

SECOND = dt.timedelta(seconds=1)
_number = itertools.count()


def test_every_lot_is_converted_by_an_entry_of_its_own(anna):
    give(6_000, member=anna, expires_at=NOON + days(7))
    give(101, member=anna, key="more")
    worth("0.30")

    assert spendable(anna, at=NEXT_DAY - SECOND) == 6_101
    assert (spendable(anna), conversions(anna)) == (20_000 + 336, [])
    assert (swept(anna), conversions(anna)) == (20_336, [14_000, 235])
    assert swept(anna) == 20_336
    lots = Lot.objects.order_by("expires_at").values_list("granted", "remaining", "expires_at")
    assert list(lots) == [(20_000, 20_000, NOON + days(7)), (336, 336, None)]
    [first, _] = Entry.objects.filter(kind="CONVERSION").order_by("number")
    assert first.actor == "system:conversion"
    assert [explain(why, "ru").replace("\xa0", " ") for why in first.explanation] == [
        "Один бонус стоит теперь 0,30 ₽, а не 1,00 ₽: было 60, стало 200"
    ]
    assert recompute(first.explanation[0]) == 20_000


def test_nothing_is_converted_before_the_new_value_holds(anna):
    give(6_000, member=anna)
    worth("0.10", at=NOON, valid_from=NEXT_DAY)

    assert revaluing.convert(at=NEXT_DAY - SECOND) == 0
    before = sell(asked("A-1", 10_000, redeem=1_000), at=NEXT_DAY - SECOND)
    after = sell(asked("A-2", 10_000, redeem=1_000), at=NEXT_DAY)

    assert (before.redeemed, before.balance.spendable) == (1_000, 6_000 - 1_000 + 450)
    assert (after.redeemed, after.balance.spendable) == (100, 54_500 - 1_000 + 495)
    assert swept(anna) == after.balance.spendable


def test_purchase_of_before_is_told_in_points_of_then_and_posted_in_those_of_now(anna):
    """T7: what was promised then is given, by its worth."""
    give(6_000, member=anna)
    worth("0.10")

    told = sell(asked("A-1", 10_000, redeem=1_000, at=NEXT_DAY - SECOND), at=NEXT_DAY)

    assert (told.points, told.redeemed, told.accrued) == (1_000, 1_000, 450)
    assert told.balance.spendable == 60_000 - 10_000 + 4_500
    [accrual] = Entry.objects.filter(kind="ACCRUAL", source_kind="SALE")
    assert accrual.points == recompute(accrual.explanation[-1]) == 4_500
    with pytest.raises(NotEnoughPoints) as refused:
        sell(asked("A-2", 100_000, redeem=5_451, at=NEXT_DAY - SECOND), at=NEXT_DAY)
    assert refused.value.missing == 1
    assert swept(anna) == 54_500


@pytest.mark.parametrize("value", ["0.10", "0.30", "2.00"])
def test_return_brings_back_what_the_points_were_worth(anna, value):
    """T11, T12: the frozen version says what a point was worth."""
    give(6_000, member=anna, expires_at=NOON + days(400))
    sale = sell(asked("A-1", 7_000, 3_000, redeem=6_000))
    worth(value)

    first = back(sale, "R-1", 2, at=NEXT_DAY)
    second = back(sale, "R-2", 1, at=NEXT_DAY)

    now = money.parse(value)
    assert first.points_back == 1_800 * 100 // now
    assert first.points_back + second.points_back == 6_000 * 100 // now
    assert first.money_back + second.money_back == 4_000
    assert second.balance.debt == 0
    assert swept(anna) == second.balance.spendable == 6_000 * 100 // now
    assert Lot.objects.get(kind="GIFT").expires_at == NOON + days(400)


def test_what_a_spent_purchase_earned_is_owed_by_its_worth(anna):
    """T13: and a debt is converted too, both ways."""
    sale = sell(asked("A-1", 100_000))
    sell(asked("A-2", 5_000, redeem=5_000))
    worth("0.10")
    returned = back(sale, "R-1", at=NEXT_DAY)
    owed = returned.balance.debt
    later = NEXT_DAY + days(1)
    worth("2.00", at=later)

    assert (returned.accrual_reversed, owed) == (50_000, 50_000)
    assert accounts.balance(account=account_of(anna), at=later).debt == 2_500
    swept(anna, at=later)
    assert sell(asked("A-3", 200_000), at=later).balance.spendable == 10_000 - 2_500
    swept(anna, at=later)


def test_points_set_aside_are_worth_what_they_were(anna):
    """T3: a hold is taken in the points it was made of."""
    give(6_000, member=anna)
    place = get_place(current_tenant())
    hold = AskedHold(member=ANNA, points=2_000, until=dt.timedelta(days=3))
    held = holding.hold(place=place, asked=hold, asker=TILL, at=NOON).hold
    worth("0.10")

    assert accounts.balance(account=account_of(anna), at=NEXT_DAY).held == 20_000
    swept(anna)
    again = holding.capture(place=place, hold_id=held.id, points=1_500, asker=TILL, at=NEXT_DAY)
    repeated = holding.capture(place=place, hold_id=held.id, points=1_500, asker=TILL, at=NEXT_DAY)

    assert (again.entry.points, again.balance.spendable) == (-15_000, 45_000)
    assert (repeated.entry.id, repeated.is_repeat) == (again.entry.id, True)
    assert again.entry.cause.explanation[0]["redeemed"] == 1_500
    assert swept(anna) == 45_000


def test_hold_of_which_a_conversion_leaves_nothing_ends_as_it_would(anna):
    give(6_000, member=anna)
    hold = AskedHold(member=ANNA, points=1, until=dt.timedelta(days=3))
    holding.hold(place=get_place(current_tenant()), asked=hold, asker=TILL, at=NOON)
    worth("2.00")

    # Of the 60.00 points 0.01 is set aside, which is half of the smallest part by now.
    assert swept(anna) == 3_000
    ledger.expire(at=NOON + days(3))
    assert swept(anna, at=NOON + days(3)) == 3_000
    assert Hold.objects.get().state == "RELEASED"


def test_gift_that_ends_unspent_ends_as_it_was_converted(anna):
    give(6_000, member=anna, expires_at=NOON + days(2))
    worth("0.10")

    ledger.expire(at=NOON + days(3))

    assert Entry.objects.get(kind="EXPIRY").points == -60_000
    assert swept(anna, at=NOON + days(3)) == 0


def test_two_changes_are_carried_out_one_after_the_other(anna):
    """I10: whoever looked in between."""
    give(100, member=anna)
    bohdan = join(Locator("PHONE", "+380671234567"))
    give(100, member=bohdan)
    worth("0.30")
    book = ledger.open_book(accounts=[account_of(bohdan)], moment=NEXT_DAY)
    book.expire(account_of(bohdan))
    ledger.save(book)
    later = NEXT_DAY + days(1)
    worth("1.00", at=later)

    assert [spendable(one, at=later) for one in (anna, bohdan)] == [99, 99]
    assert (swept(anna, at=later), conversions(anna)) == (99, [233, -234])


def test_a_plan_is_withdrawn_by_the_version_that_overrules_it(anna):
    give(6_000, member=anna)
    worth("0.10", at=NOON, valid_from=NEXT_DAY)
    promise(at=NOON + SECOND)

    assert Conversion.objects.count() == 0
    assert spendable(anna) == 6_000


def test_nobody_overrules_a_change_that_is_about_to_come(anna):
    """Clocks differ: somewhere it may have come already."""
    worth("0.10", at=NOON, valid_from=NEXT_DAY)

    with pytest.raises(files.ProgrammeInvalid) as refused:
        promise(at=NEXT_DAY - SECOND)

    [(path, message)] = refused.value.errors
    assert path == "money.point_value"
    assert message.startswith("the value of a point changes at 2")
    assert Conversion.objects.count() == 1


def test_sweep_goes_on_where_it_was_cut_off(anna):
    give(6_000, member=anna)
    for number in range(3):
        give(100, member=join(Locator("PHONE", f"+791600000{number:02d}")))
    worth("0.10")

    looked = [revaluing.convert(at=NEXT_DAY, most=2) for _ in range(4)]

    assert looked == [2, 2, 0, 0]
    assert list(Account.objects.values_list("conversion", flat=True)) == [1] * 4
    assert Entry.objects.filter(kind="CONVERSION").count() == 4
    newcomer = join(Locator("PHONE", "+79160000099"))
    assert Account.objects.get(member_id=newcomer).conversion in {0, 1}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    prices=st.lists(st.integers(1, 50_000), min_size=1, max_size=3),
    points=st.integers(1, 200_000),
    values=st.tuples(*[st.sampled_from(["0.07", "0.10", "0.33", "1.00", "2.50"])] * 2),
    data=st.data(),
)
def test_any_change_keeps_what_points_are_worth(programme, prices, points, values, data):
    """I1 to I4, I7: before a change, between two returns, and after."""
    now = Conversion.objects.order_by("number").last()
    at = now.at + days(1) if now else NEXT_DAY
    first, second = (at + days(1), at + days(2))
    somebody = Locator("PHONE", f"+7917{next(_number):07d}")
    member = join(somebody)
    account = account_of(member)
    value = now.after if now else 100
    give(points, member=member, at=at)
    receipt = new_id().hex
    lines = tuple(AskedLine(price=price) for price in prices)
    sale = sell(
        AskedSale(outlet="main", receipt=receipt, member=somebody, lines=lines, redeem="max"),
        at=at,
    )
    order = data.draw(st.permutations(range(1, len(prices) + 1)))
    split = data.draw(st.integers(0, len(order)))

    worth(values[0], at=first)
    for line in order[:split]:
        back(sale, f"{receipt}-{line}", line, at=first)
    worth(values[1], at=second)
    for line in order[split:]:
        back(sale, f"{receipt}-{line}", line, at=second)

    last = Conversion.objects.order_by("number").last()
    now = last.after if last else value
    balance = accounts.balance(account=account, at=second)
    lost = points * value - (balance.spendable - balance.debt) * now
    # Each of two changes rounds down each of two lots and what paid of it.
    assert 0 <= lost <= 6 * max(money.parse(one) for one in values)
    assert balance.debt == 0
