"""Long work is done portion by portion, whatever is cut off between."""

import datetime as dt
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest

from plushka.domain.tasks import files, operations, queries, working
from plushka.domain.tasks.models import Task, TaskFile
from plushka.domain.tasks.operations import TooManyTasks
from plushka.domain.tasks.queries import TaskUnknown
from plushka.domain.tasks.running import Portion, Running, Step
from plushka.domain.tasks.working import carry_on, carry_out_all
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop, open_shop

NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)

type Ask = Callable[..., UUID]


@pytest.fixture(autouse=True)
def _database(committed: None) -> Iterator[None]:
    return iter([None])


@pytest.fixture
def shop() -> Shop:
    return open_shop("Липа")


def ask(shop: Shop, kind: str = "count", **request: int) -> UUID:
    with tenant_context(shop.tenant.id):
        return operations.ask(kind=kind, request=request, actor="staff:1", at=NOON)


def get(shop: Shop, task_id: UUID) -> Task:
    with tenant_context(shop.tenant.id):
        return queries.get_task(task_id)


def counting(task: Running, at: dt.datetime) -> Portion:
    """Count to what was asked for, three at a time."""
    del at
    done = min(task.done + 3, task.request.get("to", 0))
    said = [*task.progress.get("said", []), done]
    return Portion(
        done, task.request["to"], done == task.request["to"], {"said": said}, {"n": done}
    )


def carry_out(shop: Shop, step: Step = counting, times: int = 1) -> list[bool]:
    return [
        carry_on(tenant_id=shop.tenant.id, kinds={"count": step}, clock=lambda: NOON)
        for _ in range(times)
    ]


def test_a_task_goes_on_where_its_last_portion_ended(shop: Shop):
    task_id = ask(shop, to=7)

    begun = get(shop, task_id).state
    more = carry_out(shop, times=4)

    row = get(shop, task_id)
    assert begun == "WAITING"
    assert more == [True, True, True, False]
    assert (row.state, row.done, row.of, row.ended_at) == ("DONE", 7, 7, NOON)
    assert (row.progress, row.result) == ({"said": [3, 6, 7]}, {"n": 7})


def test_a_portion_that_raises_takes_back_what_it_wrote_and_is_tried_three_times(shop: Shop):
    task_id = ask(shop, to=7)
    carry_out(shop)

    def failing(task: Running, at: dt.datetime) -> Portion:
        operations.ask(kind="other", request={}, actor=task.actor, at=at)
        raise ZeroDivisionError

    more = carry_out(shop, failing, times=4)

    row = get(shop, task_id)
    assert more == [True, True, True, False]
    assert (row.state, row.done, row.progress) == ("FAILED", 3, {"said": [3]})
    with tenant_context(shop.tenant.id):
        assert Task.objects.count() == 1


def test_a_portion_that_succeeds_in_the_end_forgets_its_failures(shop: Shop):
    task_id = ask(shop, to=7)

    def failing(task: Running, at: dt.datetime) -> Portion:
        raise ZeroDivisionError

    for _ in range(3):
        carry_out(shop, failing, times=2)
        carry_out(shop)

    assert get(shop, task_id).state == "DONE"


def test_the_oldest_task_goes_first_and_companies_take_turns(shop: Shop):
    other = open_shop("Дуб")
    first, second, neighbour = ask(shop, to=3), ask(shop, to=3), ask(other, to=3)
    order: list[UUID] = []

    def noting(task: Running, at: dt.datetime) -> Portion:
        order.append(task.id)
        return counting(task, at)

    # Other tests left work of theirs behind.
    carry_out_all(kinds={"count": noting}, clock=lambda: NOON)

    assert [one for one in order if one in {first, second, neighbour}] == [
        first,
        neighbour,
        second,
    ]


def test_a_kind_that_nobody_knows_waits(shop: Shop):
    unknown, known = ask(shop, "paint"), ask(shop, to=1)

    more = carry_out(shop, times=2)

    assert more == [True, False]
    assert (get(shop, unknown).state, get(shop, known).state) == ("WAITING", "DONE")


def test_a_task_that_is_called_off_stops_after_its_portion(shop: Shop):
    task_id = ask(shop, to=7)
    carry_out(shop)

    with tenant_context(shop.tenant.id):
        was_running = operations.cancel(task_id=task_id, at=NOON)
        again = operations.cancel(task_id=task_id, at=NOON)
    more = carry_out(shop)

    row = get(shop, task_id)
    assert (was_running, again, more) == (True, False, [False])
    assert (row.state, row.done) == ("CANCELLED", 3)


def test_a_task_that_is_called_off_between_two_steps_of_the_worker_does_nothing(shop: Shop):
    task_id = ask(shop, to=7)
    with tenant_context(shop.tenant.id):
        begun = working._begin({"count": counting}, at=NOON)
    assert begun is not None
    with tenant_context(shop.tenant.id):
        operations.cancel(task_id=task_id, at=NOON)

    with tenant_context(shop.tenant.id):
        working._do(begun, counting, at=NOON)

    row = get(shop, task_id)
    assert (row.state, row.done) == ("CANCELLED", 0)


def test_a_hundred_tasks_may_wait_and_no_more(shop: Shop):
    for _ in range(operations.MOST_WAITING):
        ask(shop, to=1)

    with pytest.raises(TooManyTasks):
        ask(shop, to=1)


def test_a_neighbour_finds_no_task_of_ours(shop: Shop):
    task_id = ask(shop, to=1)

    with tenant_context(open_shop("Дуб").tenant.id), pytest.raises(TaskUnknown):
        queries.get_task(task_id)


def test_a_file_is_read_as_it_was_given_and_forgotten_after_thirty_days(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(files, "PART", 4)
    task_id = ask(shop, to=1)
    with tenant_context(shop.tenant.id):
        for content in (b"before", b"0123456789"):
            files.attach(
                task_id=task_id,
                name="result",
                filename="a.csv",
                media_type="text/csv",
                content=content,
                at=NOON,
            )
        files.append(task_id=task_id, name="result", parts=[b"abc"])

    with tenant_context(shop.tenant.id):
        [row] = TaskFile.objects.all()
        assert (row.size, files.read(task_id=task_id, name="result")) == (13, b"0123456789abc")
        parts = [files.read_part(row.id, number) for number in range(5)]
        assert parts == [b"0123", b"4567", b"89", b"abc", None]
        assert files.forget_old(at=NOON + files.KEPT) == 0
        assert files.forget_old(at=NOON + files.KEPT + dt.timedelta(seconds=1)) == 1
        assert files.read(task_id=task_id, name="result") == b""
