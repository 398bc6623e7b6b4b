"""Rows of an export are gathered in a file of the task, portion by portion, and written at last.

What is gathered is one JSON list a line: a worker that is killed goes on after the last portion.
"""

import datetime as dt
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.tasks import files
from plushka.domain.tasks.models import TaskFile
from plushka.domain.tasks.running import Portion, Running
from plushka.lib.ids import new_id
from plushka.web.manager.exporting import csv_file, excel_file

ROWS = "_rows"
"""The file that rows are gathered in: nobody is shown it."""

RESULT = "result"
_MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_AT_ONCE = 1 << 20

type Kind = Literal["text", "phone", "number", "day", "moment"]
type Cell = tuple[Kind, str]
"""What kind of value it is, and the value as a text: numbers with a point, times as in ISO."""


@dataclass(frozen=True, slots=True)
class Book:
    """What the file is called, its heads, and in whose language it is."""

    title: str
    heads: Sequence[str]
    language: str


def gather(
    task: Running, rows: Iterable[Sequence[Cell]], *, after: UUID | None, of: int, at: dt.datetime
) -> Portion:
    """Add rows to what was gathered; ``after`` is where the next portion begins."""
    if not task.progress:
        files.begin(task_id=task.id, name=ROWS, filename="rows", media_type="text/plain", at=at)
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    if lines:
        files.append(task_id=task.id, name=ROWS, parts=_parts(lines))
    done = task.done + len(lines)
    progress = {"after": after and str(after), "is_gathered": after is None}
    return Portion(done=done, of=max(of, done), progress=progress, is_over=False)


def write(
    task: Running, book: Book, *, subject: str, has_phones: bool, at: dt.datetime
) -> Portion:
    """Write the file of what was gathered, and record that it left the company's books."""
    form = task.request["form"]
    filename = f"{book.title}-{at:%Y-%m-%d}.{form}"
    files.begin(task_id=task.id, name=RESULT, filename=filename, media_type=_MEDIA[form], at=at)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        if form == "csv":
            csv_file.write(path, book, gathered(task.id))
        else:
            excel_file.write(path, book, gathered(task.id))
        with path.open("rb") as written:
            parts = iter(lambda: written.read(_AT_ONCE), b"")
            files.append(task_id=task.id, name=RESULT, parts=parts)
    TaskFile.objects.filter(task_id=task.id, name=ROWS).delete()
    audit.write(
        actor=task.actor,
        action="list_exported",
        subject_kind=subject,
        subject_id=new_id(),
        at=at,
        before={},
        after={"rows": task.done, "form": form, "phones": "whole" if has_phones else "masked"},
    )
    return Portion(
        done=task.done,
        of=task.done,
        progress=task.progress,
        is_over=True,
        result={"rows": task.done},
    )


def gathered(task_id: UUID) -> Iterator[list[Cell]]:
    """Give the rows again, a piece of the file at a time."""
    row = TaskFile.objects.get(task_id=task_id, name=ROWS)
    rest, number = b"", 0
    while (piece := files.read_part(row.id, number)) is not None:
        *lines, rest = (rest + piece).split(b"\n")
        yield from (json.loads(line) for line in lines)
        number += 1


def _parts(lines: Sequence[str]) -> Iterator[bytes]:
    whole = ("\n".join(lines) + "\n").encode()
    return (whole[start : start + _AT_ONCE] for start in range(0, len(whole), _AT_ONCE))
