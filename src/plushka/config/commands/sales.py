"""``plushka sales``."""

import time
from pathlib import Path

import click

from plushka.config.application import application, task
from plushka.config.printing import print_json
from plushka.lib import money


@click.group()
def sales() -> None:
    """Bring in sales.

    Example: plushka sales import year.csv --tenant lipa
    """


@sales.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--tenant", required=True, help="Slug of the company.")
@click.option("--create-missing", is_flag=True, help="Make unknown outlets and members.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def import_(file: Path, tenant: str, *, create_missing: bool, as_json: bool) -> None:
    """Record the sales of FILE, a CSV or Parquet, in order of time.

    One line of a receipt a row, rows of a receipt together: outlet, receipt,
    at, member, sku, category, supplier, quantity, price, discount. member is a
    phone or a card number and may be empty; price is of one piece, discount of
    the whole line. sku, category, supplier, quantity and discount may be left
    out.

    Run it again after it was cut off: it goes on where it stopped. Refused
    receipts go to FILE.refused.csv with their reasons.

    Example: plushka sales import year.csv --tenant lipa --create-missing
    """
    began = time.monotonic()
    with application():
        numbers, refused = task("import_sales")(
            file=file, slug=tenant, creates_missing=create_missing
        )
    told = {
        "receipts": numbers.receipts,
        "recorded": numbers.recorded,
        "repeated": numbers.repeated,
        "refused": numbers.refused,
        "total": money.show(numbers.total),
        "accrued": money.show(numbers.accrued),
        "seconds": round(time.monotonic() - began, 1),
    }
    if as_json:
        print_json(told)
    else:
        for name, value in told.items():
            click.echo(f"{name:<9} {value}")
    if numbers.refused:
        click.echo(f"Refused receipts and their reasons are in {refused}.", err=True)
