"""Money, whole numbers, days."""

from plushka.domain.rules.values.type import Type
from plushka.domain.rules.words import Words
from plushka.lib import money
from plushka.lib.plural import plural

LARGEST = 2**53
"""Beyond it JSON readers round."""
_DAYS = {
    "one": Words("день", "день", "day"),
    "few": Words("дня", "дні", "days"),
    "many": Words("дней", "днів", "days"),
    "other": Words("дня", "дня", "days"),
}


def _read_money(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise ValueError('write a sum as text, such as "146.98"')  # noqa: TRY004 - one refusal
    return money.parse(value)


def _tell_money(value: int, language: str, currency: str) -> str:
    return money.priced(value, currency, language)


def _read_number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST:
        raise ValueError("write a whole number")
    return value


def _read_days(value: object) -> int:
    days = _read_number(value)
    if abs(days) > 100_000:  # noqa: PLR2004 - more than any life
        raise ValueError("write a number of days")
    return days


def _same(value: int) -> int:
    return value


def _tell_number(value: int, language: str, _currency: str) -> str:
    return money.localised(value * 100, language).removesuffix(".00").removesuffix(",00")


def told_days(value: int, language: str) -> str:
    """Tell a number of days with its noun, as it stands alone: 21 день."""
    noun = _DAYS[plural(value * 100, language)].said_in(language)
    return f"{_tell_number(value, language, '')} {noun}"


def _tell_days(value: int, language: str, currency: str) -> str:
    # After «больше» the noun would stand in another case: 21 дня.
    return (
        told_days(value, language)
        if language == "en"
        else f"{_tell_number(value, language, currency)} дн."
    )


MONEY = Type("money", "bigint", _read_money, money.show, _tell_money, is_ordered=True)
NUMBER = Type("number", "bigint", _read_number, _same, _tell_number, is_ordered=True)
DAYS = Type("days", "bigint", _read_days, _same, _tell_days, is_ordered=True)
