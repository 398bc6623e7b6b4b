"""Two neighbouring bands with the same percent: the border between them is never felt."""

from collections.abc import Iterator

from msgspec import UNSET

from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.lint import places
from plushka.domain.programmes.lint.finding import Finding

CODE = "band_changes_nothing"


def look(programme: Programme) -> Iterator[Finding]:
    """Find them."""
    for path, rate in places.rates(programme):
        inside = "bands" if rate.days_since is UNSET else "days_since.bands"
        percents = places.percents(rate)
        for place in range(1, len(percents)):
            if percents[place] == percents[place - 1]:
                facts = {"percent": places.shown(percents[place])}
                # Of days the last percent stands beside the bands; the border is the band's.
                yield Finding(f"{path}.{inside}[{place - 1}]", "warning", CODE, facts)
