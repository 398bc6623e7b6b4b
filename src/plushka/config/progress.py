"""How far a long command is, on stderr: a bar for people, lines for a log."""

import sys
import time
from types import TracebackType
from typing import Self

import click

_LINE_EVERY_SECONDS = 10.0


class ProgressBar:
    """Shows how many rows are done: on a terminal as a bar, else as lines now and then."""

    def __init__(self, n_rows: int, *, label: str = "Receipts") -> None:
        err = sys.stderr
        self._n_rows, self._label = n_rows, label
        self._is_terminal = err.isatty()
        self._bar = click.progressbar(
            length=n_rows, label=label, file=err, show_pos=True, hidden=not err.isatty()
        )
        self._last = time.monotonic()

    def __enter__(self) -> Self:
        self._bar.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._bar.__exit__(kind, error, traceback)

    def show(self, done: int) -> None:
        """Show that so many are done."""
        if self._is_terminal:
            self._bar.update(done - self._bar.pos)
            return
        moment = time.monotonic()
        if moment - self._last >= _LINE_EVERY_SECONDS or done == self._n_rows:
            self._last = moment
            click.echo(f"{self._label}: {done} of {self._n_rows}", err=True)
