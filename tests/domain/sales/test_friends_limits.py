"""A6.7, T22: for how many purchases, for how long and up to how much a friend brings something."""

import pytest

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.ledger.models import Account, Entry
from plushka.domain.ledger.queries import accounts_of
from plushka.domain.members.locator import Locator
from plushka.domain.merging import operations as merging
from plushka.domain.programmes.explain import explain
from plushka.domain.sales.asked import AskedClaim
from plushka.domain.sales.claiming import claim_in
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from tests.conftest import NOON
from tests.domain.codes.cast import accepted, active
from tests.domain.members.cast import statements_sent
from tests.domain.sales.cast import ANNA, BOHDAN, TILL, asked, back, days, join, promise, record
from tests.domain.sales.cast import sell as sell_

pytestmark = pytest.mark.django_db

VERA = Locator("PHONE", "+79035550177")
DASHA = Locator("PHONE", "+79035550188")

NEXT_MONTH = NOON + days(10)
"""The first of December, by noon."""


def terms(base="purchase_paid", percent="3", **limits):
    """What who brings friends gets."""
    return {
        "keys": ["phone"],
        "referrer": {"base": base, "percent": percent, **limits},
        "newcomer": {"gift": "0", "usable_at_first_purchase": True},
    }


def bring(*friends, **limits):
    """Let Anna bring friends under a programme; give who she is."""
    promise(referral=terms(**limits))
    anna = join(ANNA)
    for friend in friends or (BOHDAN,):
        newcomer = Newcomer(identifiers=(friend,), referrer=ANNA)
        enrolment.enrol(newcomer=newcomer, actor="system:test", at=NOON, is_trusted=True)
    return anna


def buy(receipt="A-1", total=100_000, *, member=BOHDAN, at=NOON):
    return sell_(asked(receipt, total, member=member), at=at)


def points_of(member):
    return Account.objects.get(member_id=member).balance


def given(member):
    account = accounts_of(members=[member])[member]
    rows = Entry.objects.filter(account_id=account).order_by("number")
    return list(rows.values_list("points", flat=True))


def test_only_first_purchases_bring_something(lipa):
    anna = bring(first_n_purchases=2)

    for number in range(3):
        buy(f"A-{number}")

    assert given(anna) == [3_000, 3_000]


def test_purchase_that_came_back_whole_counts_no_more(lipa):
    anna = bring(first_n_purchases=1)
    back(buy("A-1"), "R-1")

    buy("A-2")
    buy("A-3")

    assert given(anna) == [3_000, -3_000, 3_000]


def test_friend_brings_something_through_the_last_day(lipa):
    """T18: thirty days from the day of joining, to its end in Moscow."""
    anna = bring(period_days=30)
    last = NOON + days(30)

    buy("A-1", at=last.replace(hour=20, minute=59))
    buy("A-2", at=last.replace(hour=21))

    assert given(anna) == [3_000]


def test_month_takes_so_much_for_all_friends_together(lipa):
    anna = bring(BOHDAN, VERA, most_a_month="50")

    buy("A-1")
    buy("A-2", member=VERA)
    buy("A-3", member=VERA)

    assert given(anna) == [3_000, 2_000]
    cut = Entry.objects.order_by("-id").filter(points=2_000).first()
    assert [explain(why, "ru").replace("\xa0", " ") for why in cut.explanation] == [
        "3 % от 1 000,00 ₽: столько оплатил участник, которого вы пригласили",
        "Бонусы за друзей: не больше 50 в месяц",
    ]


def test_who_becomes_one_person_has_one_most_a_month(lipa):
    """T22, T33: what both got before they were merged is what the one got."""
    anna = bring(BOHDAN, most_a_month="50")
    dasha = join(DASHA)
    newcomer = Newcomer(identifiers=(VERA,), referrer=DASHA)
    enrolment.enrol(newcomer=newcomer, actor="system:test", at=NOON, is_trusted=True)
    buy("A-1", 100_000)
    buy("A-2", 50_000, member=VERA)

    merging.merge(kept=dasha, merged=anna, actor="staff:test", at=NOON)
    buy("A-3", 100_000)
    buy("A-4", 100_000, member=VERA)

    assert points_of(dasha) == 5_000
    told = sell_(asked("A-5", 300_000, member=BOHDAN), at=NEXT_MONTH)
    back(told, "R-5", at=NEXT_MONTH)
    assert points_of(dasha) == 5_000


def test_next_month_begins_anew(lipa):
    anna = bring(most_a_month="50")
    buy("A-1", 200_000)

    buy("A-2", 200_000, at=NEXT_MONTH)

    assert given(anna) == [5_000, 5_000]


def test_one_list_counts_as_it_goes(lipa):
    anna = bring(BOHDAN, VERA, most_a_month="50")

    record(asked("A-1", 100_000, member=BOHDAN), asked("A-2", 100_000, member=VERA))

    assert given(anna) == [3_000, 2_000]


def test_what_comes_back_makes_room_again(lipa):
    """T32."""
    anna = bring(most_a_month="50")
    back(buy("A-1", 200_000), "R-1")

    buy("A-2", 100_000)

    assert given(anna) == [5_000, -5_000, 3_000]


def test_part_of_what_came_back_takes_no_more_than_is_not_due(lipa):
    """T11: of the half that stays sixty would be due, and fifty were given."""
    anna = bring(most_a_month="50")
    told = sell_(asked("A-1", 200_000, 200_000, member=BOHDAN))

    back(told, "R-1", 2)
    after_half = points_of(anna)
    back(told, "R-2")

    assert (after_half, points_of(anna)) == (5_000, 0)


def test_most_of_nothing_is_nothing(lipa):
    anna = bring(most_a_month="0")

    buy()

    assert given(anna) == []


def test_claimed_receipt_is_limited_too(lipa):
    anna = bring(first_n_purchases=1, most_a_month="20")
    for receipt in ("A-1", "A-2"):
        sell_(asked(receipt, 100_000, member=None))
        ask = AskedClaim(outlet="main", receipt=receipt, total=100_000, member=BOHDAN)
        claim_in(get_place(current_tenant()), ask, TILL, key=None, at=NOON)

    assert given(anna) == [2_000]


def test_codes_count_with_purchases_in_the_month(lipa):
    anna = bring(base="bonuses_earned", percent="10", most_a_month="9")
    _, codes = active(2, points=5_000)

    accepted(codes[0], member=BOHDAN)
    buy("A-1", 50_000)
    accepted(codes[1], member=BOHDAN)

    assert given(anna) == [500, 250, 150]


def test_codes_bring_something_until_the_purchases_are_made(lipa):
    anna = bring(base="bonuses_earned", percent="10", first_n_purchases=1)
    _, codes = active(2, points=5_000)
    accepted(codes[0], member=BOHDAN)
    buy("A-1", 50_000)

    accepted(codes[1], member=BOHDAN)

    assert given(anna) == [500, 250]


def test_codes_bring_nothing_after_the_last_day(lipa):
    anna = bring(base="bonuses_earned", percent="10", period_days=1)
    _, codes = active(2, points=5_000)
    accepted(codes[0], member=BOHDAN, at=NOON + days(1))

    accepted(codes[1], member=BOHDAN, at=NOON + days(2))

    assert given(anna) == [500]


def test_list_asks_once_for_the_month_however_many_friends(lipa):
    bring(BOHDAN, VERA, most_a_month="50")

    with statements_sent() as one:
        record(asked("A-1", 1_000, member=BOHDAN))
    with statements_sent() as two:
        record(asked("A-2", 1_000, member=BOHDAN), asked("A-3", 1_000, member=VERA))

    assert len(one) == len(two)
