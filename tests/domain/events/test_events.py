"""What happened is told in order, and nothing is left out."""

import threading
import time

import pytest
from django.db import transaction

from plushka.domain.events import operations as events
from plushka.domain.events import queries
from plushka.domain.events.models import Event
from plushka.domain.tenants.models import Tenant
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.domain.members.cast import NOON, at_work, statements_sent


def _write(*types: str) -> None:
    events.write(events=[events.NewEvent(type_, NOON) for type_ in types])


def _read(shop: Tenant, cursor: str | None = None, limit: int = 10) -> list[queries.Happened]:
    with at_work(shop):
        return queries.after(cursor=cursor, limit=limit)


def _read_all(
    shop: Tenant, n_events: int, cursor: str | None = None, limit: int = 10
) -> list[queries.Happened]:
    """Read on until so many are told: other tests' transactions may run beside us."""
    deadline = time.monotonic() + 30
    while len(found := _read(shop, cursor, limit)) < n_events and time.monotonic() < deadline:
        time.sleep(0.02)
    return found


def test_event_is_kept_as_it_was_written(lipa: Tenant):
    anna = new_id()

    events.write(events=[events.NewEvent("member_enrolled", NOON, anna, {"город": "Львов"})])

    event = Event.objects.get()
    assert (event.member_id, event.type, event.at, event.data) == (
        anna,
        "member_enrolled",
        NOON,
        {"город": "Львов"},
    )
    assert event.transaction > 0


@pytest.mark.parametrize("n_events", [0, 1, 100])
def test_any_number_of_events_is_one_statement(lipa: Tenant, n_events):
    with statements_sent() as sent:
        _write(*["sale_recorded"] * n_events)

    assert len(sent) == 1
    assert Event.objects.count() == n_events


def test_event_is_never_edited(lipa: Tenant):
    _write("sale_recorded")

    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        Event.objects.update(type="nothing")

    assert Event.objects.get().type == "sale_recorded"


def test_events_are_read_from_a_cursor_in_order(open_shop: Tenant):
    for types in (("a", "b"), ("c",), ("d", "e")):
        with at_work(open_shop):
            _write(*types)

    first = _read_all(open_shop, 3, limit=3)
    rest = _read_all(open_shop, 2, first[-1].cursor)

    assert [event.type for event in first] == ["a", "b", "c"]
    assert [event.type for event in rest] == ["d", "e"]
    assert (rest[0].at, rest[0].member_id, rest[0].data) == (NOON, None, {})
    assert _read(open_shop, rest[-1].cursor) == []


def test_event_of_a_transaction_that_commits_late_is_not_skipped(open_shop: Tenant):
    is_written, may_commit = threading.Event(), threading.Event()

    def late() -> None:
        with at_work(open_shop):
            _write("late")
            is_written.set()
            may_commit.wait(10)

    slow = threading.Thread(target=late)
    slow.start()
    is_written.wait(10)
    with at_work(open_shop):
        _write("early")

    while_running = _read(open_shop)
    may_commit.set()
    slow.join()
    afterwards = _read_all(open_shop, 2)

    assert while_running == []
    assert [event.type for event in afterwards] == ["late", "early"]


def test_neighbours_events_are_never_read(open_shop: Tenant, open_neighbour: Tenant):
    with at_work(open_neighbour):
        _write("next_door")
    with at_work(open_shop):
        _write("here")

    assert [event.type for event in _read_all(open_shop, 1)] == ["here"]


@pytest.mark.parametrize("cursor", ["", "1", "1-x", "x-" + "0" * 32, "1-" + "0" * 31, "9" * 20])
def test_cursor_of_no_event_is_refused(lipa: Tenant, cursor):
    with pytest.raises(BadField, match="after: use the cursor"):
        queries.after(cursor=cursor, limit=10)
