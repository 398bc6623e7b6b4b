"""Colours as ``#rrggbb``, and whether text on them can be read (WCAG 2.2, 1.4.3)."""

import re

WHITE, BLACK = "#ffffff", "#000000"
READABLE = 450
"""The least contrast of text and what is behind it, in hundredths: 4.50 to 1."""

_DARK = 0.04045
_SHORT = re.compile(r"#[0-9a-f]{3}", re.ASCII)
_LONG = re.compile(r"#[0-9a-f]{6}", re.ASCII)


def read(text: str) -> str:
    """Read ``#1c6b4f``, ``1C6B4F`` or ``#abc``. Raises ``ValueError`` for anything else."""
    plain = f"#{text.strip().lstrip('#').lower()}"
    if _SHORT.fullmatch(plain):
        return "#" + "".join(2 * digit for digit in plain[1:])
    if _LONG.fullmatch(plain):
        return plain
    raise ValueError("no colour")


def contrast(one: str, other: str) -> int:
    """Give the contrast of two colours in hundredths: from 100, the same, to 2100."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return int((light + 0.05) / (dark + 0.05) * 100)


def text_on(colour: str) -> str:
    """Give white or black, whichever is read better; one of them always can be."""
    return max((WHITE, BLACK), key=lambda text: contrast(text, colour))


def _luminance(colour: str) -> float:
    """How bright people see it, from 0 to 1: light, no money, so a float is exact enough."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= _DARK else ((part + 0.055) / 1.055) ** 2.4)
