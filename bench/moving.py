"""A hundred thousand members move in from Excel, and out again: how long, and how true.

The whole way of the pages and the worker, in one process: the file is opened,
tried, brought in, and taken back; ``plushka verify`` has to find nothing after
either.
"""

import datetime as dt
import io
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

import xlsxwriter

from bench.cores import Cores, postgres_pids
from bench.ratio import Ratio
from bench.stage import Stage
from plushka.config.clock import now
from plushka.config.task_kinds import KINDS
from plushka.domain.imports import asking
from plushka.domain.imports.fields.field import Kind
from plushka.domain.imports.plan import Options
from plushka.domain.imports.queries import get_import
from plushka.domain.imports.sheets.opening import open_sheet
from plushka.domain.members import card
from plushka.domain.tasks.working import carry_on
from plushka.domain.tenants.context import tenant_context

MEMBERS = 100_000
MOST_SECONDS = 60

_HEAD = ("Телефон", "Номер карты", "Имя", "Фамилия", "Дата рождения", "Баланс", "Кто пригласил")
_NAMES = ("Анна", "Богдан", "Вера", "Глеб", "Дана", "Егор", "Жанна")
_SURNAMES = ("Коваль", "Лысенко", "Мельник", "Носова", "Орлова", "Петренко", "Рогова")
_ACTOR = "system:bench"


@dataclass(slots=True)
class Spent:
    """Seconds by the clock, and of a core on either side."""

    wall: float = 0.0
    python: float = 0.0
    postgres: float = 0.0

    def __str__(self) -> str:
        return f"seconds of a core: Python {self.python:.1f}, PostgreSQL {self.postgres:.1f}"


def move_in_and_out(stage: Stage) -> Iterator[Ratio]:
    """Import, verify, undo, verify; raises where anything does not add up."""
    content = excel(MEMBERS)
    company = stage.found("moving").id
    told: dict[str, UUID] = {}

    def look_and_try() -> None:
        told["import"] = _try(company, content)

    tried = _timed(stage, look_and_try)
    ran = _timed(stage, lambda: _work(company, told["import"], asking.run))
    _check(stage, company, told["import"], made=MEMBERS)
    undone = _timed(stage, lambda: _work(company, told["import"], asking.undo))
    _check(stage, company, told["import"], whole=MEMBERS)
    name = f"{MEMBERS:,} members".replace(",", " ")
    yield Ratio(
        name=f"import of {name} with balances from Excel, looked at, tried and carried out",
        rounds=[tried.wall + ran.wall],
        hold=MOST_SECONDS,
        more=False,
        sides=f"trial {tried.wall:.1f} s + run {ran.wall:.1f} s; {len(content) >> 20} MB of Excel",
        spent=f"the trial, {tried}; the run, {ran}",
        unit=" s",
    )
    yield Ratio(
        name=f"the same {name} taken back",
        rounds=[undone.wall],
        hold=MOST_SECONDS,
        more=False,
        sides="erased, their points by entries that compensate",
        spent=str(undone),
        unit=" s",
    )


def excel(members: int) -> bytes:
    """Write a file as another system might: a fifth of its members were brought by others."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"constant_memory": True}) as book:
        sheet, day = book.add_worksheet("Клиенты"), book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, _HEAD)
        for number in range(members):
            twelve = f"29{number:010d}"
            sheet.write_number(number + 1, 0, _phone(number))
            sheet.write_string(number + 1, 1, twelve + card.check_digit(twelve))
            sheet.write_string(number + 1, 2, _NAMES[number % 7])
            sheet.write_string(number + 1, 3, _SURNAMES[number // 7 % 7])
            born = dt.date(1950, 1, 1) + dt.timedelta(days=number % 20_000)
            sheet.write_datetime(number + 1, 4, born, day)
            sheet.write_number(number + 1, 5, number % 3 * 50.5)
            if number % 5 == 1:
                sheet.write_number(number + 1, 6, _phone(number - 1))
    return made.getvalue()


def _phone(number: int) -> int:
    return 79_160_000_000 + number


def _try(company: int, content: bytes) -> UUID:
    """Open the file as the upload does, take the guess at its columns, and have it tried."""
    sheet = open_sheet(content)
    with tenant_context(company):
        row = asking.bring(
            kind=Kind.MEMBERS,
            filename="members.xlsx",
            content=content,
            sheet=sheet,
            actor=_ACTOR,
            at=now(),
        )
        asking.choose(
            import_id=row.id, meanings=row.meanings, options=Options(), actor=_ACTOR, at=now()
        )
    _carry_out(company)
    import_id: UUID = row.id
    return import_id


def _work(company: int, import_id: UUID, ask: Callable[..., object]) -> None:
    with tenant_context(company):
        ask(import_id=import_id, actor=_ACTOR, at=now())
    _carry_out(company)


def _carry_out(company: int) -> None:
    while carry_on(tenant_id=company, kinds=KINDS, clock=now):
        pass


def _timed(stage: Stage, do: Callable[[], None]) -> Spent:
    spent = Spent()
    with Cores({"PostgreSQL": lambda: postgres_pids(stage.home)}) as cores:
        began, python = time.monotonic(), time.process_time()
        do()
        spent.wall = time.monotonic() - began
        spent.python = time.process_time() - python
    spent.postgres = cores.used["PostgreSQL"]
    return spent


def _check(stage: Stage, company: int, import_id: UUID, **expected: int) -> None:
    """Hold the import's own count against what was meant, and all sums against one another."""
    with tenant_context(company):
        counts = get_import(import_id).counts
    wrong = {name: counts[name] for name, number in expected.items() if counts[name] != number}
    if wrong:
        raise RuntimeError(f"{wrong} instead of {expected}")
    verified = stage.verify()
    if not verified["ok"]:
        raise RuntimeError(f"the sums do not add up: {verified}")
