"""Receipts of the past are recorded, in order of their moments; and taken back, the last first."""

from collections.abc import Sequence
from uuid import UUID

from plushka.domain.imports.bundles import Bundle, judged
from plushka.domain.imports.giving import Giver
from plushka.domain.imports.known import known_of
from plushka.domain.imports.missing import Missing
from plushka.domain.imports.models import ImportRow
from plushka.domain.imports.operations import ASKER
from plushka.domain.imports.reasons import Reason
from plushka.domain.imports.rows.receipts import receipt_row, sale_of
from plushka.domain.imports.trying_receipts import wrong_of
from plushka.domain.imports.undoing_people import Taken
from plushka.domain.imports.writing import DoneRow, UndoneRow
from plushka.domain.sales.asked import AskedReturn, AskedSale
from plushka.domain.sales.loading import SaleCall
from plushka.domain.sales.recording import record_in
from plushka.domain.sales.refusals import AlreadyReturned
from plushka.domain.sales.returning import return_in
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.refusal import Refusal

Undone = ImportRow.Undone
Verdict = ImportRow.Verdict


def take_receipts(bundles: Sequence[Bundle], giver: Giver) -> list[DoneRow]:
    """Record receipts as one list; each is taken or refused for itself."""
    sales = [sale_of([receipt_row(row.cells, giver.plan) for row in bundle]) for bundle in bundles]
    if giver.plan.options.makes_missing:
        _make_missing(sales, giver)
    answers = record_in([SaleCall(sale=sale, asker=ASKER) for sale in sales], at=giver.at)
    done: list[DoneRow] = []
    for bundle, answer in zip(bundles, answers, strict=True):
        if isinstance(answer, Refusal):
            done += judged(bundle, Verdict.REFUSED, wrong_of(answer))
            continue
        verdict = Verdict.REPEATED if answer.is_repeat else Verdict.NEW
        # What was there before is not this import's to take back.
        sale = None if answer.is_repeat else answer.id
        done += [DoneRow(row.number, verdict, amount=row.amount, sale=sale) for row in bundle]
    return done


def undo_receipts(rows: Sequence[Taken], giver: Giver) -> list[UndoneRow]:
    """Return receipts whole, or what is left of them."""
    place = get_place(current_tenant())
    answers: dict[UUID, str] = {}
    for row in rows:
        if row.sale is None or row.sale in answers:
            continue
        asked = AskedReturn(receipt=f"import-undone:{row.sale}")
        try:
            return_in(place, row.sale, asked, ASKER, key=None, at=giver.at)
            answers[row.sale] = Undone.WHOLE
        except AlreadyReturned:
            answers[row.sale] = Undone.WHOLE
        except Refusal:
            answers[row.sale] = Undone.KEPT
    return [_undone(row, answers) for row in rows]


def _undone(row: Taken, answers: dict[UUID, str]) -> UndoneRow:
    answer = answers[row.sale] if row.sale else Undone.WHOLE
    return UndoneRow(row.number, answer, Reason.OTHER if answer == Undone.KEPT else "")


def _make_missing(sales: Sequence[AskedSale], giver: Giver) -> None:
    known = known_of(sales)
    missing = Missing(tenant_id=current_tenant(), actor=ASKER.actor)
    # One that is there and says something else will be refused.
    missing.make_in([s for s in sales if (s.outlet, s.receipt) not in known], at=giver.at)
