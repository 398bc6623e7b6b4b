"""Money and points as people and programs write them; inside they are integers.

Both are counted in hundredths: kopecks of a rouble, hundredths of a point.
"""

import re

_AMOUNT = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?", re.ASCII)

SYMBOLS = {"RUB": "₽", "UAH": "₴", "KZT": "₸", "BYN": "Br", "EUR": "€", "USD": "$"}


def parse(text: str) -> int:
    """Read ``"146.98"`` as 14698.

    At most 12 digits, then at most two decimals; ASCII digits, no sign, no
    exponent, no space, no separator. Anything else is a ``ValueError``.
    """
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise ValueError("use digits with at most two decimals, such as 146.98")
    whole, part = match.groups()
    return int(whole) * 100 + (int(part.ljust(2, "0")) if part else 0)


def show(hundredths: int) -> str:
    """Write 14698 as ``"146.98"``; a negative amount keeps its sign."""
    if hundredths < 0:
        return "-" + show(-hundredths)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def localised(hundredths: int, language: str) -> str:
    """Write 123456789 as ``"1 234 567,89"`` (ru, uk) or ``"1,234,567.89"`` (en)."""
    sign = "-" if hundredths < 0 else ""
    whole, part = divmod(abs(hundredths), 100)
    if language == "en":
        return f"{sign}{whole:,}.{part:02d}"
    return f"{sign}{whole:,}".replace(",", "\N{NO-BREAK SPACE}") + f",{part:02d}"


def priced(hundredths: int, currency: str, language: str) -> str:
    """Write an amount with its currency: ``"146,98 ₽"``."""
    return f"{localised(hundredths, language)} {SYMBOLS.get(currency, currency)}"
