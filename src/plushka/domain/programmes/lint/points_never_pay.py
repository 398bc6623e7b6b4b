"""Points that can pay for nothing."""

from collections.abc import Iterator
from decimal import Decimal

from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.lint import sections
from plushka.domain.programmes.lint.finding import Finding

CODE = "points_never_pay"


def look(programme: Programme) -> Iterator[Finding]:
    """Find limits of nothing."""
    for path, paying in sections.paying(programme):
        if not Decimal(paying.max_percent):
            yield Finding(f"{path}.max_percent", "warning", CODE)
