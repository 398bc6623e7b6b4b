"""QR codes as rectangles: few enough to draw ten thousand of them."""

import re
from dataclasses import dataclass

import segno

QUIET = 4
"""Modules that stay white on every side: without them a scanner does not find the code."""

USUAL = "m"
"""A seventh may be lost: on a small label larger modules help more than more spare ones."""

LEVELS = (USUAL, "q", "h")
"""A quarter and a third may be lost, for what gets scratched, wet or bent; modules are smaller."""

_DARK = re.compile(b"\x01+")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A QR code without its quiet zone: so many modules wide, and what is dark of it."""

    size: int
    #: Across, down from the top, width, height: in modules.
    dark: tuple[tuple[int, int, int, int], ...]


def address_of(root: str, code: str) -> str:
    """Give the address that a code's QR holds: upper case, which takes half the room.

    Of letters, QR packs only capitals two in eleven bits; hosts know no case, and
    ``/C/`` is routed like ``/c/``.
    """
    return f"{root}/c/{code}".upper()


def draw(text: str, *, level: str = USUAL) -> Drawn:
    """Draw a text with a level of spare modules, or a better one where that costs no module."""
    rows = segno.make(text, error=level, micro=False).matrix
    # Rectangles that go on in the next row at the same place are one.
    going: dict[tuple[int, int], tuple[int, int]] = {}
    dark: list[tuple[int, int, int, int]] = []
    for down, row in enumerate(rows):
        here = {found.span() for found in _DARK.finditer(bytes(row))}
        for start, end in [span for span in going if span not in here]:
            top, height = going.pop((start, end))
            dark.append((start, top, end - start, height))
        for span in here:
            top, height = going.get(span, (down, 0))
            going[span] = (top, height + 1)
    dark += [(start, top, end - start, height) for (start, end), (top, height) in going.items()]
    return Drawn(size=len(rows), dark=tuple(sorted(dark)))
