"""What was done for many at once, and members who became one, come out again (B3)."""

from plushka.domain.bulk.deed import Deed
from plushka.domain.bulk.operations import undo
from plushka.domain.merging.operations import merge
from tests.conftest import NOON
from tests.domain.bulk.cast import OLYA, ask, work
from tests.domain.replay.again import differing, replay
from tests.domain.sales.cast import BOHDAN, asked, back, days, give, join, sell


def test_points_of_many_given_taken_and_undone(anna):
    bohdan = join(BOHDAN)
    given = ask([anna, bohdan], Deed("ACCRUE", points=5_000, days=5))
    work()
    sell(asked("A-1", 20_000, redeem=1_000), at=NOON + days(1))
    taken = ask([anna, bohdan], Deed("REDEEM", points=3_000, is_up_to=True), at=NOON + days(1))
    work(at=NOON + days(1))
    undo(bulk_id=taken.id, actor=OLYA, at=NOON + days(2))
    work(at=NOON + days(2))
    undo(bulk_id=given.id, actor=OLYA, at=NOON + days(3))
    work(at=NOON + days(3))

    assert differing(replay(at=NOON + days(4))) == []


def test_members_who_became_one_are_told_as_one(anna):
    bohdan = join(BOHDAN)
    give(5_000, member=bohdan)
    sold = sell(asked("B-1", 20_000, 10_000, member=BOHDAN, redeem=2_000))
    sell(asked("A-1", 20_000))
    merge(kept=anna, merged=bohdan, actor=OLYA, at=NOON + days(1))
    sell(asked("A-2", 10_000, redeem=4_000), at=NOON + days(2))
    back(sold, "R-1", 1, at=NOON + days(3))

    assert differing(replay(at=NOON + days(4))) == []
