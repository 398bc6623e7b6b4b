"""E12, T17: a gift on the birthday, once a year, whatever the worker slept through."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.events.models import Event
from plushka.domain.journeys import birthdays
from plushka.domain.ledger.models import Account, Entry, Lot
from plushka.domain.members.changing import Changes, change
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Member
from plushka.domain.programmes import files
from plushka.domain.programmes.earning import recompute
from plushka.domain.programmes.explain import explain
from plushka.domain.programmes.operations import publish
from plushka.lib.days import NO_YEAR
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.sales.cast import ANNA, BOHDAN, promise

pytestmark = pytest.mark.django_db

MOSCOW = ZoneInfo("Europe/Moscow")


def on(year, month, day, hour=12, minute=0):
    """A moment in the company's zone."""
    return dt.datetime(year, month, day, hour, minute, tzinfo=MOSCOW).astimezone(dt.UTC)


def born(date, *, known=None, locator=ANNA):
    """Make somebody a member who told their birth date on a day."""
    newcomer = Newcomer(identifiers=(locator,), birth_date=date)
    at = known or on(2026, 3, 1)
    return enrolment.enrol(newcomer=newcomer, actor="system:test", at=at, is_trusted=True)


def gifts_of(member):
    account = Account.objects.get(member_id=member)
    return [(entry.key, entry.points) for entry in Entry.objects.filter(account_id=account.id)]


def run(at):
    """One round of the worker."""
    return birthdays.give(at=at, most=1000)


def test_gift_comes_on_the_day_and_lives_seven_days_more(programme):
    anna = born(dt.date(1990, 5, 4))

    assert [run(on(2026, 5, 3, 23, 59)), run(on(2026, 5, 4, 0, 1)), run(on(2026, 5, 4, 9))] == [
        0,
        1,
        0,
    ]

    assert gifts_of(anna) == [("birthday:2026", 100_000)]
    lot = Lot.objects.get()
    assert (lot.kind, lot.expires_at) == ("GIFT", on(2026, 5, 12, 0))


def test_gift_says_why_and_its_member_hears_of_it(programme):
    anna = born(dt.date(1990, 5, 4))
    run(on(2026, 5, 4))

    entry = Entry.objects.get()
    [facts] = entry.explanation
    assert recompute(facts) == entry.points
    assert [explain(facts, language) for language in ("ru", "uk", "en")] == [
        "Подарок ко дню рождения",
        "Подарунок до дня народження",
        "A gift for your birthday",
    ]
    [heard] = Event.objects.filter(type="birthday_gift")
    assert (heard.member_id, heard.data) == (anna, {"entry": str(entry.id)})


def test_nothing_of_the_birth_date_stands_in_the_ledger(programme):
    """T29: an erased member leaves sums, not a person."""
    born(dt.date(1990, 5, 4))
    run(on(2026, 5, 8))

    entry = Entry.objects.get()
    assert not {"1990", "05-04"} & set(str(entry.explanation).replace("'", " ").split())


@pytest.mark.parametrize(("late", "given"), [(7, 1), (8, 0)])
def test_a_week_is_made_up_for_and_no_more(programme, late, given):
    born(dt.date(1990, 5, 4))

    assert run(on(2026, 5, 4) + dt.timedelta(days=late)) == given


def test_who_told_the_date_too_late_waits_for_the_next_year(programme):
    anna = born(dt.date(1990, 5, 4), known=on(2026, 5, 5, 10))

    run(on(2026, 5, 5))
    run(on(2027, 5, 4))

    assert gifts_of(anna) == [("birthday:2027", 100_000)]


def test_who_told_the_date_on_the_day_gets_the_gift(programme):
    born(dt.date(1990, 5, 4), known=on(2026, 5, 4, 20))

    assert run(on(2026, 5, 4, 21)) == 1


@pytest.mark.parametrize(
    ("year", "day"), [(2027, dt.date(2027, 2, 28)), (2028, dt.date(2028, 2, 29))]
)
def test_child_of_a_leap_day_celebrates_every_year(programme, year, day):
    born(dt.date(2000, 2, 29))

    before = run(on(year, 2, 28) - dt.timedelta(days=1))
    run(on(day.year, day.month, day.day))

    assert before == 0
    assert Entry.objects.get().at.astimezone(MOSCOW).date() == day


