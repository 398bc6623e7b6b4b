"""Goods that come back without their receipt (T41)."""

import msgspec
import pytest

from plushka.domain.audit.models import Reason, Record
from plushka.domain.ledger.models import Entry
from plushka.domain.members.models import PurchaseSummary
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.programmes.explain import explain
from plushka.domain.sales.asked import AskedUnreceipted, Asker
from plushka.domain.sales.models import Return
from plushka.domain.sales.refusals import ReceiptDiffers
from plushka.domain.sales.retiering import retier
from plushka.domain.sales.unreceipted import return_unreceipted_in
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import OutletUnknown, get_place
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.sales.cast import ANNA, BOHDAN, TILL, asked, back, days, give, promise, sell
from tests.domain.sales.climbing import MIDNIGHT, new_tier, steps, tier_of
from tests.domain.sales.test_verify import found


def bring(total, receipt="R-1", *, asker=TILL, key=None, **more):
    """Bring something back without its receipt."""
    asked_for = {"member": ANNA, "outlet": "main", "reason": "Чек потерян", **more}
    ask = AskedUnreceipted(receipt=receipt, total=total, **asked_for)
    return return_unreceipted_in(get_place(current_tenant()), ask, asker, key=key, at=NOON)


def test_return_without_a_receipt_takes_back_the_tier_s_percent(anna):
    """T41: 5 % of what was given back; the points that paid once stay where they went."""
    give(20_000, member=anna)
    sell(asked("A-1", 100_000, redeem=20_000))

    told = bring(60_000)

    assert (told.money_back, told.points_back, told.accrual_reversed) == (60_000, 0, 3_000)
    assert told.balance.spendable == 4_000 - 3_000
    [why] = Entry.objects.get(kind="REVERSAL").explanation
    told = "Return of 600.00 ₽ without a receipt: what the tier gives for such a sum"
    assert explain(why, "en").replace("\xa0", " ") == told


def test_what_a_gold_member_brings_back_takes_ten_percent(anna):
    sell(asked("A-1", 1_000_001))

    assert bring(10_000).accrual_reversed == 1_000


def test_points_that_wait_go_first(anna):
    """T13, T41: what comes back was probably bought lately."""
    promise(activation={"mode": "after_days", "days": 14})
    give(5_000, member=anna)
    sell(asked("A-1", 100_000))

    told = bring(40_000)

    assert (told.balance.spendable, told.balance.pending) == (5_000, 3_000)


def test_points_that_are_spent_become_a_debt(anna):
    """T13."""
    sell(asked("A-1", 100_000))
    sell(asked("A-2", 5_000, redeem=5_000))

    told = bring(100_000)

    assert (told.balance.spendable, told.balance.debt) == (0, 5_000)


def test_sum_given_back_is_taken_from_what_the_tier_looks_at(anna):
    """T15, T41: the same day's look finds it too small."""
    sell(asked("A-1", 1_000_001))

    assert bring(2).tier == "gold"
    assert PurchaseSummary.objects.get(member_id=anna).paid_total == 999_999
    assert retier(at=MIDNIGHT) == 1
    assert tier_of(anna) == "standard"


def test_window_of_purchases_shrinks_by_what_came_back_in_it(anna):
    """T15."""
    promise(**steps(purchases={"days": 30}))
    sell(asked("A-1", 30_000))
    bring(25_000)

    assert sell(asked("A-2", 20_000), at=NOON + days(1)).tier == "silver"
    assert sell(asked("A-3", 25_000), at=NOON + days(2)).tier == "gold"


def test_total_of_purchases_is_never_below_zero(anna):
    sell(asked("A-1", 1_000))

    bring(5_000)

    assert PurchaseSummary.objects.get(member_id=anna).paid_total == 0
    assert Return.objects.get().counted == 1_000


def test_tier_that_earns_nothing_gives_nothing_to_take(anna):
    promise(tiers=[new_tier("standard")])

    told = bring(10_000)

    assert (told.money_back, told.accrual_reversed) == (10_000, 0)
    assert Entry.objects.count() == 0


def test_same_return_again_gets_the_stored_answer(anna):
    """T6."""
    sell(asked("A-1", 100_000))
    told = bring(10_000, key="k")

    assert bring(10_000, key="k") == msgspec.structs.replace(told, is_repeat=True)
    assert bring(10_000) == msgspec.structs.replace(told, is_repeat=True)
    assert Return.objects.count() == 1
    with pytest.raises(ReceiptDiffers):
        bring(10_001)


def test_return_receipt_is_one_for_all_returns_of_an_outlet(anna):
    """T6: with a receipt or without."""
    sale = sell(asked("A-1", 100_000))
    back(sale, "R-1")

    with pytest.raises(ReceiptDiffers):
        bring(10_000)


@pytest.mark.parametrize(
    ("total", "more", "refusal"),
    [
        (0, {}, BadField),
        (100, {"reason": " "}, BadField),
        (100, {"at": NOON + days(1)}, BadField),
        (100, {"outlet": "other"}, OutletUnknown),
        (100, {"member": BOHDAN}, MemberUnknown),
        (100, {"asker": Asker(actor="key:x", outlet_id=new_id())}, OutletUnknown),
    ],
)
def test_return_that_cannot_be_approved_changes_nothing(anna, total, more, refusal):
    sell(asked("A-1", 100_000))

    with pytest.raises(refusal):
        bring(total, **more)

    assert (Return.objects.count(), Entry.objects.count()) == (0, 1)


def test_who_approved_it_and_why_is_kept(anna):
    bring(10_000)

    record = Record.objects.get(action="returned_without_receipt")
    assert (record.actor, record.subject_id) == ("system:test", anna)
    assert Reason.objects.get(record_id=record.id).text == "Чек потерян"


def test_sums_still_agree(anna, lipa):
    sell(asked("A-1", 100_000))
    bring(10_000)

    assert found(lipa)[1] == []
