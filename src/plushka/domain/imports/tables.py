"""Which format a table of sales has."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from plushka.domain.imports import csv_table
from plushka.domain.imports.layout import FileUnreadable
from plushka.domain.imports.table import Table

_PARQUET = b"PAR1"


def open_table(path: Path) -> Table:
    """Find the receipts of a file, which is Parquet when it begins as such, and else CSV."""
    with path.open("rb") as file:
        is_parquet = file.read(len(_PARQUET)) == _PARQUET
    if not is_parquet:
        return csv_table.read(path)
    if find_spec("pyarrow") is None:
        raise FileUnreadable(
            "Reading Parquet needs pyarrow: install the extra with pip install 'plushka[demo]',"
            " or save the table as CSV."
        )
    # Loaded only here, because pyarrow is not there for everybody.
    table: Table = import_module("plushka.domain.imports.parquet_table").read(path)
    return table
