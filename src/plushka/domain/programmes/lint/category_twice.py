"""A category that one list of exclusions names twice, perhaps in other letters."""

from collections.abc import Iterator, Sequence

from msgspec import UNSET, structs

from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.exclusions import folded
from plushka.domain.programmes.lint import places
from plushka.domain.programmes.lint.finding import Finding

CODE = "category_twice"


def look(programme: Programme) -> Iterator[Finding]:
    """Find the later of the two; what no points may pay, no kind of them may anyway."""
    for name, categories in structs.asdict(programme.exclusions).items():
        yield from _twice(f"exclusions.{name}", categories, set())
    for path, paying in places.paying(programme):
        for kind, limit in (("purchase", paying.purchase), ("gift", paying.gift)):
            if limit is not UNSET:
                known = set(folded(programme.exclusions.redemption))
                yield from _twice(f"{path}.{kind}.exclusions", limit.exclusions, known)


def _twice(path: str, categories: Sequence[str], seen: set[str]) -> Iterator[Finding]:
    for place, category in enumerate(categories):
        [compared] = folded([category])
        if compared in seen:
            facts = {"category": category.strip()}
            yield Finding(f"{path}[{place}]", "warning", CODE, facts)
        seen.add(compared)
