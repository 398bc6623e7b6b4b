"""A birthday gift that ends before the birthday it is for."""

from collections.abc import Iterator

from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.lint import places
from plushka.domain.programmes.lint.finding import Finding

CODE = "birthday_gift_over"


def look(programme: Programme) -> Iterator[Finding]:
    """Find gifts that come more days ahead than they live."""
    for path, birthday in places.birthdays(programme):
        if birthday.valid_days < birthday.days_before:
            facts = {"days": birthday.valid_days, "before_days": birthday.days_before}
            yield Finding(f"{path}.valid_days", "error", CODE, facts)
