"""The letters of what we print: in the file itself, and small enough to fit."""

import io
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

PLAIN, BOLD = "DejaVuSans", "DejaVuSans-Bold"
_SMALLEST = 0.35
"""Of the wished size of letters; what is longer still is cut."""


@cache
def load_fonts() -> None:
    """Let PDFs be written with our fonts: a printer needs none of its own."""
    folder = resources.files("plushka.web.ui").joinpath("fonts")
    for name in (PLAIN, BOLD):
        content = folder.joinpath(f"{name}.ttf").read_bytes()
        pdfmetrics.registerFont(TTFont(name, io.BytesIO(content)))


def known(text: str) -> str:
    """Leave out what the fonts have no letter for, such as emoji."""
    return "".join(sign for sign in text if ord(sign) in _letters()).strip()


def fitted(text: str, font: str, wished: float, room: float, most: int) -> tuple[float, list[str]]:
    """Give the size of letters and the lines in which a text fits a width."""
    text, size = known(text), wished
    lines = simpleSplit(text, font, size, room)
    while size > wished * _SMALLEST and not _fits(lines, font, size, room, most):
        size *= 0.92
        lines = simpleSplit(text, font, size, room)
    return size, [_cut(line, font, size, room) for line in lines[:most]]


def _fits(lines: Sequence[str], font: str, size: float, room: float, most: int) -> bool:
    return len(lines) <= most and all(
        pdfmetrics.stringWidth(line, font, size) <= room for line in lines
    )


def _cut(line: str, font: str, size: float, room: float) -> str:
    """Leave out the end of a word that is wider than the paper."""
    while line and pdfmetrics.stringWidth(line, font, size) > room:
        line = line[:-2] + "…" if len(line) > 1 else ""
    return line


@cache
def _letters() -> frozenset[int]:
    load_fonts()
    font: Any = pdfmetrics.getFont(PLAIN)
    return frozenset(font.face.charToGlyph)
