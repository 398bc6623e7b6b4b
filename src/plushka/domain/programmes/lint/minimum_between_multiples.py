"""A least redemption that is itself not allowed, because it is no multiple."""

from collections.abc import Iterator

from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.lint import places
from plushka.domain.programmes.lint.finding import Finding
from plushka.lib import money

CODE = "minimum_between_multiples"


def look(programme: Programme) -> Iterator[Finding]:
    """Find them, and say what can be redeemed in fact."""
    for path, paying in places.paying(programme):
        minimum, multiple = money.parse(paying.minimum), money.parse(paying.multiple)
        if minimum % multiple:
            facts = {"points": minimum + -minimum % multiple, "multiple": multiple}
            yield Finding(f"{path}.minimum", "warning", CODE, facts)
