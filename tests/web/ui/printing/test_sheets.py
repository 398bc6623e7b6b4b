"""Sheets of labels: what a camera reads from them, and what people do."""

import pytest
import segno
import zxingcpp
from PIL import Image

from plushka.domain.codes.spelling import shown
from plushka.web.ui.printing import qr, sheets
from plushka.web.ui.printing.labels import Wording
from plushka.web.ui.printing.stocks import PAGE_HEIGHT, PAGE_WIDTH, STOCKS
from tests.web.ui.printing.drawn import ROOT, codes, pixels, sheet, texts

PAPERS = list(STOCKS)


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS)
def test_every_label_of_a_page_is_read_by_a_scanner_and_is_white_around(paper: str):
    stock = STOCKS[paper]
    printed = codes(stock.a_page)

    page = pixels(sheets.draw(printed, sheet=sheet(paper), of=stock.a_page))

    found = zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCode)
    assert sorted(one.text for one in found) == sorted(
        qr.address_of(ROOT, code) for code in printed
    )
    assert min(_lightest_around(page, one) for one in found) > 250


@pytest.mark.slow
@pytest.mark.parametrize("level", qr.LEVELS)
def test_labels_that_may_be_scratched_are_read_too(level: str):
    printed = codes(5)

    page = pixels(sheets.draw(printed, sheet=sheet("cap20", level=level), of=5))

    found = zxingcpp.read_barcodes(page)
    assert {one.text for one in found} == {qr.address_of(ROOT, code) for code in printed}


def test_the_address_is_packed_as_capitals_and_takes_few_modules():
    address = qr.address_of(ROOT, codes(1)[0])

    made = segno.make(address, error=qr.USUAL, micro=False)

    assert address == f"HTTPS://LOYALTY.LIPA.EXAMPLE/C/{codes(1)[0]}"
    assert made.mode == "alphanumeric"
    assert (made.version, qr.draw(address).size) == (3, 29)


def test_rectangles_cover_what_is_dark_once():
    address = qr.address_of(ROOT, codes(1)[0])

    drawn = qr.draw(address)

    covered = sorted(
        (down, across)
        for left, top, width, height in drawn.dark
        for down in range(top, top + height)
        for across in range(left, left + width)
    )
    rows = segno.make(address, error="m", micro=False).matrix
    assert covered == [
        (down, across)
        for down, row in enumerate(rows)
        for across, is_dark in enumerate(row)
        if is_dark
    ]


def test_labels_tell_company_code_and_what_to_do_and_pages_their_number():
    printed = codes(23)

    first, second = texts(sheets.draw(printed, sheet=sheet("63x38"), of=44))

    assert first.startswith("Липа · весна · лист 1 из 3")
    assert second.startswith("Липа · весна · лист 2 из 3")
    assert (first.count("«Липа»"), second.count("«Липа»")) == (21, 2)
    assert first.count("Наведите камеру") == 21
    # A code is written in two lines where that lets it be larger.
    written = " ".join((first + second).split())
    assert [code for code in printed if _broken(code) not in written] == []


def test_a_second_document_goes_on_with_the_pages():
    many = sheets.in_whole_pages(STOCKS["card"])

    [page] = texts(sheets.draw(codes(3), sheet=sheet("card"), first=many + 1, of=many + 3))

    assert many == 1000
    assert page.startswith("Липа · весна · лист 101 из 101")


@pytest.mark.parametrize("paper", PAPERS)
def test_labels_stand_in_the_middle_of_the_paper_and_on_it(paper: str):
    stock = STOCKS[paper]

    right = stock.left + stock.columns * (stock.width + stock.gap_across) - stock.gap_across
    low = stock.top + stock.rows * (stock.height + stock.gap_down) - stock.gap_down

    assert (stock.left >= 0, stock.top >= 0) == (True, True)
    assert round(right + stock.left, 6) == PAGE_WIDTH
    assert round(low + stock.top, 6) == PAGE_HEIGHT


@pytest.mark.parametrize("paper", PAPERS)
def test_whatever_is_written_fits(paper: str):
    long = Wording("Ж" * 300, "🎉 <b>шампиньон</b> " * 40)

    drawn = sheets.draw(codes(2), sheet=sheet(paper, wording=long, head="Б" * 300), of=2)

    found = zxingcpp.read_barcodes(pixels(drawn, dpi=200))
    assert len(found) == 2


@pytest.mark.parametrize("letters", [7, 28])
def test_short_and_long_codes_have_their_place(letters: int):
    code = "7" * letters

    [page] = texts(sheets.draw([code], sheet=sheet("38x21", letters=letters), of=1))

    assert page.count("7") == letters
    assert zxingcpp.read_barcodes(
        pixels(sheets.draw([code], sheet=sheet("38x21", letters=letters), of=1))
    )[0].text == qr.address_of(ROOT, code)


def test_the_same_codes_make_the_same_document():
    once, again = (sheets.draw(codes(3), sheet=sheet("cap20"), of=3) for _ in range(2))

    assert once == again
    assert b"/FontFile2" in once


def _broken(code: str) -> str:
    groups = shown(code).split("-")
    return f"{'-'.join(groups[:2])} {'-'.join(groups[2:])}"


def _lightest_around(page: Image.Image, found: zxingcpp.Barcode) -> int:
    """Give how dark the darkest pixel of the quiet zone is, but for the edges of modules."""
    place = found.position
    left, right = sorted((place.top_left.x, place.bottom_right.x))
    top, bottom = sorted((place.top_left.y, place.bottom_right.y))
    quiet = round((right - left) / qr.draw(found.text).size * qr.QUIET) - 2
    edge = 3
    bands = (
        (left - quiet, top - quiet, right + quiet, top - edge),
        (left - quiet, bottom + edge, right + quiet, bottom + quiet),
        (left - quiet, top - quiet, left - edge, bottom + quiet),
        (right + edge, top - quiet, right + quiet, bottom + quiet),
    )
    return min(int(page.crop(band).getextrema()[0]) for band in bands)
