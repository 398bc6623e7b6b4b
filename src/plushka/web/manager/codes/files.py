"""Files of codes: asked for, made by the worker in portions, fetched within an hour (ADR 38).

Always true: what lies in the database of a file is sealed with the batch's secret, and nothing of
it lies anywhere else; it is gone an hour after it was made, and unreadable once the codes are
handed over.
"""

import datetime as dt
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID

import msgspec
from django.utils.translation import override

from plushka.domain.audit import operations as audit
from plushka.domain.codes import handing
from plushka.domain.codes.making import CodesForgotten
from plushka.domain.codes.models import Batch
from plushka.domain.codes.queries import BatchNotThere, get_batch
from plushka.domain.tasks import files, operations
from plushka.domain.tasks.models import Task, TaskFile
from plushka.domain.tasks.running import Portion, Running
from plushka.domain.tenants.context import tenant_context
from plushka.lib.refusal import BadField, Refusal
from plushka.web.manager.codes.file_forms import FORMS, Wanted, details, is_archive, whole

KIND = "codes_file"
KEPT = dt.timedelta(hours=1)
"""How long a file waits to be fetched; asked for again, it is made again."""

GATHERED, READY = "_gathered", "_sealed"
"""Files of the task that the pages about tasks show nobody."""

_AT_ONCE = 1 << 20


