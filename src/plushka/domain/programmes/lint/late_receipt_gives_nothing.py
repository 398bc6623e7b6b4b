"""Receipts taken so late that their points have ended already."""

from collections.abc import Iterator

from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.lint import places
from plushka.domain.programmes.lint.finding import Finding

CODE = "late_receipt_gives_nothing"


def look(programme: Programme) -> Iterator[Finding]:
    """Find terms shorter than the age of a receipt that is still taken."""
    for path, _, expiry in places.terms(programme):
        days = places.purchase_days(expiry)
        if days is not None and days < programme.late_limit_days:
            facts = {"days": days, "late_days": programme.late_limit_days}
            yield Finding(path, "warning", CODE, facts)