def test_gift_before_the_birthday_crosses_new_year(programme):
    promise(birthday={"days_before": 5, "gift": 200, "valid_days": 10})
    anna = born(dt.date(1990, 1, 3))

    assert [run(on(2026, 12, 28)), run(on(2026, 12, 29)), run(on(2027, 1, 3))] == [0, 1, 0]
    assert gifts_of(anna) == [("birthday:2027", 20_000)]


def test_changed_date_brings_no_second_gift_within_a_year(programme):
    anna = born(dt.date(1990, 11, 20))
    run(on(2026, 11, 20))
    change(
        member_id=anna,
        changes=Changes(birth_date=dt.date(1990, 2, 1)),
        actor="system:test",
        at=on(2026, 12, 1),
    )

    assert run(on(2027, 2, 1)) == 0
    assert run(on(2028, 2, 1)) == 1


def test_date_is_changed_once_a_year(programme):
    anna = born(dt.date(1990, 11, 20))
    first, second, third = (dt.date(1990, 2, day) for day in (1, 2, 3))
    moment = on(2026, 12, 1)
    change(member_id=anna, changes=Changes(birth_date=first), actor="system:test", at=moment)

    with pytest.raises(BadField) as refused:
        change(
            member_id=anna,
            changes=Changes(birth_date=second),
            actor="system:test",
            at=moment + dt.timedelta(days=364),
        )
    change(
        member_id=anna,
        changes=Changes(birth_date=third),
        actor="system:test",
        at=moment + dt.timedelta(days=365),
    )

    assert refused.value.path == "birth_date"
    assert Member.objects.get(id=anna).birth_date == third


def test_each_tier_has_its_own_gift(programme):
    tiers = files.plain(files.preset("bonusplus"))["tiers"]
    tiers[0]["birthday"] = {"days_before": 0, "gift": 0, "valid_days": 7}
    promise(tiers=tiers)
    born(dt.date(1990, 5, 4))
    gold = born(dt.date(1990, 5, 4), locator=BOHDAN)
    Member.objects.get(id=gold).summaries.update(tier="gold")

    assert run(on(2027, 5, 4)) == 1
    assert gifts_of(gold) == [("birthday:2027", 100_000)]


def test_gift_promised_since_then_is_not_owed_for_the_days_before(lipa):
    promise(birthday={"days_before": 0, "gift": 0, "valid_days": 7})
    born(dt.date(1990, 12, 4), known=NOON)
    publish(programme=files.preset("bonusplus"), actor="system:test", at=on(2026, 12, 6, 10))

    assert [run(on(2026, 12, 7)), run(on(2027, 12, 4))] == [0, 1]


def test_blocked_and_erased_members_get_nothing(programme):
    blocked = born(dt.date(1990, 5, 4))
    Member.objects.filter(id=blocked).update(blocked_at=on(2026, 3, 2), block_reason="fraud")
    gone = born(dt.date(1990, 5, 4), locator=BOHDAN)
    enrolment.erase(member_id=gone, actor="system:test", at=on(2026, 3, 2))

    assert run(on(2026, 5, 4)) == 0


def test_round_takes_so_many_at_once(programme):
    for number in range(3):
        born(dt.date(1990, 5, 4), locator=Locator("PHONE", f"+7916000000{number}"))

    assert [birthdays.give(at=on(2026, 5, 4), most=2) for _ in range(3)] == [2, 1, 0]


def test_day_without_its_year_is_a_birthday(programme):
    """T17: also on 29 February, which is the 28th of other years."""
    anna, bohdan = born(dt.date(NO_YEAR, 5, 4)), born(dt.date(NO_YEAR, 2, 29), locator=BOHDAN)

    assert [run(on(2026, 5, 4)), run(on(2027, 2, 28))] == [1, 1]

    assert gifts_of(anna) == [("birthday:2026", 100_000)]
    assert gifts_of(bohdan) == [("birthday:2027", 100_000)]


def test_year_that_is_told_later_is_no_change_of_the_day(programme):
    """T17: and so the year's one change is still free."""
    anna = born(dt.date(NO_YEAR, 5, 4))
    told = [dt.date(1990, 5, 4), dt.date(NO_YEAR, 5, 4), dt.date(1990, 6, 1)]

    for day in told:
        change(
            member_id=anna,
            changes=Changes(birth_date=day),
            actor="system:test",
            at=on(2026, 4, 1),
        )

    assert Member.objects.get(id=anna).birth_date == told[-1]
    with pytest.raises(BadField):
        change(
            member_id=anna,
            changes=Changes(birth_date=dt.date(1990, 6, 2)),
            actor="system:test",
            at=on(2026, 4, 2),
        )
