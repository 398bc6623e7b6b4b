"""How one label is laid out: where its QR code is, and what is written beside it.

What all labels of a sheet have in common is laid out once and drawn by reference; only the QR code
and the letters of the code are drawn label by label. Lengths are points of a 72nd of an inch.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from plushka.domain.codes.spelling import shown
from plushka.web.ui.printing import qr
from plushka.web.ui.printing.letters import BOLD, PLAIN, fitted
from plushka.web.ui.printing.stocks import Stock

INK, SOFT = HexColor("#000000"), HexColor("#444444")
GROUP = 4
"""Characters of a code that stand together: so people read it out and type it."""

_COMMON = "common"
_MOST_LINES = 4
_LARGEST = {BOLD: 15.0, PLAIN: 10.0}
_LARGEST_CODE = 16.0
_LEADING = 1.2
_WIDE, _DASH, _CAPITAL = 0.8, 0.42, 0.73
"""How wide a usual letter and a dash of the bold font are, how tall a capital is, of its size."""

_CLEARLY = 1.15
"""In two lines a code has to be so much larger: it is easier to read in one."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said on every label, in one language."""

    company: str
    #: What to do with the code: "Scan it, or send it to 1234".
    how_to: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are on a label, from its lower left corner; the same for a whole sheet."""

    #: The QR code with its quiet zone.
    qr_left: float
    qr_bottom: float
    qr_side: float
    #: The middle of the code's letters, the room they have, their size; in two lines, or in one.
    code_middle: float
    code_centre: float
    code_room: float
    code_size: float
    is_broken: bool


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    font: str
    size: float
    x: float
    y: float


def lay_out(canvas: Canvas, stock: Stock, wording: Wording, *, letters: int) -> Layout:
    """Lay a label for codes of so many letters out; keep what all share, for ``stamp``."""
    layout, lines = (_round if stock.is_round else _beside)(stock, wording, letters)
    canvas.beginForm(_COMMON)
    for line in lines:
        canvas.setFillColor(INK if line.font == BOLD else SOFT)
        canvas.setFont(line.font, line.size)
        canvas.drawCentredString(line.x, line.y, line.text)
    canvas.endForm()
    return layout


def stamp(
    canvas: Canvas, layout: Layout, *, code: str, address: str, level: str, under: str = ""
) -> None:
    """Draw a label with its lower left corner where the canvas is; ``under`` is a PIN, or so."""
    canvas.doForm(_COMMON)
    canvas.setFillColor(INK)
    _draw_code(canvas, layout, code, under)
    _draw_qr(canvas, layout, qr.draw(address, level=level))


def _beside(stock: Stock, wording: Wording, letters: int) -> tuple[Layout, Sequence[_Line]]:
    """QR on the left; on the right the company over the code over what to do, a third each."""
    width, height, pad = stock.width * mm, stock.height * mm, stock.pad * mm
    side = min(height - 2 * pad, 0.46 * (width - 2 * pad))
    left = pad + side
    room = width - left - pad
    tall = height - 2 * pad
    zone = 0.33 * tall
    company = _zone(wording.company, BOLD, (left + room / 2, pad + tall - zone), room, zone)
    how_to = _zone(wording.how_to, PLAIN, (left + room / 2, pad), room, zone)
    size, is_broken = _code_size(letters, room, tall - 2 * zone)
    layout = Layout(
        qr_left=pad,
        qr_bottom=pad + (tall - side) / 2,
        qr_side=side,
        code_middle=left + room / 2,
        code_centre=pad + tall / 2,
        code_room=room,
        code_size=size,
        is_broken=is_broken,
    )
    return layout, (*company, *how_to)


def _round(stock: Stock, _wording: Wording, letters: int) -> tuple[Layout, Sequence[_Line]]:
    """QR in the upper part of a disc, the code under it; there is no room for more."""
    across = stock.width * mm
    side = 0.6 * across
    room, zone = 0.68 * across, 0.19 * across
    size, is_broken = _code_size(letters, room, zone)
    layout = Layout(
        qr_left=(across - side) / 2,
        qr_bottom=0.29 * across,
        qr_side=side,
        code_middle=across / 2,
        code_centre=0.22 * across,
        code_room=room,
        code_size=size,
        is_broken=is_broken,
    )
    return layout, ()


def _zone(
    text: str, font: str, place: tuple[float, float], room: float, tall: float
) -> Sequence[_Line]:
    """Write a text as large as it fits into its third, in the middle of it, in few lines."""
    best: tuple[float, list[str]] = (0.0, [])
    for most in range(1, _MOST_LINES + 1):
        size, lines = fitted(text, font, min(_LARGEST[font], tall / (most * _LEADING)), room, most)
        if size > best[0]:
            best = size, lines
    size, lines = best
    x, bottom = place
    top = bottom + (tall + len(lines) * size * _LEADING) / 2
    return [
        _Line(line, font, size, x, top - (number + 1) * size * _LEADING + 0.3 * size)
        for number, line in enumerate(lines)
    ]


def _code_size(letters: int, room: float, tall: float) -> tuple[float, bool]:
    """Give the size of a code's letters, and whether it is larger in two lines.

    The same for all labels of a sheet; a code of broad letters is made smaller by itself.
    """
    groups = -(-letters // GROUP)
    one = min(_LARGEST_CODE, tall / _LEADING, room / (letters * _WIDE + (groups - 1) * _DASH))
    if groups == 1:
        return one, False
    longer = (groups + 1) // 2
    wide = min(letters, longer * GROUP) * _WIDE + (longer - 1) * _DASH
    two = min(_LARGEST_CODE, tall / (2 * _LEADING), room / wide)
    return (two, True) if two > _CLEARLY * one else (one, False)


def _draw_code(canvas: Canvas, layout: Layout, code: str, under: str) -> None:
    """Write the code around the middle of its place, in one line or two, and what is under it."""
    groups = shown(code).split("-")
    half = (len(groups) + 1) // 2 if layout.is_broken else len(groups)
    lines = ["-".join(part) for part in (groups[:half], groups[half:]) if part]
    widest = max(float(pdfmetrics.stringWidth(line, BOLD, 1.0)) for line in lines)
    size = min(layout.code_size, layout.code_room / widest)
    if under:
        size *= len(lines) / (len(lines) + 1)
        lines.append(under)
    y = layout.code_centre + ((len(lines) - 1) * _LEADING - _CAPITAL) * size / 2
    canvas.setFont(BOLD, size)
    for line in lines:
        canvas.drawCentredString(layout.code_middle, y, line)
        y -= size * _LEADING


def _draw_qr(canvas: Canvas, layout: Layout, drawn: qr.Drawn) -> None:
    """Fill all that is dark as one path: no printer leaves a line between two modules of it."""
    module = layout.qr_side / (drawn.size + 2 * qr.QUIET)
    canvas.saveState()
    canvas.translate(
        layout.qr_left + qr.QUIET * module, layout.qr_bottom + (qr.QUIET + drawn.size) * module
    )
    canvas.scale(module, -module)
    # Written by hand: the library's path asks of each number how many decimals it has.
    dark = "\n".join(f"{x} {y} {wide} {tall} re" for x, y, wide, tall in drawn.dark)
    canvas.addLiteral(f"{dark}\nf")
    canvas.restoreState()
