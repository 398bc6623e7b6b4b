"""Sheets of labels as PDF: pages of a paper, each with as many labels as it has."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from types import MappingProxyType

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from plushka.web.ui.printing import labels, qr
from plushka.web.ui.printing.labels import SOFT, Wording
from plushka.web.ui.printing.letters import PLAIN, fitted, known, load_fonts
from plushka.web.ui.printing.stocks import PAGE_HEIGHT, PAGE_WIDTH, Stock

DOCUMENT = 1000
"""Labels that fit into one document: it is held in memory while it is drawn, for seconds."""

_HEAD = 10.0
"""Millimetres of margin that the line over the labels needs."""

_TICK, _APART = 3.0, 1.0
"""How long a mark to cut along is, and how far from the label it begins: millimetres."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """How codes become labels."""

    stock: Stock
    wording: Wording
    #: What the QR codes begin with: ``https://plushka.example``; "": they hold the code alone.
    root: str
    #: The line over the labels: of which batch they are, and "page {page} of {pages}".
    head: str
    page_of: str
    #: How many letters a code has.
    letters: int
    level: str = qr.USUAL
    has_marks: bool = False
    language: str = "en"


def draw(
    codes: Iterable[str],
    *,
    sheet: Sheet,
    first: int = 1,
    of: int,
    under: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """Draw a document of codes, the first of which is the ``first`` of ``of`` labels.

    ``under`` is what stands under a code, by the code: its PIN.
    """
    load_fonts()
    out = io.BytesIO()
    size = (PAGE_WIDTH * mm, PAGE_HEIGHT * mm)
    canvas = Canvas(out, pagesize=size, invariant=True, pageCompression=1, lang=sheet.language)
    canvas.setTitle(known(sheet.head))
    layout = labels.lay_out(canvas, sheet.stock, sheet.wording, letters=sheet.letters)
    pages = sheet.stock.pages(of)
    start = (first - 1) // sheet.stock.a_page + 1
    for page, here in enumerate(batched(codes, sheet.stock.a_page), start):
        _draw_head(canvas, sheet, page, pages)
        if sheet.has_marks:
            _draw_marks(canvas, sheet.stock, len(here))
        _draw_labels(canvas, sheet, layout, here, under)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def in_whole_pages(stock: Stock) -> int:
    """Give how many labels a document has: enough, and so that it ends with a full page."""
    return -(-DOCUMENT // stock.a_page) * stock.a_page


def _place(stock: Stock, number: int) -> tuple[float, float]:
    """Give the lower left corner of a label of a page, counted along the rows."""
    down, across = divmod(number, stock.columns)
    left = stock.left + across * (stock.width + stock.gap_across)
    top = stock.top + down * (stock.height + stock.gap_down)
    return left * mm, (PAGE_HEIGHT - top - stock.height) * mm


def _draw_labels(
    canvas: Canvas,
    sheet: Sheet,
    layout: labels.Layout,
    codes: Sequence[str],
    under: Mapping[str, str],
) -> None:
    for number, code in enumerate(codes):
        canvas.saveState()
        canvas.translate(*_place(sheet.stock, number))
        address = qr.address_of(sheet.root, code) if sheet.root else code
        labels.stamp(
            canvas,
            layout,
            code=code,
            address=address,
            level=sheet.level,
            under=under.get(code, ""),
        )
        canvas.restoreState()


def _draw_head(canvas: Canvas, sheet: Sheet, page: int, pages: int) -> None:
    """Tell batch and page over the labels, where the paper has a margin for it."""
    if sheet.stock.top < _HEAD:
        return
    text = f"{sheet.head} · {sheet.page_of.format(page=page, pages=pages)}"
    size, lines = fitted(text, PLAIN, 7, (PAGE_WIDTH - 20) * mm, 1)
    canvas.setFont(PLAIN, size)
    canvas.setFillColor(SOFT)
    # Over the marks to cut along, which begin in the margin.
    y = (PAGE_HEIGHT - min(sheet.stock.top - _APART - _TICK - 1.5, 9)) * mm
    for line in lines:
        canvas.drawCentredString(PAGE_WIDTH / 2 * mm, y, line)


def _draw_marks(canvas: Canvas, stock: Stock, n_labels: int) -> None:
    """Draw where to cut: rings around discs, ticks in the margins, crosses where there is none."""
    canvas.setLineWidth(0.25)
    canvas.setStrokeColor(SOFT)
    if stock.is_round:
        half = stock.width / 2 * mm
        for number in range(n_labels):
            left, bottom = _place(stock, number)
            canvas.circle(left + half, bottom + half, half, stroke=1, fill=0)
        return
    lines: list[tuple[float, float, float, float]] = []
    across = _edges(stock.left, stock.width, stock.gap_across, stock.columns)
    down = _edges(stock.top, stock.height, stock.gap_down, stock.rows)
    lines += [
        (x, start, x, start + _TICK)
        for x in across
        for start in _ticks(down[0], down[-1], PAGE_HEIGHT)
    ]
    lines += [
        (start, y, start + _TICK, y)
        for y in down
        for start in _ticks(across[0], across[-1], PAGE_WIDTH)
    ]
    if min(stock.left, stock.top) < _APART + _TICK:
        lines += [(x - 1, y, x + 1, y) for x in across for y in down]
        lines += [(x, y - 1, x, y + 1) for x in across for y in down]
    canvas.lines(
        [
            (x * mm, (PAGE_HEIGHT - y) * mm, right * mm, (PAGE_HEIGHT - low) * mm)
            for x, y, right, low in lines
        ]
    )


def _edges(start: float, size: float, gap: float, n_labels: int) -> list[float]:
    """Give where labels begin and end, in order, each place once."""
    places = (start + number * (size + gap) for number in range(n_labels))
    return sorted({round(edge, 3) for place in places for edge in (place, place + size)})


def _ticks(first: float, last: float, paper: float) -> list[float]:
    """Give where ticks before the first edge and behind the last one begin, if there is room."""
    starts = (first - _APART - _TICK, last + _APART)
    return [start for start in starts if start >= 0 and start + _TICK <= paper]
