"""A category that one list of exclusions names twice, perhaps in other letters."""

from collections.abc import Iterator

from msgspec import structs

from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.exclusions import folded
from plushka.domain.programmes.lint.finding import Finding

CODE = "category_twice"


def look(programme: Programme) -> Iterator[Finding]:
    """Find the later of the two."""
    for name, categories in structs.asdict(programme.exclusions).items():
        seen: set[str] = set()
        for place, category in enumerate(categories):
            [compared] = folded([category])
            if compared in seen:
                facts = {"category": category.strip()}
                yield Finding(f"exclusions.{name}[{place}]", "warning", CODE, facts)
            seen.add(compared)
