"""Rows of an import as a file for a spreadsheet, ready to be mended and sent again."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from plushka.domain.imports.models import Import, ImportRow
from plushka.lib.spreadsheets import harmless_or_number
from plushka.web.manager.importing.words import VERDICTS, reason_words

MARK = "\ufeff"
"""A byte order mark lets spreadsheets know that it is UTF-8."""


def head(row: Import) -> str:
    """Give the names of columns: those of the file, then ours."""
    return MARK + written([[*row.header, _("Row"), _("Verdict"), _("Reason")]])


def rows(found: Iterable[ImportRow], *, width: int) -> str:
    """Give rows with their verdict and, where they were refused, the reason."""
    return written(_cells(found, width))


def written(table: Iterable[Sequence[str]]) -> str:
    """Write rows as a spreadsheet opens them; what it would take for a formula is a text."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerows([harmless_or_number(cell) for cell in row] for row in table)
    return file.getvalue()


def _cells(found: Iterable[ImportRow], width: int) -> Iterator[list[str]]:
    for row in found:
        cells = [*row.cells, *[""] * (width - len(row.cells))]
        yield [*cells, str(row.number), str(VERDICTS[row.verdict]), reason_words(row)]
