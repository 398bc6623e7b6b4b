"""A million codes are made and leave as CSV; ten thousand labels leave as PDF.

The whole way of the worker, in one process: digests of the codes are written, then the file is
asked for, made in portions, sealed, and opened again as a download does. The file has to have as
many lines as there are codes.
"""

import resource
import time
from collections.abc import Callable, Iterator

from bench.ratio import Ratio
from bench.stage import Stage
from plushka.config.clock import now
from plushka.config.task_kinds import KINDS
from plushka.domain.codes import batches
from plushka.domain.codes.giving import Fixed, Gives
from plushka.domain.codes.models import Batch
from plushka.domain.codes.terms import NewBatch, Terms
from plushka.domain.tasks.working import carry_on
from plushka.domain.tenants.context import tenant_context
from plushka.lib.ids import new_id
from plushka.web.manager.codes import files
from plushka.web.manager.codes.file_forms import Wanted

CODES, LABELS = 1_000_000, 10_000
MOST_SECONDS = 60

_ACTOR = "system:bench"
_ROOT = "https://loyalty.example"
_HOW_TO = "Scan it, or type it at loyalty.example/c"


def make_and_print(stage: Stage) -> Iterator[Ratio]:
    """Make codes and write both files; raises where a file has not every code."""
    company = stage.found("printing").id
    made, batch = _timed(lambda: _made(company, CODES))
    written, n_bytes = _timed(lambda: _file(company, batch, "csv"))
    if n_bytes < CODES:
        raise AssertionError(n_bytes)
    yield Ratio(
        name=f"{CODES:,} codes made and written as CSV".replace(",", " "),
        rounds=[made + written],
        hold=MOST_SECONDS,
        more=False,
        sides=f"made in {made:.1f} s, written in {written:.1f} s: {n_bytes >> 20} MB",
        spent=_spent(),
        unit=" s",
    )
    few, batch = _timed(lambda: _made(company, LABELS))
    drawn, n_bytes = _timed(lambda: _file(company, batch, "pdf"))
    yield Ratio(
        name=f"{LABELS:,} labels with QR codes as PDF".replace(",", " "),
        rounds=[drawn],
        hold=MOST_SECONDS,
        more=False,
        sides=f"{n_bytes >> 20} MB in an archive; the codes were made in {few:.1f} s",
        spent=_spent(),
        unit=" s",
    )


def _made(company: int, n_codes: int) -> Batch:
    with tenant_context(company):
        row = batches.make(
            new=NewBatch(Terms("Caps", Gives(Fixed(1000))), n_codes), actor=_ACTOR, at=now()
        )
    _carry_out(company)
    return row


def _file(company: int, batch: Batch, form: str) -> int:
    """Have a file made, fetch it, and give how many bytes it has."""
    wanted = Wanted(str(batch.id), form, False, "en", _ROOT, "Lipa", _HOW_TO, stock="38x21")
    with tenant_context(company):
        task, _password = files.ask(
            batch_id=batch.id, wanted=wanted, actor=_ACTOR, at=now(), id_=new_id()
        )
    _carry_out(company)
    with tenant_context(company):
        _made_file, size, content = files.fetch(
            batch_id=batch.id, task_id=task, tenant_id=company, actor=_ACTOR, at=now()
        )
    n_bytes = n_lines = 0
    for piece in content:
        n_bytes += len(piece)
        n_lines += piece.count(b"\n")
    if n_bytes != size or (form == "csv" and n_lines != batch.n_codes + 1):
        raise AssertionError((n_bytes, n_lines))
    return n_bytes


def _carry_out(company: int) -> None:
    while carry_on(tenant_id=company, kinds=KINDS, clock=now):
        pass


def _timed[Result](work: Callable[[], Result]) -> tuple[float, Result]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def _spent() -> str:
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    core = f"Python has had {time.process_time():.0f} seconds of a core since it began"
    return f"at most {megabytes} MB in memory, with Django; {core}"
