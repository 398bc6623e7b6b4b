"""The lab knows who brought whom: gifts that wait, limits, fixed rewards, parts of codes (B3)."""

import pytest

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import identify
from plushka.domain.merging import operations as merging
from tests.conftest import NOON
from tests.domain.codes.cast import accepted, active
from tests.domain.replay.again import EVER, differing, draft, replay
from tests.domain.sales.cast import ANNA, BOHDAN, asked, back, days, give, join, promise, sell

pytestmark = pytest.mark.django_db

LATER = NOON + days(20)
SINCE = ("ever", "before the first purchase", "second day", "between")

VERA, DASHA = Locator("PHONE", "+79035550177"), Locator("PHONE", "+79035550188")


def terms(base="purchase_paid", percent="3", *, gift="100", at_once=True, **limits):
    """What a recommendation gives to both."""
    return {
        "keys": ["phone"],
        "referrer": {"base": base, "percent": percent, **limits},
        "newcomer": {"gift": gift, "usable_at_first_purchase": at_once},
    }


def bring(*of, **referral):
    """Let Anna bring Bohdan; give him."""
    promise(referral=terms(*of, **referral))
    join(ANNA)
    newcomer = Newcomer(identifiers=(BOHDAN,), referrer=ANNA)
    return enrolment.enrol(newcomer=newcomer, actor="system:test", at=NOON, is_trusted=True)


def a_history(bohdan):
    """Bohdan buys, pays with points, brings some of it back, and activates codes."""
    give(5_000, member=bohdan, at=NOON, key="by hand")
    _, codes = active(2, points=5_055)
    first = sell(asked("B-1", 60_000, 40_000, member=BOHDAN, redeem=5_000), at=NOON + days(1))
    accepted(codes[0], member=BOHDAN, at=NOON + days(2))
    sell(asked("B-2", 100_000, member=BOHDAN, redeem=3_000), at=NOON + days(3))
    back(first, "R-1", 2, at=NOON + days(4))
    sell(asked("B-3", 50_000, member=BOHDAN), at=NOON + days(12))
    accepted(codes[1], member=BOHDAN, at=NOON + days(13))


HISTORIES = {
    "gift waits": {"at_once": False},
    "first purchases": {"first_n_purchases": 2},
    "so many days": {"period_days": 5},
    "most a month": {"most_a_month": "40"},
    "fixed": {"base": "fixed", "percent": "50", "most_a_month": "70"},
    "of points": {"base": "bonuses_earned", "percent": "10", "most_a_month": "8"},
    "all of it": {
        "base": "bonuses_earned",
        "percent": "10",
        "first_n_purchases": 2,
        "period_days": 6,
        "most_a_month": "8",
        "at_once": False,
    },
}


@pytest.mark.parametrize(
    "since", [EVER, NOON + days(1) / 2, NOON + days(2), NOON + days(7) / 2], ids=SINCE
)
@pytest.mark.parametrize("referral", HISTORIES.values(), ids=HISTORIES)
def test_rules_as_they_were_give_the_ledger_again(lipa, referral, since):
    a_history(bring(**referral))

    replayed = replay(since=since, at=LATER)

    assert differing(replayed) == []
    assert replayed.figures.was == replayed.figures.would


def issued(candidate):
    return replay(candidate, at=LATER).figures.would.issued


def test_fixed_reward_is_tried_on_the_history(lipa):
    bring(percent="0")
    for number in range(3):
        sell(asked(f"B-{number}", 10_000, member=BOHDAN), at=NOON + days(number + 1))

    without = issued(draft(referral=terms(percent="0")))
    fixed = issued(draft(referral=terms("fixed", "50")))
    first = issued(draft(referral=terms("fixed", "50", first_n_purchases=1)))

    assert (fixed - without, first - without) == (3 * 5_000, 5_000)


def test_part_of_codes_is_what_the_draft_gives(lipa):
    bring("bonuses_earned", "10")
    _, codes = active(1, points=5_000)
    accepted(codes[0], member=BOHDAN, at=NOON + days(1))

    nothing = issued(draft(referral=terms("bonuses_earned", "0")))
    doubled = issued(draft(referral=terms("bonuses_earned", "20")))
    of_paid = issued(draft(referral=terms("purchase_paid", "20")))

    assert (doubled - nothing, of_paid - nothing) == (1_000, 0)


def test_part_of_codes_is_tried_where_there_was_none(lipa):
    bring()
    _, codes = active(1, points=5_000)
    accepted(codes[0], member=BOHDAN, at=NOON + days(1))

    nothing = issued(draft(referral=terms("bonuses_earned", "0")))

    assert issued(draft(referral=terms("bonuses_earned", "10"))) - nothing == 500


def test_gift_that_waits_pays_nothing_of_the_first_purchase(lipa):
    """What was paid with it then is paid with money in the draft, and the gift is there after."""
    bring()
    sell(asked("B-1", 50_000, member=BOHDAN, redeem=10_000), at=NOON + days(1))

    figures = replay(draft(referral=terms(at_once=False)), at=LATER).figures

    assert (figures.was.redeemed, figures.would.redeemed) == (10_000, 0)
    assert figures.would.outstanding - figures.was.outstanding == 10_000 + 500 + 300


def test_what_both_got_before_they_became_one_counts_in_a_replay_from_later_on(lipa):
    """T22, T33."""
    bring(most_a_month="50")
    dasha = join(DASHA)
    newcomer = Newcomer(identifiers=(VERA,), referrer=DASHA)
    enrolment.enrol(newcomer=newcomer, actor="system:test", at=NOON, is_trusted=True)
    sell(asked("B-1", 100_000, member=BOHDAN), at=NOON + days(1))
    merging.merge(
        kept=dasha, merged=identify(locator=ANNA, at=NOON), actor="s:1", at=NOON + days(2)
    )
    sell(asked("B-2", 100_000, member=BOHDAN), at=NOON + days(4))

    replayed = replay(since=NOON + days(3), at=LATER)

    assert differing(replayed) == []
    assert replayed.figures.was == replayed.figures.would
