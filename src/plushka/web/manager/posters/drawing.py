"""A poster as PDF: a band in the company's colours, a large QR code, and what to do with it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import segno
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from plushka.web.ui.printing.letters import BOLD, PLAIN, fitted, known, load_fonts

SIZES = {"a4": A4, "a5": A5}
_INK, _SOFT = "#2a211a", "#665a4f"


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
    load_fonts()
    out = io.BytesIO()
    width, height = SIZES[size]
    canvas = Canvas(out, pagesize=(width, height), invariant=True)
    canvas.setTitle(known(poster.company))
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
    size, lines = fitted(poster.company, BOLD, 8 * unit, room, 2)
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
    size, written = fitted(text, font, wished, width * 0.88, lines)
    canvas.setFillColor(HexColor(_SOFT if soft else _INK))
    canvas.setFont(font, size)
    for number, line in enumerate(written):
        canvas.drawCentredString(width / 2, top - number * size * 1.25, line)


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
