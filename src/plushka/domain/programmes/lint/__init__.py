"""What is unwise in a programme, though it is one: a small file for each thing to find (B23).

What no programme may be is refused by ``checks`` when it is read and is not repeated here. A
finding has a code, a path and facts; ``texts`` has its words. A new one is a file, a line in the
table below, and a sentence in each language.
"""

from collections.abc import Callable, Iterator

from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.lint import (
    band_changes_nothing,
    band_falls,
    birthday_gift_over,
    category_twice,
    earns_nothing,
    gift_below_minimum,
    gives_too_much,
    late_receipt_gives_nothing,
    limit_of_kind_unused,
    minimum_between_multiples,
    points_never_pay,
    rounded_away,
    step_never_reached,
    tier_changes_nothing,
    tier_gives_less,
    warned_before_open,
)
from plushka.domain.programmes.lint.finding import Finding

KINDS: dict[str, Callable[[Programme], Iterator[Finding]]] = {
    kind.CODE: kind.look
    for kind in (
        birthday_gift_over,
        step_never_reached,
        tier_gives_less,
        tier_changes_nothing,
        gives_too_much,
        earns_nothing,
        rounded_away,
        band_falls,
        band_changes_nothing,
        points_never_pay,
        limit_of_kind_unused,
        minimum_between_multiples,
        gift_below_minimum,
        warned_before_open,
        late_receipt_gives_nothing,
        category_twice,
    )
}


def findings(programme: Programme) -> list[Finding]:
    """Look for everything; errors first, and otherwise in the order of the table."""
    found = [finding for look in KINDS.values() for finding in look(programme)]
    return sorted(found, key=lambda finding: finding.level != "error")
