"""A rule of earning that can never give anything."""

from collections.abc import Iterator

from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.lint import places
from plushka.domain.programmes.lint.finding import Finding

CODE = "earns_nothing"


def look(programme: Programme) -> Iterator[Finding]:
    """Find rules of nothing but zeros."""
    for path, rule in places.earning_rules(programme):
        if not any(places.percents(rule)):
            yield Finding(path, "warning", CODE)
