"""The bar code that a till's scanner reads off the screen, as a drawing."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

_ODD = tuple(f"{bits:07b}" for bits in (13, 25, 19, 61, 35, 49, 47, 59, 55, 11))
_RIGHT = tuple(digit.translate(str.maketrans("01", "10")) for digit in _ODD)
_EVEN = tuple(digit[::-1] for digit in _RIGHT)
_FIRST = (0, 11, 13, 14, 19, 25, 28, 21, 22, 26)
"""Which of the six digits on the left are written even, as bits: so the first digit is told."""

_GUARD, _MIDDLE = "101", "01010"
_QUIET_LEFT, _QUIET_RIGHT = 11, 7
"""Modules of nothing on either side, which scanners need."""

_HEIGHT = 34


def modules(card: str) -> str:
    """Write thirteen digits as the 95 modules of an EAN-13: 1 is a bar."""
    even = f"{_FIRST[int(card[0])]:06b}"
    left = "".join(
        (_EVEN if is_even == "1" else _ODD)[int(digit)]
        for is_even, digit in zip(even, card[1:7], strict=True)
    )
    right = "".join(_RIGHT[int(digit)] for digit in card[7:])
    return _GUARD + left + _MIDDLE + right + _GUARD


def bar_code(card: str, *, label: str) -> SafeString:
    """Draw a card's number as an EAN-13."""
    bars = modules(card)
    path, place = [], 0
    while (place := bars.find("1", place)) >= 0:
        end = bars.find("0", place)
        end = len(bars) if end < 0 else end
        path.append(f"M{place + _QUIET_LEFT} 0h{end - place}v{_HEIGHT}h-{end - place}z")
        place = end
    width = _QUIET_LEFT + len(bars) + _QUIET_RIGHT
    return format_html(
        '<svg class="bars" role="img" aria-label="{}" viewBox="0 0 {} {}"><path d="{}"/></svg>',
        label, width, _HEIGHT, "".join(path),
    )  # fmt: skip
