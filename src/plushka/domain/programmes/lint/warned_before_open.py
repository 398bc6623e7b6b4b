"""A warning that comes before the points can be spent, or with them."""

from collections.abc import Iterator

from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.lint import places
from plushka.domain.programmes.lint.finding import Finding
from plushka.domain.programmes.terms import waiting_days

CODE = "warned_before_open"


def look(programme: Programme) -> Iterator[Finding]:
    """Find terms that leave no day between opening and the warning."""
    for path, activation, expiry in places.terms(programme):
        days = places.purchase_days(expiry)
        if days is None:
            continue
        open_days = days - waiting_days(activation)
        if expiry.warn_days and expiry.warn_days >= open_days:
            facts = {"days": open_days, "warn_days": expiry.warn_days}
            yield Finding(path, "warning", CODE, facts)
