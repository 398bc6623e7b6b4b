"""T33: what was the merged one's is in the kept one's story, and is theirs again afterwards."""

from plushka.domain.ledger import queries as ledger
from plushka.domain.merging.operations import merge, part
from plushka.domain.merging.queries import sales_brought
from plushka.domain.sales.models import Sale
from tests.conftest import NOON
from tests.domain.merging.test_merging import DESK
from tests.domain.sales.cast import BOHDAN, asked, give, sell


def account_of(member):
    return ledger.accounts_of(members=[member])[member]


def told(account):
    """The kinds and points of an account's entries, newest first, and whether they are its own."""
    found = ledger.entries(account=account, limit=50)
    return [(one.kind, one.points, one.account == account) for one in found]


def test_entries_of_both_stand_together_by_when_they_were_written(anna, twin):
    give(100, member=anna, key="one")
    give(200, member=twin, key="two")
    give(300, member=anna, key="three")

    merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    assert sorted(told(account_of(anna))[:2]) == [("MERGE", -200, False), ("MERGE", 200, True)]
    assert sorted(told(account_of(anna))[2:]) == [
        ("ACCRUAL", 100, True),
        ("ACCRUAL", 200, False),
        ("ACCRUAL", 300, True),
    ]


def test_pages_give_every_entry_once(anna, twin):
    for number in range(4):
        give(100, member=anna, key=f"a{number}")
        give(200, member=twin, key=f"b{number}")
    merge(kept=anna, merged=twin, actor=DESK, at=NOON)
    account = account_of(anna)
    whole = [one.id for one in ledger.entries(account=account, limit=50)]

    read = [one.id for one in ledger.entries(account=account, limit=3)]
    while more := ledger.entries(account=account, limit=3, after=read[-1]):
        read += [one.id for one in more]

    assert len(whole) == 10
    assert read == whole


def test_parted_members_have_each_their_own_story_again(anna, twin):
    give(200, member=twin)
    own = account_of(twin)
    done = merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    part(merge=done.id, actor=DESK, at=NOON)

    assert all(is_own for _, _, is_own in told(account_of(anna)))
    assert ("ACCRUAL", 200, True) in told(own)
    assert ledger.merged_accounts(account=account_of(anna)) == {}


def test_sales_that_a_merge_brought_are_known_while_it_stands(anna, twin):
    sell(asked("A-1", 100_000))
    sell(asked("B-1", 100_000, member=BOHDAN))
    theirs = Sale.objects.get(receipt="B-1").id
    every = list(Sale.objects.values_list("id", flat=True))
    done = merge(kept=anna, merged=twin, actor=DESK, at=NOON)

    assert sales_brought(member=anna, sales=every) == {theirs}
    part(merge=done.id, actor=DESK, at=NOON)
    assert sales_brought(member=anna, sales=every) == set()
