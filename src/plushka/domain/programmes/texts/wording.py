"""Facts as the words of a sentence: sums with their currency, numbers in the reader's way."""

import datetime as dt

from plushka.domain.programmes.rates.rate import Facts
from plushka.lib import money

_SUMS = frozenset(
    {"base", "redeemed", "excluded_sum", "upto", "above", "each", "seen", "price", "sold"}
    | {"purchase", "gift", "sum", "off", "was"}
)
_POINTS = frozenset(
    {"each_points", "of", "multiple", "minimum", "least", "earned", "target", "expired"}
    | {"became", "most"}
)


class Worded(dict[str, str]):
    """Facts as text, each put into words when a sentence asks for it.

    Besides the facts themselves: what was seen, and what is least, which follow from others.
    """

    def __init__(self, facts: Facts, language: str) -> None:
        super().__init__()
        self._facts = facts
        self._language = language

    def __missing__(self, name: str) -> str:
        facts = self._facts
        match name:
            case "least" if name not in facts:
                value = facts.get("to", 1)
            case "last_day":
                return _day(facts[name], self._language)
            case "seen" if name not in facts:
                value = facts["base"]
            case _:
                value = facts[name]
        return _word(name, value, facts, self._language)


def _day(written: str, language: str) -> str:
    day = dt.date.fromisoformat(written)
    return f"{day.day} {day:%B %Y}" if language == "en" else f"{day:%d.%m.%Y}"


def _word(name: str, value: object, facts: Facts, language: str) -> str:
    match value:
        case int() if name in _SUMS:
            symbol = currency_symbol(facts["currency"])
            return f"{money.localised(value, language)} {symbol}"
        case int() if name in _POINTS:
            # Whole points are written without decimals: 50 бонусов, but 0,50 бонуса.
            return money.localised(value, language).removesuffix(".00").removesuffix(",00")
        case str() if name in {"percent", "factor"} and language != "en":
            return value.replace(".", ",")
        case dict():
            # The same words in each language.
            return str(value.get(language) or value["en"])
        case list():
            return ", ".join(map(str, value))
        case _:
            return str(value)


def currency_symbol(currency: str) -> str:
    """Give the sign of a currency; its code where we know none."""
    return money.SYMBOLS.get(currency, currency)
