"""Who changed what stays known; why is said in words that can be taken back."""

import datetime as dt
from uuid import UUID

import pytest
from django.db import connection, transaction

from plushka.domain.audit import operations as audit
from plushka.domain.audit import queries
from plushka.domain.audit.models import Reason, Record
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from plushka.lib.ids import new_id
from tests.domain.members.cast import NOON

OLYA = "staff:0197a3c0-0000-7000-8000-00000000000a"
ANNA = new_id()


def _write(subject_id: UUID, hours: int = 0, reason: str = "") -> UUID:
    return audit.write(
        actor=OLYA,
        action="member_changed",
        subject_kind="member",
        subject_id=subject_id,
        at=NOON + dt.timedelta(hours=hours),
        before={"blocked": ""},
        after={"blocked": "fraud"},
        reason=reason,
    )


@pytest.fixture
def neighbours_record(dub: Tenant) -> None:
    """A change of a subject with the same id next door, to be asked for before «Липа»."""
    with tenant_context(dub.id):
        _write(ANNA, reason="Дуб")


def _found() -> list[queries.Change]:
    return queries.find_changes(subject_kind="member", subject_id=ANNA)


def test_changes_of_a_subject_are_found_newest_first(neighbours_record: None, lipa: Tenant):
    first, second = _write(ANNA), _write(ANNA, hours=1, reason="Звонок Богдана")
    _write(new_id())

    assert _found() == [
        queries.Change(
            second,
            ANNA,
            NOON + dt.timedelta(hours=1),
            OLYA,
            "member_changed",
            {"blocked": ""},
            {"blocked": "fraud"},
            "Звонок Богдана",
        ),
        queries.Change(
            first, ANNA, NOON, OLYA, "member_changed", {"blocked": ""}, {"blocked": "fraud"}, ""
        ),
    ]


@pytest.mark.parametrize("n_changes", [1, 3])
def test_any_number_of_changes_is_two_queries(lipa: Tenant, django_assert_num_queries, n_changes):
    for hours in range(n_changes):
        _write(ANNA, hours, reason="почему")

    with django_assert_num_queries(2):
        assert len(_found()) == n_changes


def test_record_is_never_edited(lipa: Tenant):
    _write(ANNA)

    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        Record.objects.update(actor="nobody")

    assert Record.objects.get().actor == OLYA


def test_reasons_of_a_subject_are_scrubbed_and_that_is_recorded(
    neighbours_record: None, lipa: Tenant
):
    other = new_id()
    _write(ANNA, reason="Звонок Богдана")
    _write(other, reason="по просьбе")

    n_scrubbed = audit.scrub(
        subject_kind="member", subject_id=ANNA, actor=OLYA, at=NOON + dt.timedelta(hours=1)
    )

    assert n_scrubbed == 1
    assert [(told.action, told.before, told.after, told.reason) for told in _found()] == [
        ("reasons_scrubbed", {"reasons": 1}, {"reasons": 0}, ""),
        ("member_changed", {"blocked": ""}, {"blocked": "fraud"}, ""),
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM audit_reason")
        assert cursor.fetchall() == [("по просьбе",)]


def test_scrubbing_nothing_leaves_no_trace(lipa: Tenant):
    _write(ANNA)

    assert audit.scrub(subject_kind="member", subject_id=ANNA, actor=OLYA, at=NOON) == 0
    assert Record.objects.count() == 1
    assert not Reason.objects.exists()
