"""Bring the demo's year in, and prove that it adds up."""

from dataclasses import replace
from pathlib import Path

import click

from plushka.config.clock import now
from plushka.config.companies import get_company
from plushka.config.demo import caps, progress
from plushka.config.demo.company import SLUG
from plushka.config.demo.progress import Progress
from plushka.config.demo.year import year_of_sales
from plushka.config.home import home
from plushka.config.tasks import verify
from plushka.domain.imports.operations import Numbers, import_
from plushka.domain.imports.reading import Receipt
from plushka.domain.sales.asked import AskedSale
from plushka.domain.tenants.models import Tenant
from plushka.lib.money import show
from plushka.lib.refusal import Refusal


def run() -> None:
    """Go on where the last run stopped; once it is all there, do nothing."""
    company = get_company(SLUG)
    known = progress.read(home())
    if known is not None and known.state == "DONE" and known.company == company.id:
        return
    report = _Report(home(), company)
    try:
        year = year_of_sales(company)
        report.begin(year.n_receipts)
        numbers = import_(
            tenant_id=company.id,
            receipts=year.receipts,
            clock=now,
            creates_missing=True,
            on_refusal=_complain,
            on_progress=report.tell,
        )
        caps.begin(company, clock=now)
        broken = verify.run(slug=SLUG).broken
    except BaseException:
        report.end("FAILED")
        raise
    report.end("FAILED" if broken or numbers.refused else "DONE")
    click.echo(
        f"The year is in: {numbers.receipts} receipts, {show(numbers.total)} sold,"
        f" {show(numbers.accrued)} accrued; " + (f"broken: {broken[0]}" if broken else "verified")
    )


def _complain(one: Receipt, refusal: Refusal) -> None:
    name = one.sale.receipt if isinstance(one.sale, AskedSale) else "?"
    click.echo(f"Receipt {name} was refused: {refusal}", err=True)


class _Report:
    """Keeps the progress where the start page reads it."""

    def __init__(self, folder: Path, company: Tenant) -> None:
        self._folder = folder
        self._company = company
        self._told = Progress(0, 0, "RUNNING", progress.stamp(now()), "", company.id)

    def begin(self, n_receipts: int) -> None:
        self._write(replace(self._told, of=n_receipts))

    def tell(self, numbers: Numbers) -> None:
        self._write(replace(self._told, done=numbers.receipts))

    def end(self, state: progress.State) -> None:
        self._write(replace(self._told, state=state))

    def _write(self, told: Progress) -> None:
        self._told = replace(told, updated_at=progress.stamp(now()))
        progress.write(self._folder, self._told)
