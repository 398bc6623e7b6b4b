"""A poster as PDF: a band in the company's colours, a large QR code, and what to do with it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import segno
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

SIZES = {"a4": A4, "a5": A5}
PLAIN, BOLD = "DejaVuSans", "DejaVuSans-Bold"
_INK, _SOFT = "#2a211a", "#665a4f"
_SMALLEST = 0.35
"""Of the wished size of letters; what is longer still is cut."""


@dataclass(frozen=True, slots=True)
class Poster:
    """What stands on it, in one language."""

    company: str
    colour: str
    text_colour: str
    logo: bytes | None
    heading: str
    steps: Sequence[str]
    address: str
    outlet: str
    place: str


def draw(poster: Poster, size: str) -> bytes:
    """Draw it on A4 or A5, upright."""
    _fonts()
    out = io.BytesIO()
    width, height = SIZES[size]
    canvas = Canvas(out, pagesize=(width, height), invariant=True)
    canvas.setTitle(_known(poster.company))
    unit = width / 100
    _band(canvas, poster, width, height, unit)
    _block(canvas, poster.heading, BOLD, 6.5 * unit, 0.745 * height, width, lines=2)
    _code(canvas, poster.address, 0.315 * height, 46 * unit, width)
    _block(canvas, poster.address, PLAIN, 2.6 * unit, 0.28 * height, width, lines=1, soft=True)
    for place, step in enumerate(poster.steps):
        top = (0.225 - 0.045 * place) * height
        _block(canvas, f"{place + 1}. {step}", PLAIN, 3.6 * unit, top, width, lines=1)
    foot = " · ".join(part for part in (poster.outlet, poster.place) if part)
    _block(canvas, foot, PLAIN, 2.6 * unit, 0.045 * height, width, lines=2, soft=True)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _band(canvas: Canvas, poster: Poster, width: float, height: float, unit: float) -> None:
    top = 0.82 * height
    canvas.setFillColor(HexColor(poster.colour))
    canvas.rect(0, top, width, height - top, stroke=0, fill=1)
    room, left = width - 12 * unit, 6 * unit
    if poster.logo:
        side = 14 * unit
        canvas.drawImage(
            ImageReader(io.BytesIO(poster.logo)),
            left,
            top + (height - top - side) / 2,
            side,
            side,
            mask="auto",
            preserveAspectRatio=True,
            anchor="w",
        )
        room, left = room - side - 4 * unit, left + side + 4 * unit
    canvas.setFillColor(HexColor(poster.text_colour))
    size, lines = _fitted(poster.company, BOLD, 8 * unit, room, 2)
    middle = (top + height) / 2 + (len(lines) - 1) * size * 0.6 - size * 0.35
    canvas.setFont(BOLD, size)
    for number, line in enumerate(lines):
        canvas.drawString(left, middle - number * size * 1.2, line)


def _block(
    canvas: Canvas,
    text: str,
    font: str,
    wished: float,
    top: float,
    width: float,
    *,
    lines: int,
    soft: bool = False,
) -> None:
    """Write lines in the middle, downward from a height, in letters small enough to fit."""
    size, written = _fitted(text, font, wished, width * 0.88, lines)
    canvas.setFillColor(HexColor(_SOFT if soft else _INK))
    canvas.setFont(font, size)
    for number, line in enumerate(written):
        canvas.drawCentredString(width / 2, top - number * size * 1.25, line)


def _fitted(
    text: str, font: str, wished: float, room: float, most: int
) -> tuple[float, list[str]]:
    text, size = _known(text), wished
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


def _code(canvas: Canvas, text: str, bottom: float, side: float, width: float) -> None:
    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    module = side / len(rows)
    left = (width - side) / 2
    canvas.setFillColor(HexColor("#000000"))
    for down, row in enumerate(rows):
        for across, is_dark in enumerate(row):
            if is_dark:
                y = bottom + (len(rows) - 1 - down) * module
                # A hair wider than a module, so that no printer leaves a line between two.
                canvas.rect(left + across * module, y, module * 1.02, module * 1.02, 0, 1)


def _known(text: str) -> str:
    """Leave out what the fonts have no letter for, such as emoji."""
    return "".join(sign for sign in text if ord(sign) in _letters()).strip()


@cache
def _fonts() -> None:
    folder = resources.files("plushka.web.ui").joinpath("fonts")
    for name in (PLAIN, BOLD):
        content = folder.joinpath(f"{name}.ttf").read_bytes()
        pdfmetrics.registerFont(TTFont(name, io.BytesIO(content)))


@cache
def _letters() -> frozenset[int]:
    _fonts()
    font: Any = pdfmetrics.getFont(PLAIN)
    return frozenset(font.face.charToGlyph)
