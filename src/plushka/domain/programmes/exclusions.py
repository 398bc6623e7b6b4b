"""Goods that a rule leaves out, by category (T8, D31)."""

from collections.abc import Collection, Iterable, Sequence

from plushka.domain.programmes.facts import Line


def folded(categories: Iterable[str]) -> frozenset[str]:
    """Categories as they are compared: " Табак" and "табак" are one."""
    return frozenset(category.strip().casefold() for category in categories)


def covers(excluded: Collection[str], line: Line) -> bool:
    """Say whether a line is left out."""
    return line.category.strip().casefold() in excluded


def weights(excluded: Collection[str], lines: Sequence[Line], sums: Sequence[int]) -> list[int]:
    """The sums of lines, nothing where a line is left out."""
    return [0 if covers(excluded, line) else part for line, part in zip(lines, sums, strict=True)]


def names(excluded: Collection[str], lines: Iterable[Line]) -> list[str]:
    """The categories left out, each once, as the receipt writes them."""
    return list(dict.fromkeys(line.category.strip() for line in lines if covers(excluded, line)))
