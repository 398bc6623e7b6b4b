"""Long work is watched, called off, and its files taken, by those who may."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

from django.http import StreamingHttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plushka.domain.tasks import files, operations
from plushka.domain.tasks.models import Task
from plushka.domain.tasks.running import Portion, Running
from plushka.domain.tasks.working import carry_on
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff
from tests.web.conftest import Shop, open_shop
from tests.web.manager.conftest import Person
from tests.web.till.people import now, text_of


def ask(shop: Shop, staff: Staff | None = None) -> UUID:
    with tenant_context(shop.tenant.id):
        actor = f"staff:{(staff or shop.owner).id}"
        task_id = operations.ask(kind="paint", request={}, actor=actor, at=now())
        files.attach(
            task_id=task_id,
            name="result",
            filename='Анна";\n.csv',
            media_type="text/csv; charset=utf-8",
            content="Анна".encode(),
            at=now(),
        )
        return task_id


def paint(task: Running, at: dt.datetime) -> Portion:
    del at
    return Portion(task.done + 1, 4, task.done == 3)


def work(shop: Shop, times: int) -> None:
    for _ in range(times):
        carry_on(tenant_id=shop.tenant.id, kinds={"paint": paint}, clock=now)


def test_a_task_tells_how_far_it_is_and_when_it_is_done(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    task_id = ask(shop)

    waiting = owner.get(f"tasks/{task_id}")
    work(shop, 1)
    running = owner.get(f"tasks/{task_id}")
    listed = owner.get("tasks")
    work(shop, 3)
    done = owner.get(f"tasks/{task_id}")

    assert "It waits for its turn." in text_of(waiting)
    assert b'hx-trigger="every 2s"' in waiting.content
    assert "1 of 4 rows are done." in text_of(running)
    assert "runs, 25%" in text_of(listed)
    assert "Done, " in text_of(done)
    assert b"hx-trigger" not in done.content


def test_a_task_is_called_off(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    task_id = ask(shop)
    work(shop, 1)

    answer = owner.post(f"tasks/{task_id}/cancel")

    assert answer["Location"] == f"/manage/tasks/{task_id}"
    assert "It was called off. What was done before stays done." in text_of(
        owner.get(f"tasks/{task_id}")
    )


def test_a_file_is_taken_whole_under_a_harmless_name(newcomer: tuple[Person, Shop]):
    owner, shop = newcomer
    task_id = ask(shop)

    answer = owner.get(f"tasks/{task_id}/files/result")

    assert isinstance(answer, StreamingHttpResponse)
    assert answer.getvalue() == "Анна".encode()
    assert answer["Content-Length"] == "8"
    assert "\n" not in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert owner.get(f"tasks/{task_id}/files/errors").status_code == 404


def test_only_who_asked_and_the_owner_see_a_task(
    enter: Callable[[Staff], Person], owner: Person, shop: Shop
):
    olya = shop.marketer
    of_owner, of_olya = ask(shop), ask(shop, olya)
    neighbour = enter(open_shop("Дуб").owner)

    seen = {
        (name, which): person.get(f"tasks/{task_id}").status_code
        for name, person in (("owner", owner), ("olya", enter(olya)), ("neighbour", neighbour))
        for which, task_id in (("owner's", of_owner), ("olya's", of_olya))
    }

    assert seen == {
        ("owner", "owner's"): 200,
        ("owner", "olya's"): 200,
        ("olya", "owner's"): 404,
        ("olya", "olya's"): 200,
        ("neighbour", "owner's"): 404,
        ("neighbour", "olya's"): 404,
    }
    assert enter(olya).get(f"tasks/{of_owner}/files/result").status_code == 404
    assert enter(olya).post(f"tasks/{of_owner}/cancel").status_code == 404
    assert Client().get(f"/manage/tasks/{of_owner}").status_code == 302


def test_an_empty_list_says_what_comes_here(newcomer: tuple[Person, Shop]):
    owner, _ = newcomer

    assert "No tasks yet." in text_of(owner.get("tasks"))


def test_the_list_asks_the_same_for_one_task_and_for_three(
    newcomer: tuple[Person, Shop], django_assert_num_queries: DjangoAssertNumQueries
):
    owner, shop = newcomer
    ask(shop)
    owner.get("tasks")
    with django_assert_num_queries(8):
        owner.get("tasks")
    ask(shop)
    ask(shop)
    with django_assert_num_queries(8):
        owner.get("tasks")
    with tenant_context(shop.tenant.id):
        assert Task.objects.count() == 3
