"""Receipts that get their member afterwards (T42)."""

import datetime as dt

import msgspec
import pytest

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.events.models import Event
from plushka.domain.ledger.models import Entry, Lot
from plushka.domain.members.models import Member, PurchaseSummary
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.programmes.explain import explain
from plushka.domain.repeats.queries import RepeatDiffers
from plushka.domain.sales.asked import AskedClaim, AskedLine, AskedSale, Asker
from plushka.domain.sales.claiming import claim_in
from plushka.domain.sales.models import Claim, Sale
from plushka.domain.sales.queries import get_story
from plushka.domain.sales.refusals import (
    AlreadyClaimed,
    AlreadyReturned,
    ClaimDiffers,
    ClaimLimitReached,
    ClaimTooLate,
    MemberBlocked,
)
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import OutletUnknown, get_place
from plushka.lib.ids import new_id
from tests.conftest import NOON
from tests.domain.sales.cast import ANNA, BOHDAN, TILL, asked, back, days, join, promise, sell
from tests.domain.sales.climbing import new_tier, tier_of
from tests.domain.sales.test_verify import found

MOSCOW = dt.timezone(dt.timedelta(hours=3))


def claim(total, receipt="A-1", *, member=ANNA, asker=TILL, key=None, at=NOON, outlet="main"):
    """Say that a receipt is a member's."""
    ask = AskedClaim(member=member, outlet=outlet, receipt=receipt, total=total)
    return claim_in(get_place(current_tenant()), ask, asker, key=key, at=at)


def sell_to_nobody(*prices, receipt="A-1", **more):
    """Record a receipt without a member."""
    return sell(asked(receipt, *prices, member=None), **more)


def test_claimed_receipt_earns_what_it_would_have(anna):
    """T42: each line its part, and the sum for the tier."""
    sale = sell_to_nobody(33_333, 66_667)

    told = claim(100_000)

    assert (told.id, told.accrued, told.to_pay) == (sale.id, 5_000, 100_000)
    assert [line.accrued for line in told.lines] == [1_667, 3_333]
    assert (told.balance.spendable, told.tier, told.member_id) == (5_000, "standard", anna)
    summary = PurchaseSummary.objects.get(member_id=anna)
    assert (summary.paid_total, summary.n_purchases) == (100_000, 1)


def test_claimed_receipt_says_why(anna):
    sell_to_nobody(100_000)

    told = claim(100_000)

    assert [explain(why, "en").replace("\xa0", " ") for why in told.explanation] == [
        "5% of 1,000.00 ₽",
        "The receipt was claimed after the purchase",
    ]
    assert Entry.objects.get().explanation == list(told.explanation)


def test_claim_is_judged_by_the_rules_of_the_purchase(anna):
    """T7, T42: points live since the purchase, and what was published since does not count."""
    sell_to_nobody(100_000, at=NOON)
    promise(tiers=[new_tier("standard", earning=[{"percent": "50"}])])

    claim(100_000, at=NOON + days(2))

    lot = Lot.objects.get()
    assert lot.granted == 5_000
    assert lot.expires_at == dt.datetime(2027, 11, 22, tzinfo=MOSCOW)


def test_claim_lifts_to_the_next_tier(anna):
    sell_to_nobody(1_000_001)

    told = claim(1_000_001)

    assert (told.tier, told.tier_changed, told.accrued) == ("gold", True, 50_000)
    assert tier_of(anna) == "gold"
    [event] = Event.objects.filter(type="sale_claimed")
    assert event.data == {"sale": str(told.id), "tier_changed": True}


def test_claimed_receipt_comes_back_like_any_other(anna):
    """T11: in any split, what it earned goes."""
    sale = sell_to_nobody(60_000, 50_000)
    claim(110_000)

    first, second = back(sale, "R-1", 2), back(sale, "R-2")

    assert (first.accrual_reversed, second.accrual_reversed) == (2_500, 3_000)
    assert second.balance.spendable == 0
    assert PurchaseSummary.objects.get(member_id=anna).paid_total == 0


def test_what_came_back_before_the_claim_earns_nothing(anna):
    """T11, T42: and what comes back later takes what the rest earned."""
    promise(earning=[{"percent": "5", "on_return": "proportional"}, {"percent": "1"}])
    sale = sell_to_nobody(60_000, 50_000)
    back(sale, "R-1", 2)

    told = claim(110_000)

    assert (told.accrued, [line.accrued for line in told.lines]) == (3_600, [3_600, 0])
    assert back(sale, "R-2").accrual_reversed == 3_600
    summary = PurchaseSummary.objects.get(member_id=anna)
    assert (summary.paid_total, summary.n_purchases) == (0, 0)


def test_referrer_gets_their_part_of_a_claimed_receipt(programme):
    """E15, T42: and loses it when the goods come back."""
    keys = {"keys": ["phone"], "newcomer": {"gift": "0.00", "usable_at_first_purchase": True}}
    reward = {"referrer": {"base": "purchase_paid", "percent": "3"}}
    promise(referral=keys | reward)
    bohdan = join(BOHDAN)
    newcomer = Newcomer(identifiers=(ANNA,), referrer=BOHDAN)
    enrolment.enrol(newcomer=newcomer, actor="system:test", at=NOON, is_trusted=True)
    sale = sell_to_nobody(90_000)

    claim(90_000)

    assert Entry.objects.get(account__member_id=bohdan).points == 2_700
    back(sale)
    assert [entry.points for entry in _entries(bohdan)] == [2_700, -2_700]


