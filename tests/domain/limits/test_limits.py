"""What a person of the staff does in a day is counted, told of, and stopped (U31, T38)."""

import datetime as dt
import threading

import pytest

from plushka.domain.audit.queries import find_changes
from plushka.domain.limits import operations as limits
from plushka.domain.limits import queries
from plushka.domain.limits.forgetting import forget_alerts, forget_old
from plushka.domain.limits.kinds import DEFAULTS, Kind, Limit
from plushka.domain.limits.models import DayCount, Policy
from plushka.domain.limits.operations import Use, Verdict
from plushka.domain.limits.refusals import LiftsOwnLimit, LimitsOutdated, StaffLimitReached
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.domain.members.cast import NOON, at_work, statements_sent

PETRO, OLIA, ANNA, BOHDAN = new_id(), new_id(), new_id(), new_id()
TODAY = dt.date(2026, 11, 21)
DAY = dt.timedelta(days=1)


def claim(n: int = 1, *, at: dt.datetime = NOON) -> list[Verdict]:
    return [limits.use(kind=Kind.CLAIMS, staff_id=PETRO, at=at) for _ in range(n)]


def set_claims(soft: int | None, hard: int | None) -> None:
    known = queries.get_policy().changed_at
    limits.change(
        limits={Kind.CLAIMS: Limit(soft, hard)}, based_on=known, actor=f"staff:{OLIA}", at=NOON
    )


@pytest.fixture
def busy_neighbour(dub: Tenant) -> None:
    """Somebody with the same id did a lot next door, under stricter limits."""
    with tenant_context(dub.id):
        set_claims(1, 2)
        claim(2)


def test_whoever_passes_the_soft_limit_goes_on_and_is_told_of(busy_neighbour: None, lipa: Tenant):
    set_claims(2, 4)

    assert claim(4) == [Verdict.PASSED] * 2 + [Verdict.ALERTED] * 2

    [alert] = queries.find_alerts(limit=10)
    assert (alert.staff_id, alert.day, alert.kind, alert.most, alert.used, alert.is_block) == (
        PETRO,
        TODAY,
        Kind.CLAIMS,
        2,
        4,
        False,
    )


def test_whoever_passes_the_hard_limit_is_refused_and_it_is_not_counted(lipa: Tenant):
    set_claims(None, 2)
    claim(2)

    with pytest.raises(StaffLimitReached) as refused:
        claim()

    assert refused.value.facts == {"kind": "CLAIMS"}
    assert (refused.value.most, refused.value.used) == (2, 3)


def test_a_refusal_is_told_of_after_its_transaction_was_taken_back(lipa: Tenant):
    refusal = StaffLimitReached(kind=Kind.CLAIMS, most=2, used=3, staff_id=PETRO, day=TODAY)

    limits.tell_block(refusal=refusal, at=NOON)
    limits.tell_block(refusal=refusal, at=NOON)

    [alert] = queries.find_alerts(limit=10)
    assert (alert.is_block, alert.most, alert.used) == (True, 2, 3)


def test_kinds_people_and_members_are_counted_apart(lipa: Tenant):
    both = [Use(Kind.MEMBER_SALES, subject=ANNA), Use(Kind.REDEMPTIONS)]

    limits.use_all(uses=both, staff_id=PETRO, at=NOON)
    limits.use_all(uses=both, staff_id=PETRO, at=NOON)
    limits.use(kind=Kind.MEMBER_SALES, subject=BOHDAN, staff_id=PETRO, at=NOON)
    limits.use(kind=Kind.REDEMPTIONS, staff_id=OLIA, at=NOON)

    assert queries.day_of(staff_id=PETRO, day=TODAY) == {Kind.MEMBER_SALES: 2, Kind.REDEMPTIONS: 2}
    assert queries.day_of(staff_id=OLIA, day=TODAY) == {Kind.REDEMPTIONS: 1}


def test_points_are_counted_as_points(lipa: Tenant):
    limits.use(kind=Kind.ADJUSTED_POINTS, staff_id=PETRO, amount=500_000, at=NOON)

    assert (
        limits.use(kind=Kind.ADJUSTED_POINTS, staff_id=PETRO, amount=1, at=NOON) is Verdict.ALERTED
    )


def test_the_day_is_the_companys_own(lipa: Tenant):
    last_of_today = dt.datetime(2026, 11, 21, 20, 59, tzinfo=dt.UTC)
    set_claims(None, 1)
    claim(at=last_of_today)

    assert claim(at=last_of_today + dt.timedelta(minutes=1)) == [Verdict.PASSED]


def test_counting_is_one_statement_however_much_is_counted(lipa: Tenant):
    uses = [Use(Kind.MEMBER_SALES, subject=new_id()) for _ in range(3)] + [Use(Kind.REDEMPTIONS)]

    with statements_sent() as sent:
        limits.use_all(uses=uses, staff_id=PETRO, at=NOON)

    assert len(sent) == 1


