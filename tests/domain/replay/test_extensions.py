"""Points that lasted longer because their warning failed do so in a replay, too (B3, B11)."""

import pytest

from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger.models import Account, Lot
from plushka.domain.ledger.terms import Cause
from plushka.domain.programmes.models import Version
from tests.conftest import NOON
from tests.domain.replay.again import differing, replay
from tests.domain.sales.cast import asked, days, promise, sell


@pytest.mark.parametrize("since", [NOON - days(30), NOON + days(1), NOON + days(40)])
def test_points_that_lasted_longer(anna, since):
    promise(expiry={"purchase_days": 30}, at=NOON - days(1))
    sell(asked("A-1", 100_000))
    account = Account.objects.get(member_id=anna).id
    ending = Lot.objects.get(kind="PURCHASE").expires_at
    at = ending - days(1)
    book = ledger.open_book(accounts=[account], moment=at, with_lots=[account])
    facts = {"rule": "expiry", "reason": "WARNING_FAILED", "last_day": "2026-12-24"}
    version = Version.objects.latest("number").id
    cause = Cause("extension", "MESSAGE", None, version, "system:expiry", at, [facts])
    book.extend(account, cause, ending=ending, until=ending + days(3))
    ledger.save(book)
    sell(asked("A-2", 10_000, redeem=1_000), at=ending + days(1))
    ledger.expire(at=ending + days(9))

    assert differing(replay(since=since, at=ending + days(10))) == []
