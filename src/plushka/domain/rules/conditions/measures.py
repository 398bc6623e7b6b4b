"""What lines chosen out of a receipt come to; nothing chosen comes to nothing, not to missing."""

from collections.abc import Sequence

from plushka.domain.rules.facts import Line
from plushka.domain.rules.fields.field import Field
from plushka.domain.rules.values.numbers import MONEY, NUMBER
from plushka.domain.rules.words import Words


def _total(lines: Sequence[Line]) -> int:
    return sum(line.total for line in lines)


def _pieces(lines: Sequence[Line]) -> int:
    """Whole pieces: a kilogram and a half is one."""
    return sum(line.quantity for line in lines) // 1000


MEASURES: dict[str, Field] = {
    "total": Field(
        "total",
        MONEY,
        Words("на сумму", "на суму", "their total"),
        _total,
    ),
    "pieces": Field(
        "pieces",
        NUMBER,
        Words("штук", "штук", "their pieces"),
        _pieces,
    ),
    "count": Field(
        "count",
        NUMBER,
        Words("таких позиций", "таких позицій", "their number"),
        len,
    ),
}
