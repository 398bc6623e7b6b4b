"""What a return does to its member: their points and their purchase summary.

The account was locked before the sale was, as everywhere.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Sum

from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.book import Book
from plushka.domain.ledger.models import Account, Entry, Lot
from plushka.domain.ledger.terms import Balance, Cause
from plushka.domain.programmes import reasons
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.facts import Buyer
from plushka.domain.sales import loading, writing
from plushka.domain.sales.asked import Asker
from plushka.domain.sales.giving_back import Back
from plushka.domain.sales.models import Return, Sale, SaleReward
from plushka.domain.sales.proving import is_hidden, kept_hidden
from plushka.domain.sales.purchases import purchases_of
from plushka.domain.sales.standing import Standing
from plushka.domain.tenants.queries import Place
from plushka.lib.days import local_day, term_end
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, run


@dataclass(frozen=True, slots=True)
class Rewarded:
    """What the sale gave to somebody else, with their account open and locked."""

    account: UUID
    entry: UUID
    tier: str
    points: int
    #: Which promise it is of; None is a referrer's part.
    promise: int | None


@dataclass(frozen=True, slots=True)
class Opened:
    """Everybody whose points a return may touch: the buyer, and who was rewarded.

    Of a member who was erased there is nothing to touch: the points went with
    the person (T29), and what comes back of them has expired.
    """

    book: Book | None
    purchase: "Purchase | None"
    rewards: tuple[Rewarded, ...]

    def statements(self, place: Place) -> list[Statement]:
        """Give what writes the points and the summary."""
        points = [] if self.book is None else ledger.save_statements(self.book)
        if self.purchase is None:
            return points
        return [*points, writing.standings_statement(place, [self.purchase.standing])]


@dataclass(frozen=True, slots=True)
class Purchase:
    """A member's purchase with their account open and locked."""

    sale: Sale
    buyer: Buyer
    account: UUID
    book: Book
    standing: Standing

    def outcome(self, asker: Asker) -> dict[str, Any]:
        """Give the part of the answer that has no column of its own."""
        balance = self.book.balance(self.account)
        hides = is_hidden(None, self.standing, asker)
        return outcome_of(balance, self.standing.tier, hides=hides)


def outcome_of(balance: Balance, tier: str, *, hides: bool) -> dict[str, Any]:
    """Give what a return tells besides its columns."""
    return {
        "balance": [balance.spendable, balance.pending, balance.held, balance.debt],
        "tier": tier,
    } | kept_hidden(is_so=hides)


def buyer_of(sale: Sale) -> Buyer:
    """Give what the rules knew of the member when the sale was recorded."""
    return Buyer(sale.tier, sale.days_since, sale.days_since_earlier_day)


def open_sale(place: Place, sale: Sale, *, at: dt.datetime) -> Opened:
    """Lock the accounts that the sale gave points to, and read what a return will touch."""
    rewards = _rewards(sale)
    account = sale.member_id and _account_of(sale.member_id)
    accounts = {reward.account for reward in rewards} | ({account} if account else set())
    if not accounts:
        return Opened(None, None, ())
    book = ledger.open_book(
        accounts=accounts,
        moment=at,
        with_lots=accounts,
        redemptions=[sale.redemption_id] if sale.redemption_id else [],
        accruals=[
            *([sale.accrual_id] if sale.accrual_id else []),
            *(reward.entry for reward in rewards),
        ],
    )
    if not account or not sale.member_id:
        return Opened(book, None, rewards)
    purchase = _purchase(place, sale, sale.member_id, account=account, book=book, at=at)
    return Opened(book, purchase, rewards)


def _purchase(
    place: Place, sale: Sale, member: UUID, *, account: UUID, book: Book, at: dt.datetime
) -> Purchase | None:
    [rows] = run(raw(), [loading.standings_statement(place, [member], recent_from=None, at=at)])
    standing = loading.standings(rows, recent_from=None).get(member)
    if standing is None:
        return None
    return Purchase(sale, buyer_of(sale), account, book, standing)


def _account_of(member: UUID) -> UUID:
    found: UUID = Account.objects.values_list("id", flat=True).get(member_id=member, unit="BONUS")
    return found


def _rewards(sale: Sale) -> tuple[Rewarded, ...]:
    found = SaleReward.objects.filter(sale_id=sale.id, member__erased_at=None).order_by("number")
    rows = list(found.select_related("entry"))
    entries = [reward.entry_id for reward in rows]
    # The lots' accounts, not the entries': they may have come with a merge (T33).
    owners = {}
    if entries:
        owners = dict(Lot.objects.filter(id__in=entries).values_list("id", "account_id"))
    return tuple(
        Rewarded(
            owners[reward.entry_id],
            reward.entry_id,
            reward.tier,
            reward.entry.points,
            reward.promise,
        )
        for reward in rows
    )


