"""How many points pay a receipt, and of which kinds (T9, T45)."""

from plushka.domain.ledger.book import Book
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.ledger.terms import PointsKind
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.paying import POINT, PayLimit
from plushka.domain.sales.asked import AskedSale
from plushka.domain.sales.standing import Standing


def how_much(asked: AskedSale, limit: PayLimit, *, standing: Standing, book: Book) -> int:
    """Give how many points the receipt is paid with; refuses what balance or limit forbid (T9)."""
    if not asked.redeem:
        return 0
    account, value = standing.account, limit.payer.point_value
    balance = book.seen(account, value=value)
    if asked.redeem == "max" and limit.kinds is not None:
        return limit.most_of(book.spendable_of_kinds(account, value=value))
    if asked.redeem == "max":
        return 0 if balance.debt else limit.most(balance.spendable)
    missing = asked.redeem + balance.debt - balance.spendable
    if missing > 0:
        raise NotEnoughPoints(missing=missing)
    limit.check(asked.redeem)
    if limit.kinds is not None:
        limit.check_kinds(asked.redeem, book.spendable_of_kinds(account, value=value))
    return asked.redeem


def of_kinds(
    redeem: int, limit: PayLimit, programme: Compiled, *, standing: Standing, book: Book
) -> dict[PointsKind, int] | None:
    """Say how many of the account's points of each kind pay; None where kinds have no limits."""
    if limit.kinds is None or not redeem:
        return None
    account, value = standing.account, programme.point_value
    own = book.point_value(account) or value
    return book.parts_of(
        account,
        book.needed(account, redeem, value=value),
        order=programme.document.spending_order,
        most={kind: paid * POINT // own for kind, paid in limit.kinds.most.items()},
    )


def gifts_pay(
    kinds: dict[PointsKind, int] | None, programme: Compiled, *, standing: Standing, book: Book
) -> int:
    """Give the kopecks that gifts pay, where kinds have limits; the rest purchases pay."""
    if kinds is None:
        return 0
    return kinds["gift"] * (book.point_value(standing.account) or programme.point_value) // POINT
