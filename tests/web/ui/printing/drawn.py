"""Codes to print, and sheets as a printer would put them on paper."""

import random
from typing import Any

import pypdfium2
from PIL import Image

from plushka.domain.codes.alphabets import LETTERS, checked
from plushka.web.ui.printing.labels import Wording
from plushka.web.ui.printing.sheets import Sheet
from plushka.web.ui.printing.stocks import STOCKS

ROOT = "https://loyalty.lipa.example"
WORDING = Wording("Пекарня «Липа»", "Наведите камеру на код или отправьте его в SMS на 1234")


def codes(n: int) -> list[str]:
    """Give codes, the same ones each time."""
    drawn = random.Random(7)
    return [checked("".join(drawn.choices(LETTERS, k=12))) for _ in range(n)]


def sheet(stock: str, **other: Any) -> Sheet:
    """Give a sheet of a paper."""
    wanted: dict[str, Any] = {
        "wording": WORDING,
        "root": ROOT,
        "head": "Липа · весна",
        "page_of": "лист {page} из {pages}",
        "letters": 13,
        "has_marks": True,
    }
    return Sheet(stock=STOCKS[stock], **(wanted | other))


def pixels(pdf: bytes, page: int = 0, dpi: int = 300) -> Image.Image:
    """Print a page in shades of grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        drawn: Image.Image = document[page].render(scale=dpi / 72, grayscale=True).to_pil()
    finally:
        document.close()
    return drawn


def texts(pdf: bytes) -> list[str]:
    """Give what is written on each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
