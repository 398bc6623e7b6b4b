"""Long work: what waits, how far it is, what came of it."""

import re
from collections.abc import Iterator
from itertools import count
from typing import Any
from uuid import UUID

from django.core.handlers.asgi import ASGIRequest
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plushka.domain.tasks import files, operations, queries
from plushka.domain.tasks.models import Task, TaskFile
from plushka.domain.tasks.queries import TaskUnknown
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.rights import Right
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.tasks_told import FILES, told_of
from plushka.web.ui.amounts import percent
from plushka.web.ui.clock import now
from plushka.web.ui.htmx import show
from plushka.web.ui.middleware import opens_its_own
from plushka.web.ui.streaming import beside

_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f"\\/;]')


@never_cache
@require_safe
@in_cabinet()
def tasks(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List the newest tasks: one's own; to those who may see the record of changes, all."""
    actor = None if cabinet.may(Right.SEE_AUDIT) else cabinet.actor
    rows = [
        (row, told_of(row), percent(row.done, row.of)) for row in queries.find_tasks(actor=actor)
    ]
    context = {"cabinet": cabinet, "here": "tasks", "tasks": rows}
    return render(request, "manager/tasks.html", context)


@never_cache
@require_safe
@in_cabinet()
def task(request: HttpRequest, cabinet: Cabinet, task_id: UUID) -> HttpResponse:
    """Show how far a task is, or what it came to; for htmx, only that."""
    return show(request, "manager/task.html", "progress", _context(cabinet, task_id))


@require_POST
@in_cabinet()
def cancel(request: HttpRequest, cabinet: Cabinet, task_id: UUID) -> HttpResponse:
    """Call a task off; what is done of it stays done."""
    del request
    row = _task(cabinet, task_id)
    operations.cancel(task_id=row.id, at=now())
    return redirect("manager-task", row.id)


@never_cache
@require_safe
@opens_its_own
@in_cabinet()
def file(
    request: HttpRequest, cabinet: Cabinet, task_id: UUID, name: str
) -> StreamingHttpResponse:
    """Give a file of a task, part by part."""
    with tenant_context(cabinet.place.id):
        row = _task(cabinet, task_id)
        if name.startswith("_"):
            raise Http404  # what a portion leaves for the next one
        found: TaskFile | None = row.files.filter(name=name).first()
    if found is None:
        raise Http404
    parts = _parts(cabinet.place.id, found.id)
    body = beside(parts) if isinstance(request, ASGIRequest) else parts
    answer = StreamingHttpResponse(body, content_type=found.media_type)
    filename = _NOT_IN_A_NAME.sub("_", found.filename)
    answer["Content-Disposition"] = f'attachment; filename="{filename}"'
    answer["Content-Length"] = str(found.size)
    return answer


def _task(cabinet: Cabinet, task_id: UUID) -> Task:
    """Give a task that the person may see: files show what their own role may not (U28)."""
    try:
        row = queries.get_task(task_id)
    except TaskUnknown:
        raise Http404 from None
    if row.actor != cabinet.actor and not cabinet.may(Right.SEE_AUDIT):
        raise Http404
    return row


def _context(cabinet: Cabinet, task_id: UUID) -> dict[str, Any]:
    row = _task(cabinet, task_id)
    told = told_of(row)
    is_over = row.state not in {Task.State.WAITING, Task.State.RUNNING}
    return {
        "cabinet": cabinet,
        "here": "tasks",
        "task": row,
        "told": told,
        "percent": percent(row.done, row.of),
        "is_over": is_over,
        "said": told.said(row) if row.state == Task.State.DONE else (),
        "links": told.links(row),
        "files": [
            (one, FILES.get(one.name, one.name))
            for one in row.files.all()
            if not one.name.startswith("_")
        ],
    }


def _parts(tenant_id: int, file_id: UUID) -> Iterator[bytes]:
    """Read piece by piece, each in a transaction of its own."""
    for number in count():
        with tenant_context(tenant_id):
            part = files.read_part(file_id, number)
        if part is None:
            return
        yield part
