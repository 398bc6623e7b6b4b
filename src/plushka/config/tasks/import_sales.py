"""Bring a file of sales into a company."""

from functools import partial
from pathlib import Path

from plushka.config.clock import now
from plushka.config.companies import get_company
from plushka.config.progress import ProgressBar
from plushka.domain.imports.operations import Numbers, import_
from plushka.domain.imports.reading import Receipt, receipt
from plushka.domain.imports.refused import RefusedFile
from plushka.domain.imports.tables import open_table
from plushka.lib.refusal import Refusal


def run(*, file: Path, slug: str, creates_missing: bool) -> tuple[Numbers, Path]:
    """Import a file; give its numbers and where the refused receipts are."""
    company = get_company(slug)
    table = open_table(file)
    read = partial(receipt, region=company.region)
    with RefusedFile(file) as refused, ProgressBar(table.n_receipts) as bar:
        numbers = import_(
            tenant_id=company.id,
            receipts=map(read, table.receipts()),
            clock=now,
            creates_missing=creates_missing,
            on_refusal=partial(_write, refused),
            on_progress=lambda so_far: bar.show(so_far.receipts),
        )
    return numbers, refused.path


def _write(refused: RefusedFile, one: Receipt, refusal: Refusal) -> None:
    refused.add(one.rows, refusal)
