"""The file of receipts that were not taken: their rows as they were, and why."""

import csv
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from plushka.domain.imports.layout import COLUMNS, OURS, Cells
from plushka.lib.refusal import Refusal


class RefusedFile:
    """``FILE.refused.csv``, made with the first refusal; without one, none is left behind.

    Its last columns name the row, the code and the reason; mended, it can be
    imported as it is.
    """

    def __init__(self, table: Path) -> None:
        self.path = table.with_name(f"{table.name}.refused.csv")
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()
        elif error is None:
            # One of an earlier run is out of date.
            self.path.unlink(missing_ok=True)

    def add(self, rows: Sequence[Cells], refusal: Refusal) -> None:
        """Write the rows of one receipt."""
        if self._file is None:
            self._file = self.path.open("w", encoding="utf-8", newline="")
            csv.writer(self._file).writerow([*COLUMNS, *OURS])
        csv.writer(self._file).writerows(
            [*row.texts(), row.number, refusal.code, str(refusal)] for row in rows
        )
