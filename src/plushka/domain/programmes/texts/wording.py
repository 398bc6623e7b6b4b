"""Facts as the words of a sentence: sums with their currency, numbers in the reader's way."""

from plushka.domain.programmes.rates.rate import Facts
from plushka.lib import money

_SUMS = frozenset(
    {"base", "redeemed", "excluded_sum", "upto", "above", "each", "seen", "price", "sold"}
    | {"purchase", "gift", "sum", "off"}
)
_POINTS = frozenset(
    {"each_points", "of", "multiple", "minimum", "least", "earned", "target", "expired"}
)


def worded(facts: Facts, language: str) -> dict[str, str]:
    """Give every fact as text, and those that follow from others: what was seen, what is least."""
    known = {"least": facts.get("to", 1)} | facts
    if "base" in facts:
        known = {"seen": facts["base"]} | known
    return {name: _word(name, value, facts, language) for name, value in known.items()}


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