def _entries(member):
    return Entry.objects.filter(account__member_id=member).order_by("number")


def test_same_claim_again_gets_the_stored_answer(anna):
    """T6."""
    sell_to_nobody(100_000)
    told = claim(100_000, key="k")

    assert claim(100_000, key="k") == msgspec.structs.replace(told, is_repeat=True)
    assert claim(100_000, at=NOON + days(30)) == msgspec.structs.replace(told, is_repeat=True)
    assert (Claim.objects.count(), Entry.objects.count()) == (1, 1)
    with pytest.raises(RepeatDiffers):
        claim(100_001, key="k")


def test_till_that_repeats_the_receipt_hears_what_it_heard_first(anna, lipa):
    """T6: while who reads the sale sees it claimed."""
    sale = sell_to_nobody(50_000, 50_000)
    told = claim(100_000)

    again = sell_to_nobody(50_000, 50_000)

    assert again == msgspec.structs.replace(sale, is_repeat=True)
    assert get_story(get_place(lipa.id), sale.id).sale == told


def test_receipt_is_claimed_once(anna):
    """T42: and never one that had its member at once."""
    join(BOHDAN)
    sell_to_nobody(100_000)
    sell(asked("A-2", 100_000))
    claim(100_000)

    with pytest.raises(AlreadyClaimed):
        claim(100_000, member=BOHDAN)
    with pytest.raises(AlreadyClaimed):
        claim(100_000, "A-2", member=BOHDAN)
    with pytest.raises(AlreadyClaimed):
        claim(100_000, "A-2")


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"total": 99_999}, ClaimDiffers),
        ({"receipt": "A-2"}, ClaimDiffers),
        ({"outlet": "other"}, OutletUnknown),
        ({"member": BOHDAN}, MemberUnknown),
        ({"asker": Asker(actor="key:x", outlet_id=new_id())}, OutletUnknown),
    ],
)
def test_claim_that_proves_nothing_changes_nothing(anna, change, refusal):
    sell_to_nobody(100_000)

    with pytest.raises(refusal):
        claim(**{"total": 100_000} | change)

    assert (Claim.objects.count(), Entry.objects.count()) == (0, 0)
    assert Sale.objects.get().member_id is None


def test_neighbour_s_receipt_is_no_receipt(dub, anna):
    """T36."""
    with pytest.raises(ClaimDiffers):
        claim(100_000)


def test_blocked_member_claims_nothing(anna):
    sell_to_nobody(100_000)
    Member.objects.filter(id=anna).update(blocked_at=NOON, block_reason="fraud")

    with pytest.raises(MemberBlocked):
        claim(100_000)


def test_receipt_may_be_claimed_through_the_last_day(anna):
    """T18, T42: three local days, whatever the hour of the purchase."""
    for receipt in ("A-1", "A-2"):
        sell_to_nobody(100_000, receipt=receipt)
    end = dt.datetime(2026, 11, 25, tzinfo=MOSCOW)

    with pytest.raises(ClaimTooLate) as refused:
        claim(100_000, at=end)
    claim(100_000, "A-2", at=end - dt.timedelta(microseconds=1))

    assert refused.value.days == 3


def test_member_claims_so_many_receipts_a_month(anna):
    """T42: by the local calendar; the next month begins anew."""
    promise(claims={"days": 30, "a_month": 1})
    for receipt in ("A-1", "A-2"):
        sell_to_nobody(100_000, receipt=receipt)
    claim(100_000)
    end = dt.datetime(2026, 12, 1, tzinfo=MOSCOW)

    with pytest.raises(ClaimLimitReached) as refused:
        claim(100_000, "A-2", at=end - dt.timedelta(microseconds=1))
    told = claim(100_000, "A-2", at=end)

    assert (refused.value.most, told.accrued) == (1, 5_000)


def test_receipt_of_which_nothing_is_left_is_not_claimed(anna):
    sale = sell_to_nobody(100_000)
    back(sale)

    with pytest.raises(AlreadyReturned):
        claim(100_000)


def test_receipt_that_earns_nothing_still_counts(anna):
    promise(tiers=[new_tier("standard")])
    sell_to_nobody(100_000)

    told = claim(100_000)

    assert (told.accrued, told.explanation) == (0, ())
    assert PurchaseSummary.objects.get(member_id=anna).paid_total == 100_000


def test_receipt_without_lines_is_claimed_by_its_sum(anna):
    sell(AskedSale(outlet="main", receipt="A-1", total=100_000))

    told = claim(100_000)

    assert (told.accrued, told.lines) == (5_000, ())


def test_sums_still_agree(anna, lipa):
    line = AskedLine(price=3_333, quantity=3_000)
    sale = sell(AskedSale(outlet="main", receipt="A-1", lines=(line,)))
    back(sale, "R-1", (1, 1_000))
    claim(9_999)
    back(sale, "R-2", (1, 1_000))

    assert found(lipa)[1] == []
