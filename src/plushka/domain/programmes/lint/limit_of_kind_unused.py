"""A limit of one kind of points that is wider than that of all points together."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import UNSET

from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.lint import places
from plushka.domain.programmes.lint.finding import Finding

CODE = "limit_of_kind_unused"


def look(programme: Programme) -> Iterator[Finding]:
    """Find them; 100 % is what a kind has that is limited by its goods alone."""
    for path, paying in places.paying(programme):
        common = Decimal(paying.max_percent)
        for kind, limit in (("purchase", paying.purchase), ("gift", paying.gift)):
            if limit is not UNSET and common < Decimal(limit.max_percent) != places.WHOLE:
                percent = places.shown_exactly(Decimal(limit.max_percent))
                facts = {"percent": percent, "before": places.shown_exactly(common)}
                yield Finding(f"{path}.{kind}.max_percent", "warning", CODE, facts)
