"""T33: two members become one; points, purchases and names of both are one person's."""

import pytest

from plushka.domain.audit.models import Record
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries
from plushka.domain.ledger.models import Entry, Lot
from plushka.domain.ledger.terms import Cause
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Identifier, MemberTag
from plushka.domain.members.operations import add_tags
from plushka.domain.members.queries import MemberUnknown, get_profile, identify, locate
from plushka.domain.merging.models import Merge
from plushka.domain.merging.operations import merge
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.merging.cast import faults, points_of, summary_of
from tests.domain.sales.cast import ANNA, BOHDAN, asked, back, days, give, join, sell

DESK = "staff:00000000-0000-7000-8000-000000000001"


def owe(member, points):
    """Take more from a member than they have."""
    account = queries.accounts_of(members=[member])[member]
    book = ledger.open_book(accounts=[account], moment=NOON, with_lots=[account])
    cause = Cause(f"owe:{points}", "TEST", None, new_id(), DESK, NOON, [])
    book.adjust(account, -points, None, cause, may_owe=True)
    ledger.save(book)


def test_points_of_both_are_one_persons_and_keep_their_terms(anna, twin):
    give(1_000, member=anna, expires_at=NOON + days(9))
    give(2_500, member=twin, expires_at=NOON + days(3))

    merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    account = queries.accounts_of(members=[anna, twin])
    assert account[anna] == account[twin]
    lots = queries.lots(account=account[anna], at=NOON, limit=10)
    assert [(lot.remaining, lot.expires_at) for lot in lots] == [
        (2_500, NOON + days(3)),
        (1_000, NOON + days(9)),
    ]
    assert points_of(anna) == (3_500, 0, 0, 0)
    assert faults() == []


def test_each_account_says_what_moved(anna, twin):
    give(2_500, member=twin)

    merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    told = (
        Entry.objects.filter(kind="MERGE")
        .order_by("points")
        .values_list("points", "account__member_id")
    )
    assert list(told) == [(-2_500, twin), (2_500, anna)]
    assert list(Entry.objects.filter(kind="MERGE").values_list("actor", flat=True)) == [DESK, DESK]


def test_whatever_found_the_merged_one_finds_the_kept_one(anna, twin):
    card = Identifier.objects.get(member_id=twin, kind="CARD").value
    names = [ANNA, BOHDAN, Locator("CARD", card), Locator("ID", str(twin))]

    merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    assert locate(locators=names, at=NOON) == dict.fromkeys(names, anna)
    assert get_profile(member_id=twin).id == anna


def test_purchases_are_added_up_and_the_higher_tier_counts(anna, twin):
    sell(asked("A-1", 100_000))
    sell(asked("B-1", 5_000_000, member=BOHDAN))
    tier = summary_of(twin)[0]

    merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    assert summary_of(anna) == (tier, 5_100_000, 2)
    assert faults() == []


def test_sale_of_the_merged_one_comes_back_to_the_kept_one(anna, twin):
    give(5_000, member=twin)
    sale = sell(asked("B-1", 20_000, member=BOHDAN, redeem=3_000))
    before = points_of(twin)
    merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    told = back(sale)

    assert before == (2_000 + sale.accrued, 0, 0, 0)
    assert (told.points_back, points_of(anna)) == (3_000, (5_000, 0, 0, 0))
    assert summary_of(anna)[1:] == (0, 0)
    assert faults() == []


def test_debt_is_paid_by_the_others_points(anna, twin):
    give(1_000, member=anna)
    owe(twin, 300)

    merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    assert points_of(anna) == (700, 0, 0, 0)
    assert faults() == []


def test_debt_of_the_kept_one_is_paid_by_what_comes_in(anna, twin):
    owe(anna, 300)
    give(1_000, member=twin)

    merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    assert points_of(anna) == (700, 0, 0, 0)
    assert faults() == []


def test_hold_of_the_merged_one_is_captured_from_the_kept_one(anna, twin):
    give(1_000, member=twin)
    account = queries.accounts_of(members=[twin])[twin]
    held = ledger.hold(account=account, points=400, until=None, actor=DESK, at=NOON)
    merge(kept=anna, merged=twin, actor=DESK, at=NOON)
    assert points_of(anna) == (600, 0, 400, 0)

    cause = Cause("capture", "HOLD", held.hold.id, new_id(), DESK, NOON, [])
    ledger.capture(hold=held.hold.id, points=400, cause=cause, at=NOON)

    assert points_of(anna) == (600, 0, 0, 0)
    assert faults() == []


def test_tags_are_united(anna, twin):
    add_tags(member_id=anna, tags=["vip"], actor=DESK, at=NOON)
    add_tags(member_id=twin, tags=["vip", "кофе"], actor=DESK, at=NOON)

    merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    tags = MemberTag.objects.filter(member_id=anna).order_by("tag").values_list("tag", flat=True)
    assert list(tags) == ["vip", "кофе"]


def test_third_one_merged_before_finds_whoever_is_kept_in_the_end(anna, twin):
    third = join(Locator("PHONE", "+79160000001"))
    give(700, member=third)
    merge(kept=twin, merged=third, actor=DESK, at=NOON)
    sale = sell(asked("C-1", 20_000, member=Locator("PHONE", "+79160000001"), redeem=700))

    merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    assert identify(locator=Locator("ID", str(third)), at=NOON) == anna
    back(sale)
    assert points_of(anna) == (700, 0, 0, 0)
    assert faults() == []


def test_merge_is_recorded_for_both(anna, twin):
    merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    found = Record.objects.filter(action="members_merged").order_by("id")
    assert {row.subject_id for row in found} == {anna, twin}
    assert {row.actor for row in found} == {DESK}


def test_nobody_is_merged_with_themselves(anna, twin):
    merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    for other in (anna, twin):
        with pytest.raises(BadField, match="one and the same"):
            merge(kept=anna, merged=other, actor=DESK, at=NOON)
    assert Merge.objects.count() == 1


def test_member_nobody_knows_is_refused(anna):
    with pytest.raises(MemberUnknown):
        merge(kept=anna, merged=new_id(), actor=DESK, at=NOON)
    assert Lot.objects.count() == 0
    assert Merge.objects.count() == 0
