"""Certificates of a batch for the printer: a table, and sheets of cards with QR codes.

Held in memory, of at most ``batches.MOST``, and sent at once: no code lies in a file here.
"""

import csv
import io
from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from plushka.domain.certificates.models import CertificateBatch
from plushka.domain.certificates.selling import Sold
from plushka.lib import letters
from plushka.lib.money import priced, show
from plushka.web.ui.printing import sheets
from plushka.web.ui.printing.labels import Wording
from plushka.web.ui.printing.stocks import STOCKS

PAPERS = ("card", "70x37", "63x38")
"""Papers with room for the words beside a code; the first is the usual one."""

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def table(sold: Sequence[Sold], *, language: str) -> bytes:
    """Write codes, PINs, nominals in kopecks' decimals; with a BOM, as spreadsheets open it."""
    file = io.StringIO(newline="")
    rows = csv.writer(file, delimiter="," if language == "en" else ";")
    rows.writerow([_("Code"), _("As people read it"), _("PIN"), _("Nominal")])
    for one in sold:
        grouped = letters.grouped(one.code)
        rows.writerow([one.code, grouped, one.pin, show(one.certificate.nominal)])
    return (_BOM + file.getvalue()).encode()


def sheet(
    batch: CertificateBatch,
    sold: Sequence[Sold],
    *,
    paper: str,
    company: str,
    currency: str,
    language: str,
) -> bytes:
    """Draw a card for each: the company, the code with its QR code and PIN, the nominal."""
    codes = [one.code for one in sold]
    drawn = sheets.Sheet(
        stock=STOCKS[paper],
        wording=Wording(company, _words(batch, currency, language)),
        root="",
        head=f"{company} · {batch.name}",
        page_of=_("page {page} of {pages}"),
        letters=len(codes[0]),
        has_marks=STOCKS[paper].is_plain_paper,
        language=language,
    )
    under = {one.code: f"PIN {one.pin}" for one in sold if one.pin}
    return sheets.draw(codes, sheet=drawn, of=len(codes), under=under)


def _words(batch: CertificateBatch, currency: str, language: str) -> str:
    worth = _("Gift certificate for %(money)s") % {
        "money": priced(batch.nominal, currency, language)
    }
    if batch.valid_until is None:
        return worth
    day = date_format(localtime(batch.valid_until), "j E Y, H:i")
    good = _("Good until %(day)s") % {"day": day}
    return f"{worth}. {good}"
