"""What a return does to its member: their points and their purchase summary.

The account was locked before the sale was, as everywhere.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Sum

from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger.book import Book
from plushka.domain.ledger.models import Account
from plushka.domain.ledger.terms import Cause
from plushka.domain.programmes import reasons
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.facts import Buyer
from plushka.domain.sales import loading, writing
from plushka.domain.sales.giving_back import Back
from plushka.domain.sales.models import Return, Sale
from plushka.domain.sales.standing import Standing
from plushka.domain.tenants.queries import Place
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run


@dataclass(frozen=True, slots=True)
class Purchase:
    """A member's purchase with their account open and locked."""

    sale: Sale
    buyer: Buyer
    account: UUID
    book: Book
    standing: Standing

    def outcome(self) -> dict[str, Any]:
        """Give the part of the answer that has no column of its own."""
        balance = self.book.balance(self.account)
        return {
            "balance": [balance.spendable, balance.pending, balance.held, balance.debt],
            "tier": self.standing.tier,
        }

    def statements(self, place: Place) -> list[Statement]:
        """Give what writes the points and the summary."""
        summary = writing.standings_statement(place, [self.standing])
        return [*ledger.save_statements(self.book), summary]


def open_purchase(place: Place, sale: Sale, member: UUID, *, at: dt.datetime) -> Purchase | None:
    """Lock the member's account and read what the return will touch.

    Of a member who was erased there is nothing to touch: the points went with
    the person (T29), and what comes back of them has expired.
    """
    account: UUID = Account.objects.values_list("id", flat=True).get(
        member_id=member, unit="BONUS"
    )
    book = ledger.open_book(
        accounts=[account],
        moment=at,
        with_lots={account},
        redemptions=[sale.redemption_id] if sale.redemption_id else [],
        accruals=[sale.accrual_id] if sale.accrual_id else [],
    )
    [rows] = run(raw(), [loading.standings_statement(place, [member])])
    standing = loading.standings(rows).get(member)
    if standing is None:
        return None
    return Purchase(
        sale=sale,
        buyer=Buyer(sale.tier, sale.days_since, sale.days_since_earlier_day),
        account=account,
        book=book,
        standing=standing,
    )


def settle(row: Return, purchase: Purchase, back: Back, *, programme: Compiled) -> None:
    """Put points back first, then take back what was earned for them (T11)."""
    sale, book, account = purchase.sale, purchase.book, purchase.account
    currency = programme.document.money.currency
    if back.points and sale.redemption_id:
        cause = _cause(row, "give_back", programme)
        given = book.give_back(account, back.points, sale.redemption_id, cause)
        row.points_expired = given.expired
        cause.explanation.append(
            reasons.returned(points=back.points, expired=given.expired, currency=currency)
        )
    stands = sale.accrued - _reversed_before(sale)
    if stands > back.still_earned and sale.accrual_id:
        cause = _cause(row, "reverse", programme)
        entry = book.reverse(account, stands - back.still_earned, [sale.accrual_id], cause)
        row.accrual_reversed = -entry.points if entry else 0
        cause.explanation.append(
            reasons.reversal(
                earned=stands,
                target=back.still_earned,
                reversed_=row.accrual_reversed,
                currency=currency,
            )
        )


def take_from_summary(place: Place, purchase: Purchase, back: Back, member: UUID) -> None:
    """Undo in the purchase summary what the sale had added; the tier stays (T15)."""
    standing = purchase.standing
    standing.paid_total -= back.counted
    standing.is_changed = True
    if not back.is_all:
        return
    standing.n_purchases -= 1
    values = {"tenant": place.id, "member": member, "sale": purchase.sale.id, "zone": place.zone}
    query = Statement("last_purchases", load(__package__ or "", "last_purchases"), values)
    [[moments]] = run(raw(), [query])
    standing.last_at, standing.previous_at = moments


def _reversed_before(sale: Sale) -> int:
    earlier = Return.objects.filter(sale_id=sale.id).aggregate(n=Sum("accrual_reversed"))
    return earlier["n"] or 0


def _cause(row: Return, part: str, programme: Compiled) -> Cause:
    key = f"return:{row.id}:{part}"
    return Cause(key, "RETURN", row.sale_id, programme.version, row.actor, row.at, [])