class FileGone(Refusal):
    """The file was not made yet, or its hour is over."""

    code = "file_gone"

    def __init__(self) -> None:
        super().__init__("This file is gone; ask for it again.")


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was asked for, as the page of its batch shows it."""

    task: Task
    wanted: Wanted
    filename: str
    #: Whether it can be fetched now, and until when.
    is_there: bool
    until: dt.datetime | None


def ask(
    *, batch_id: UUID, wanted: Wanted, actor: str, at: dt.datetime, id_: UUID
) -> tuple[UUID, str]:
    """Ask for a file; gives the task, and the password of what is closed, which nobody keeps.

    Asked again under the same ``id_``, it is asked once and told the same password. Refuses
    what no file can be made of.
    """
    batch = get_batch(batch_id, is_locked=True)
    if batch.secret is None:
        raise CodesForgotten
    if batch.state == Batch.State.MAKING:
        raise BatchNotThere(state=batch.state)
    if batch.n_codes > FORMS[wanted.form].most:
        raise BadField("form", f"at most {FORMS[wanted.form].most} codes")
    password = handing.password_of(batch, task_id=id_) if wanted.is_closed else ""
    if Task.objects.filter(id=id_).exists():
        return id_, password
    asked: dict[str, Any] = msgspec.to_builtins(wanted)
    operations.ask(kind=KIND, request=asked, actor=actor, at=at, of=batch.n_codes, id_=id_)
    _record(batch, "codes_file_asked", wanted, actor=actor, at=at)
    return id_, password


def step(task: Running, at: dt.datetime) -> Portion:
    """Write the next portion; once all are there, join them."""
    wanted = msgspec.convert(task.request, Wanted)
    batch = get_batch(UUID(wanted.batch))
    if batch.secret is None:
        TaskFile.objects.filter(task_id=task.id).delete()
        return Portion(task.done, task.of, is_over=True, result={"is_forgotten": True})
    with override(wanted.language):
        if task.progress.get("is_gathered"):
            return _join(task, batch, wanted, at)
        return _gather(task, batch, wanted, at)


def find(batch: Batch, *, at: dt.datetime, limit: int = 5) -> list[Made]:
    """Give the newest files that were asked for of a batch."""
    rows = Task.objects.filter(kind=KIND, request__batch=str(batch.id))
    newest = rows.order_by("-asked_at", "-id").prefetch_related("files")[:limit]
    return [_made(batch, row, at) for row in newest]


def fetch(
    *, batch_id: UUID, task_id: UUID, tenant_id: int, actor: str, at: dt.datetime
) -> tuple[Made, int, Iterator[bytes]]:
    """Give a file, its size and its content piece by piece; who fetches it is recorded.

    The caller's transaction may end before the content is read. Refuses ``FileGone``, and
    ``CodesForgotten`` once the batch was handed over.
    """
    batch = get_batch(batch_id)
    opened = handing.opener(batch)
    row: Task | None = (
        Task.objects.filter(id=task_id, kind=KIND, request__batch=str(batch_id))
        .prefetch_related("files")
        .first()
    )
    made = None if row is None else _made(batch, row, at)
    if row is None or made is None or not made.is_there:
        raise FileGone
    [ready] = (one for one in row.files.all() if one.name == READY)
    _record(batch, "codes_fetched", made.wanted, actor=actor, at=at)
    pieces = _pieces(ready.id, tenant_id=tenant_id)
    return made, int(row.result["size"]), (opened(piece) for piece in pieces)


def forget_old(*, at: dt.datetime) -> int:
    """Delete what nobody fetched in time; gives how many files."""
    old = TaskFile.objects.filter(task__kind=KIND, task__ended_at__lt=at - KEPT)
    n_files: int = old.count()
    old.delete()
    return n_files


def _gather(task: Running, batch: Batch, wanted: Wanted, at: dt.datetime) -> Portion:
    if not task.progress:
        _begin(task.id, GATHERED, "codes", at)
    form = FORMS[wanted.form]
    most = min(form.at_once(wanted), batch.n_codes - task.done)
    codes = handing.portion(batch, after=task.progress.get("last", 0), most=most)
    piece = zlib.compress(form.write(batch, wanted, codes, task.done), 1)
    files.append(task_id=task.id, name=GATHERED, parts=[handing.sealer(batch)(piece)])
    done = task.done + len(codes)
    progress = {"last": codes[-1][0], "is_gathered": done == batch.n_codes}
    return Portion(done, batch.n_codes, is_over=False, progress=progress)


def _join(task: Running, batch: Batch, wanted: Wanted, at: dt.datetime) -> Portion:
    _begin(task.id, READY, "codes", at)
    gathered = TaskFile.objects.get(task_id=task.id, name=GATHERED)
    opened, sealed = handing.opener(batch), handing.sealer(batch)
    pieces = (zlib.decompress(opened(piece)) for piece in _pieces(gathered.id))
    password = handing.password_of(batch, task_id=task.id) if wanted.is_closed else ""
    content = whole(wanted, _name(batch), pieces, n_codes=batch.n_codes, password=password)
    size = 0
    for part in _in_parts(content):
        size += len(part)
        files.append(task_id=task.id, name=READY, parts=[sealed(part)])
    TaskFile.objects.filter(id=gathered.id).delete()
    result = {"codes": batch.n_codes, "size": size}
    return Portion(batch.n_codes, batch.n_codes, is_over=True, result=result)


def _begin(task_id: UUID, name: str, filename: str, at: dt.datetime) -> None:
    media_type = "application/octet-stream"
    files.begin(task_id=task_id, name=name, filename=filename, media_type=media_type, at=at)


def _pieces(file_id: UUID, *, tenant_id: int | None = None) -> Iterator[bytes]:
    """Read piece by piece; of a tenant, each in a transaction of its own."""
    for number in count():
        if tenant_id is None:
            piece = files.read_part(file_id, number)
        else:
            with tenant_context(tenant_id):
                piece = files.read_part(file_id, number)
        if piece is None:
            return
        yield piece


def _in_parts(content: Iterable[bytes]) -> Iterator[bytes]:
    """Put small pieces together, so that a file has few parts."""
    held = bytearray()
    for piece in content:
        held += piece
        if len(held) >= _AT_ONCE:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)


def _name(batch: Batch) -> str:
    return f"codes-{batch.number}"


def _made(batch: Batch, row: Task, at: dt.datetime) -> Made:
    wanted = msgspec.convert(row.request, Wanted)
    suffix = "zip" if is_archive(wanted, batch.n_codes) else FORMS[wanted.form].suffix
    until = row.ended_at + KEPT if row.ended_at and row.state == Task.State.DONE else None
    is_there = (
        until is not None
        and at < until
        and batch.secret is not None
        and any(one.name == READY for one in row.files.all())
    )
    return Made(row, wanted, f"{_name(batch)}.{suffix}", is_there, until)


def _record(batch: Batch, action: str, wanted: Wanted, *, actor: str, at: dt.datetime) -> None:
    audit.write(
        actor=actor,
        action=action,
        subject_kind="code_batch",
        subject_id=batch.id,
        at=at,
        before={},
        after={"number": batch.number, "codes": batch.n_codes, **details(wanted)},
    )
