"""The files of tasks, kept in the database for a while, in parts."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import F

from plushka.domain.tasks.models import TaskFile, TaskFilePart
from plushka.domain.tenants.context import current_tenant

KEPT = dt.timedelta(days=30)
"""How long a file is kept: they hold personal data, and the tables they came from stay."""

PART = 1 << 20

_MOST_UNPACKED = 1 << 28
"""An archive that unfolds into more was refused when it came in."""


def attach(
    *, task_id: UUID, name: str, filename: str, media_type: str, content: bytes, at: dt.datetime
) -> None:
    """Give a task a file; one of the same name is replaced."""
    parts = (content[start : start + PART] for start in range(0, len(content), PART))
    begin(task_id=task_id, name=name, filename=filename, media_type=media_type, at=at)
    append(task_id=task_id, name=name, parts=parts)


def begin(*, task_id: UUID, name: str, filename: str, media_type: str, at: dt.datetime) -> None:
    """Begin an empty file of a task, to which portions append."""
    TaskFile.objects.filter(task_id=task_id, name=name).delete()
    TaskFile.objects.create(
        tenant_id=current_tenant(),
        task_id=task_id,
        name=name,
        filename=filename[:200],
        media_type=media_type,
        size=0,
        created_at=at,
    )


def append(*, task_id: UUID, name: str, parts: Iterable[bytes]) -> None:
    """Add to the end of a file of a task, piece by piece."""
    row = TaskFile.objects.get(task_id=task_id, name=name)
    number = TaskFilePart.objects.filter(file_id=row.id).count()
    for piece in parts:
        TaskFilePart.objects.create(
            tenant_id=current_tenant(), file_id=row.id, number=number, content=piece
        )
        number += 1
        TaskFile.objects.filter(id=row.id).update(size=F("size") + len(piece))


def read_part(file_id: UUID, number: int) -> bytes | None:
    """Give one piece of a file, counted from zero; None after the last."""
    found = TaskFilePart.objects.filter(file_id=file_id, number=number)
    content = found.values_list("content", flat=True).first()
    return None if content is None else bytes(content)


def read(*, task_id: UUID, name: str) -> bytes:
    """Give a file of a task whole; it was bounded when it came in."""
    found = TaskFilePart.objects.filter(file__task_id=task_id, file__name=name).order_by("number")
    return b"".join(bytes(part) for part in found.values_list("content", flat=True))


def forget_old(*, at: dt.datetime) -> int:
    """Delete files whose time is over; gives how many."""
    old = TaskFile.objects.filter(created_at__lt=at - KEPT)
    n_files: int = old.count()
    old.delete()
    return n_files


def forget_naming(*, texts: Iterable[str]) -> int:
    """Delete files in which one of these texts stands, also packed ones; gives how many (T29).

    Sheets are archives, so each file is read whole. What cannot be unpacked is
    searched as it is.
    """
    sought = [text.encode(coding) for text in texts for coding in ("utf-8", "utf-16-le") if text]
    naming = [
        file_id
        for file_id in TaskFile.objects.order_by("id").values_list("id", flat=True)
        if sought and _names(file_id, sought)
    ]
    TaskFile.objects.filter(id__in=naming).delete()
    return len(naming)


def _names(file_id: UUID, sought: list[bytes]) -> bool:
    parts = TaskFilePart.objects.filter(file_id=file_id).order_by("number")
    content = b"".join(map(bytes, parts.values_list("content", flat=True)))
    return any(text in one for one in _unpacked(content) for text in sought)


def _unpacked(content: bytes) -> Iterator[bytes]:
    yield content
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for inside in archive.infolist():
            if inside.file_size <= _MOST_UNPACKED:
                yield archive.read(inside)
