"""Certificates of a batch for the printer: a table, and sheets of cards with QR codes.

Held in memory, of at most ``batches.MOST``, and sent at once: no code lies in a file here.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from plushka.domain.certificates.models import CertificateBatch
from plushka.domain.certificates.selling import Sold
from plushka.lib import letters
from plushka.lib.money import priced, show
from plushka.web.manager.exporting import csv_file
from plushka.web.ui.printing import sheets
from plushka.web.ui.printing.labels import Wording
from plushka.web.ui.printing.stocks import STOCKS
from plushka.web.ui.templatetags.ui import last_day

PAPERS = ("card", "70x37", "63x38")
"""Papers with room for the words beside a code; the first is the usual one."""


def table(sold: Sequence[Sold], *, language: str) -> bytes:
    """Write codes, PINs, nominals in kopecks' decimals; with a BOM, as spreadsheets open it."""
    heads = (_("Code"), _("As people read it"), _("PIN"), _("Nominal"))
    rows = [
        (one.code, letters.grouped(one.code), one.pin, show(one.certificate.nominal))
        for one in sold
    ]
    return csv_file.small([heads, *rows], language=language)


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
    good = _("good through %(day)s") % {"day": last_day(batch.valid_until)}
    return f"{worth}, {good}"
