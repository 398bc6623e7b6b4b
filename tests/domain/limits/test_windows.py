"""What a company's codes come to within an hour or a day is counted and stopped (E22, E23)."""

import datetime as dt

import pytest

from plushka.domain.limits import operations as limits
from plushka.domain.limits import queries, windows
from plushka.domain.limits.forgetting import forget_old
from plushka.domain.limits.kinds import Kind, Limit
from plushka.domain.limits.models import WindowCount
from plushka.domain.limits.refusals import CodeLimitReached
from plushka.domain.limits.windows import Taken
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from tests.domain.members.cast import NOON

HALF_PAST = NOON + dt.timedelta(minutes=30)
HOUR = dt.timedelta(hours=1)
ADDRESS, NEIGHBOURS = "2001:db8:1:2::5", "2001:db8:1:3::5"


def set_limit(kind: Kind, soft: int | None, hard: int | None) -> None:
    known = queries.get_policy().changed_at
    limits.change(limits={kind: Limit(soft, hard)}, based_on=known, actor="system:tests", at=NOON)


def send(n: int = 1, *, at: dt.datetime = HALF_PAST) -> None:
    for _ in range(n):
        windows.take(taken=[Taken(Kind.CODES)], at=at)


def ask(address: str, *, at: dt.datetime = HALF_PAST) -> None:
    windows.take(taken=[Taken(Kind.ADDRESS_CODES, who=address)], at=at)


def counts() -> dict[str, int]:
    return dict(WindowCount.objects.values_list("kind", "used"))


@pytest.fixture(autouse=True)
def _neighbour(dub: Tenant) -> None:
    """Next door the limit is reached."""
    with tenant_context(dub.id):
        set_limit(Kind.CODES, None, 0)


def test_above_the_hard_limit_nothing_is_counted_and_the_next_hour_begins_anew(lipa: Tenant):
    set_limit(Kind.CODES, None, 2)
    send(2)

    with pytest.raises(CodeLimitReached) as refused:
        send()

    assert refused.value.facts == {"kind": "CODES", "retry_after": 1800}
    assert counts() == {"CODES": 2}
    send(at=HALF_PAST + HOUR)


def test_money_is_counted_by_the_companys_day(lipa: Tenant):
    set_limit(Kind.CODE_COST, None, 1_000)
    last_of_today = dt.datetime(2026, 11, 21, 20, 59, tzinfo=dt.UTC)
    windows.take(taken=[Taken(Kind.CODE_COST, 800)], at=NOON)

    with pytest.raises(CodeLimitReached) as refused:
        windows.take(taken=[Taken(Kind.CODE_COST, 201)], at=last_of_today)

    assert refused.value.retry_after == 60
    windows.take(taken=[Taken(Kind.CODE_COST, 200)], at=last_of_today)
    windows.take(taken=[Taken(Kind.CODE_COST, 1_000)], at=last_of_today + dt.timedelta(minutes=1))


def test_a_refusal_of_one_kind_counts_none_of_the_others(lipa: Tenant):
    set_limit(Kind.CODE_COST, None, 100)

    with pytest.raises(CodeLimitReached):
        windows.take(taken=[Taken(Kind.CODES), Taken(Kind.CODE_COST, 101)], at=NOON)

    assert counts() == {"CODES": 0, "CODE_COST": 0}


def test_addresses_are_counted_apart_and_kept_as_digests(lipa: Tenant):
    set_limit(Kind.ADDRESS_CODES, None, 1)
    ask(ADDRESS)
    ask(NEIGHBOURS)

    with pytest.raises(CodeLimitReached):
        ask("2001:db8:1:2::6")

    kept = WindowCount.objects.values_list("digest", flat=True)
    assert {len(bytes(digest)) for digest in kept} == {32}


def test_one_alert_of_each_window_tells_what_came_and_what_was_stopped(lipa: Tenant):
    set_limit(Kind.ADDRESS_CODES, 1, 2)
    for address in (ADDRESS, NEIGHBOURS):
        for _ in range(2):
            ask(address)
        for _ in range(2):
            with pytest.raises(CodeLimitReached):
                ask(address)

    told = {
        (one.is_block, one.staff_id, one.most, one.used) for one in queries.find_alerts(limit=9)
    }
    assert told == {(False, None, 1, 2), (True, None, 2, 3)}
    ask(ADDRESS, at=HALF_PAST + HOUR)
    ask(ADDRESS, at=HALF_PAST + HOUR)
    assert len(queries.find_alerts(limit=9)) == 3


def test_nobody_is_looked_for_where_no_codes_are_sent(lipa: Tenant):
    set_limit(Kind.CODES, None, 2)
    send(1)
    windows.check_open(at=HALF_PAST)
    send(1)

    with pytest.raises(CodeLimitReached):
        windows.check_open(at=HALF_PAST)


def test_windows_are_forgotten(lipa: Tenant):
    send()

    assert forget_old(at=NOON + dt.timedelta(days=3)) == 1
    assert not WindowCount.objects.exists()