def test_a_lift_lets_go_on_until_the_day_is_over(lipa: Tenant):
    set_claims(None, 1)
    claim()

    limits.lift(staff_id=PETRO, kind=Kind.CLAIMS, actor=f"staff:{OLIA}", at=NOON)
    limits.lift(staff_id=PETRO, kind=Kind.CLAIMS, actor=f"staff:{OLIA}", at=NOON)

    assert claim(3) == [Verdict.PASSED] * 3
    [change] = find_changes(subject_kind="staff", subject_id=PETRO)
    assert change.after == {"kind": "CLAIMS", "day": "2026-11-21"}
    claim(at=NOON + DAY)
    with pytest.raises(StaffLimitReached):
        claim(at=NOON + DAY)


def test_nobody_lifts_their_own_limit_but_an_owner(lipa: Tenant):
    themselves = {"staff_id": PETRO, "kind": Kind.CLAIMS, "actor": f"staff:{PETRO}", "at": NOON}

    with pytest.raises(LiftsOwnLimit):
        limits.lift(**themselves)

    limits.lift(**themselves, may_lift_own=True)


def test_limits_that_nobody_changed_are_the_defaults(busy_neighbour: None, lipa: Tenant):
    assert queries.get_policy() == queries.Set(DEFAULTS, None)


def test_changed_limits_are_kept_and_audited(lipa: Tenant):
    set_claims(1, None)

    assert queries.get_policy().limits == {**DEFAULTS, Kind.CLAIMS: Limit(1, None)}
    [change] = find_changes(subject_kind="staff_limits", subject_id=Policy.objects.get().id)
    assert (change.before, change.after) == (
        {"CLAIMS": {"soft": 5, "hard": 20}},
        {"CLAIMS": {"soft": 1, "hard": None}},
    )


def test_whoever_changes_limits_that_changed_meanwhile_is_told(lipa: Tenant):
    set_claims(1, 2)

    with pytest.raises(LimitsOutdated):
        limits.change(limits={}, based_on=None, actor=f"staff:{PETRO}", at=NOON)

    assert queries.get_policy().limits[Kind.CLAIMS] == Limit(1, 2)


@pytest.mark.parametrize(
    ("soft", "hard", "path"),
    [(3, 2, "CLAIMS.soft"), (-1, 2, "CLAIMS.soft"), (1, -1, "CLAIMS.hard")],
)
def test_limits_without_sense_are_refused(lipa: Tenant, soft, hard, path):
    with pytest.raises(BadField) as refused:
        set_claims(soft, hard)

    assert refused.value.path == path
    assert queries.get_policy().changed_at is None


def test_alerts_are_looked_at_once(busy_neighbour: None, lipa: Tenant):
    set_claims(0, None)
    claim()
    [alert] = queries.find_alerts(limit=10, unseen=True)

    assert limits.look_at(alerts=[alert.id], actor=f"staff:{OLIA}", at=NOON) == 1
    assert limits.look_at(alerts=[alert.id], actor=f"staff:{PETRO}", at=NOON + DAY) == 0

    assert (queries.count_unseen(), queries.find_alerts(limit=10, unseen=True)) == (0, [])
    [seen] = queries.find_alerts(limit=10)
    assert (seen.seen_at, seen.seen_by) == (NOON, f"staff:{OLIA}")


def test_counts_are_forgotten_after_thirty_days(lipa: Tenant):
    claim(at=NOON - 31 * DAY)
    claim(at=NOON - 30 * DAY)

    assert forget_old(at=NOON) == 1
    assert list(DayCount.objects.values_list("day", flat=True)) == [TODAY - 30 * DAY]


def test_alerts_are_forgotten_when_their_time_is_over(lipa: Tenant):
    set_claims(0, None)
    for days in (366, 365, 91, 90):
        claim(at=NOON - days * DAY)
    looked_at = [one for one in queries.find_alerts(limit=9) if one.at > NOON - 100 * DAY]
    for one in looked_at:
        limits.look_at(alerts=[one.id], actor=f"staff:{OLIA}", at=one.at)

    assert forget_alerts(at=NOON) == 2
    assert [one.at for one in queries.find_alerts(limit=9)] == [
        NOON - 90 * DAY,
        NOON - 365 * DAY,
    ]


@pytest.mark.parametrize("actor", [f"key:{ANNA}", "system:import"], ids=["key", "system"])
def test_programs_are_nobody_of_the_staff(actor):
    assert limits.staff_of(actor) is None


def test_two_at_once_do_not_pass_a_limit_together(open_shop: Tenant):
    with at_work(open_shop):
        set_claims(None, 1)
    refused, together = [], threading.Barrier(2)

    def claim_once() -> None:
        together.wait()
        try:
            with at_work(open_shop):
                claim()
        except StaffLimitReached:
            refused.append(1)

    both = [threading.Thread(target=claim_once) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    with at_work(open_shop):
        assert (refused, queries.day_of(staff_id=PETRO, day=TODAY)) == ([1], {Kind.CLAIMS: 1})
