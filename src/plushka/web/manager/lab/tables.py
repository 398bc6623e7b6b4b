"""Tables of a replay for a spreadsheet: CSV, row by row."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from django.utils.translation import gettext as _

from plushka.domain.replay.figures import MemberRow, TableRow
from plushka.lib.money import show
from plushka.lib.spreadsheets import harmless

type Table = Literal["members", "tiers", "categories", "products"]

TABLES: tuple[Table, ...] = ("members", "tiers", "categories", "products")

_SUMS = ("paid", "discount", "redeemed", "accrued", "margin")


def written(rows: Iterable[Iterable[str]]) -> str:
    """Write rows as CSV."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def member_head() -> list[str]:
    """Name the columns of ``member_cells``."""
    sides = [
        *(_("Earned"), _("Redeemed"), _("Discounts"), _("Balance"), _("Tier")),
    ]
    both = [f"{one}: {side}" for one in sides for side in (_("As it was"), _("As it would be"))]
    return ["ID", _("Member"), _("Receipts"), *both, _("Gain in money")]


def member_cells(row: MemberRow, name: str, tiers: Mapping[str, str]) -> list[str]:
    """Write one member; sums as decimals, whatever the language."""
    return [
        str(row.member),
        harmless(name),
        str(row.receipts),
        *map(show, (row.earned_was, row.earned_would)),
        *map(show, (row.redeemed_was, row.redeemed_would)),
        *map(show, (row.discount_was, row.discount_would)),
        *map(show, (row.balance_was, row.balance_would)),
        *(harmless(tiers.get(code, code)) for code in (row.tier_was, row.tier_would)),
        show(row.gain),
    ]


def groups(rows: Iterable[TableRow], names: Mapping[str, str]) -> Iterator[list[str]]:
    """Write the table of tiers, categories or products, its head first."""
    words = [
        *(_("Number"), _("Paid with money"), _("Discounts")),
        *(_("Redeemed"), _("Earned"), _("Margin, where the cost is known"), _("Members")),
    ]
    sides = (_("As it was"), _("As it would be"))
    yield [_("Name"), *(f"{one}: {side}" for one in words for side in sides)]
    for row in rows:
        both = (row.was, row.would)
        yield [
            harmless(names.get(row.code) or row.name or row.code),
            *(str(one.n) for one in both),
            *(show(getattr(one, name)) for name in _SUMS for one in both),
            *(str(one.members) for one in both),
        ]
