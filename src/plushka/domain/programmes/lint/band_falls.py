"""A larger receipt that gets a lower percent of the whole: it can pay to buy in two receipts."""

from collections.abc import Iterator

from msgspec import UNSET

from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.lint import places
from plushka.domain.programmes.lint.finding import Finding

CODE = "band_falls"


def look(programme: Programme) -> Iterator[Finding]:
    """Find them."""
    for path, rate in places.rates(programme):
        if rate.bands is UNSET or rate.mode == "marginal":
            continue
        percents = places.percents(rate)
        for place in range(1, len(percents)):
            if percents[place] < percents[place - 1]:
                facts = {
                    "percent": places.shown(percents[place]),
                    "before": places.shown(percents[place - 1]),
                }
                yield Finding(f"{path}.bands[{place}].percent", "warning", CODE, facts)