def _taken_before(entry: UUID) -> int:
    reversals = Entry.objects.filter(undoes_id=entry, kind="REVERSAL")
    return -(reversals.aggregate(n=Sum("points"))["n"] or 0)


def settle_rewards(row: Return, opened: Opened, back: Back, *, programme: Compiled) -> None:
    """Take back what others got for what came back (T11, T22)."""
    for number, reward in enumerate(opened.rewards, start=1):
        if reward.promise is not None:
            target = back.due[reward.promise] if back.due else 0
        else:
            due = programme.referral_reward(
                back.remaining, back.kept, back.still_earned, tier=reward.tier
            )
            target = due.points if due else 0
        if opened.book is None:
            continue
        stands, target = accounts.standing(
            book=opened.book,
            account=reward.account,
            accrual=reward.entry,
            stands=reward.points - _taken_before(reward.entry),
            due=target,
            value=programme.point_value,
        )
        if stands <= target:
            continue
        cause = _cause(row, f"reward:{number}", programme)
        entry = opened.book.reverse(reward.account, stands - target, [reward.entry], cause)
        cause.explanation.append(
            reasons.reversal(
                earned=stands,
                target=target,
                reversed_=-entry.points if entry else 0,
                currency=programme.document.money.currency,
            )
        )


def settle(row: Return, purchase: Purchase, back: Back, *, programme: Compiled) -> None:
    """Put points back first, then take back what was earned for them (T11)."""
    sale, book, account = purchase.sale, purchase.book, purchase.account
    currency = programme.document.money.currency
    if back.points and sale.redemption_id:
        cause = _cause(row, "give_back", programme)
        row.points_back = book.coming_back(
            account,
            sale.redemption_id,
            before=back.points_before,
            points=back.points,
            of=back.points_paid,
            value=programme.point_value,
        )
        if row.points_back:
            given = book.give_back(account, row.points_back, sale.redemption_id, cause)
            row.points_expired = given.expired
        cause.explanation.append(
            reasons.returned(points=back.points, expired=row.points_expired, currency=currency)
        )
        _tell_counted(cause, purchase, of=back.points, became=row.points_back, programme=programme)
    if sale.accrual_id is not None:
        _reverse(row, purchase, back, sale.accrual_id, programme=programme)


def _reverse(
    row: Return, purchase: Purchase, back: Back, accrual: UUID, *, programme: Compiled
) -> None:
    """Take back what was earned for what came back, in points of now (T35)."""
    sale, book, account = purchase.sale, purchase.book, purchase.account
    stands, due = accounts.standing(
        book=book,
        account=account,
        accrual=accrual,
        stands=sale.accrued - _reversed_before(sale),
        due=back.still_earned,
        value=programme.point_value,
    )
    if stands <= due:
        return
    cause = _cause(row, "reverse", programme)
    entry = book.reverse(account, stands - due, [accrual], cause)
    row.accrual_reversed = -entry.points if entry else 0
    cause.explanation.append(
        reasons.reversal(
            earned=stands,
            target=due,
            reversed_=row.accrual_reversed,
            currency=programme.document.money.currency,
        )
    )


def _tell_counted(
    cause: Cause, purchase: Purchase, *, of: int, became: int, programme: Compiled
) -> None:
    cause.explanation.extend(
        purchase.book.why_counted(
            purchase.account, of=of, became=became, value=programme.point_value
        )
    )


def take_from_summary(place: Place, purchase: Purchase, back: Back, member: UUID) -> None:
    """Undo in the purchase summary what the sale had added.

    The tier stays until the end of the day, when it is asked whether it still stands (T15).
    """
    standing = purchase.standing
    standing.paid_total -= back.counted
    if back.counted:
        today = local_day(purchase.book.moment, place.zone)
        standing.check_by(term_end(today, 0, place.zone))
    standing.is_changed = True
    if not back.is_all:
        return
    standing.n_purchases -= 1
    kept = purchases_of(member, zone=place.zone, but=purchase.sale.id)
    standing.last_at, standing.previous_at = kept.last_at, kept.previous_at


def _reversed_before(sale: Sale) -> int:
    earlier = Return.objects.filter(sale_id=sale.id).aggregate(n=Sum("accrual_reversed"))
    return earlier["n"] or 0


def _cause(row: Return, part: str, programme: Compiled) -> Cause:
    key = f"return:{row.id}:{part}"
    return Cause(key, "RETURN", row.sale_id, programme.version, row.actor, row.at, [])
