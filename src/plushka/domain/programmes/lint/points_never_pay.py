"""Points, or a kind of them, that can pay for nothing."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import UNSET

from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.lint import places
from plushka.domain.programmes.lint.finding import Finding

CODE = "points_never_pay"


def look(programme: Programme) -> Iterator[Finding]:
    """Find limits of nothing."""
    for path, paying in places.paying(programme):
        if not Decimal(paying.max_percent):
            yield Finding(f"{path}.max_percent", "warning", CODE)
        for kind, limit in (("purchase", paying.purchase), ("gift", paying.gift)):
            if limit is not UNSET and not Decimal(limit.max_percent):
                yield Finding(f"{path}.{kind}.max_percent", "warning", CODE)
