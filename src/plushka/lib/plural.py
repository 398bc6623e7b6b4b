"""Which form of a noun goes with a number: 1 бонус, 2 бонуса, 5 бонусов, 1,5 бонуса."""

from typing import Literal

type Form = Literal["one", "few", "many", "other"]


def plural(hundredths: int, language: str) -> Form:
    """Name the plural form of a number counted in hundredths, for ru, uk and en."""
    whole, part = divmod(abs(hundredths), 100)
    if language not in {"ru", "uk"}:
        return "one" if whole == 1 and not part else "other"
    if part:
        return "other"
    if whole % 100 in {11, 12, 13, 14}:
        return "many"
    match whole % 10:
        case 1:
            return "one"
        case 2 | 3 | 4:
            return "few"
        case _:
            return "many"
