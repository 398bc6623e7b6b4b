"""Turn what was decided, or what is stored, into the answer a till gets.

Both go by the same columns, so a repeat is told exactly what was told first.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from plushka.domain.ledger.book import Book
from plushka.domain.ledger.terms import LotTerms
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.sales.deciding import Decided, Reward
from plushka.domain.sales.models import Return, Sale, SaleLine
from plushka.domain.sales.pricing import Priced
from plushka.domain.sales.proving import is_hidden, kept_hidden
from plushka.domain.sales.told import ToldBalance, ToldGift, ToldLine, ToldReturn, ToldSale
from plushka.domain.vouchers.taking_off import TakenOff


def outcome_of(decided: Decided, book: Book) -> dict[str, Any]:
    """Give the part of the answer that has no column of its own; the balance is the book's.

    Explanations that the accrual's entry keeps are kept there alone.
    """
    standing, entry = decided.standing, decided.accrual
    explanation = decided.priced.explanation
    balance = book.balance(standing.account) if standing else None
    left = {"left": sorted(decided.priced.left)} if decided.priced.left else {}
    hides = standing is not None and is_hidden(decided.asked, standing, decided.asker)
    return (
        left
        | kept_hidden(is_so=hides)
        | kept_voucher(decided.priced.voucher)
        | {
            "balance": balance
            and [balance.spendable, balance.pending, balance.held, balance.debt],
            "tier": standing and standing.tier,
            "tier_changed": decided.tier_changed,
            **told_terms(decided.terms),
            "explanation": None
            if entry and entry.cause.explanation == explanation
            else explanation,
            "gifts": told_gifts(decided.rewards),
        }
    )


def kept_voucher(taken: TakenOff | None) -> dict[str, Any]:
    """Give what a sale keeps of its voucher: which it was, and what it took off each line."""
    if taken is None:
        return {}
    return {"voucher": {"id": str(taken.voucher), "off": list(taken.parts)}}


def _balance_of(outcome: Mapping[str, Any]) -> ToldBalance | None:
    """Give the balance as it is told: that of nobody's account where it is hidden."""
    if outcome.get("is_hidden"):
        return ToldBalance(0, 0, 0, 0)
    return ToldBalance(*outcome["balance"]) if outcome["balance"] else None


def told_terms(terms: LotTerms | None) -> dict[str, str | None]:
    """Give since when and until when points are good; nothing where there are none."""
    return {
        "available_at": None if terms is None else terms.available_at.isoformat(),
        "expires_at": terms.expires_at.isoformat() if terms and terms.expires_at else None,
    }


def told_gifts(rewards: Sequence[Reward]) -> list[dict[str, Any]]:
    """Give the points that a buyer got with a term of their own."""
    return [
        {"points": reward.entry.points, **told_terms(reward.terms)}
        for reward in rewards
        if reward.terms is not None
    ]


def tell_decided(
    decided: Decided,
    outcome: dict[str, Any],
    *,
    programme: Compiled,
    is_quote: bool = False,
) -> ToldSale:
    """Answer a sale that was just decided; a quote has no id, because nothing was kept."""
    asked, priced = decided.asked, decided.priced
    return _tell(
        None if is_quote else decided.id,
        asked.receipt,
        "quoted" if is_quote else "recorded",
        priced,
        () if asked.lines is None else tell_lines(priced),
        outcome,
        decided.standing.member if decided.standing else None,
        explanation=priced.explanation,
        programme=programme,
    )


def tell_stored(sale: Sale, lines: Sequence[SaleLine], *, programme: Compiled) -> ToldSale:
    """Answer a sale as it stands: as it was recorded, or as it was claimed (T42)."""
    parts = sale.outcome.get("parts") or [line.accrued for line in lines]
    told = tuple(
        ToldLine(line.number, line.total, line.discount, line.redeemed, line.to_pay, part)
        for line, part in zip(lines, parts, strict=True)
    )
    return _tell(
        sale.id,
        sale.receipt,
        "recorded",
        sale,
        told if sale.is_itemised else (),
        sale.outcome,
        sale.member_id,
        explanation=_kept_explanation(sale),
        programme=programme,
    )


def tell_first(sale: Sale, lines: Sequence[SaleLine], *, programme: Compiled) -> ToldSale:
    """Answer a sale as it was answered when it was recorded, whatever came later (T6)."""
    told = tell_stored(sale, lines, programme=programme)
    if "parts" not in sale.outcome:
        return told
    return msgspec.structs.replace(
        told,
        accrued=0,
        available_at=None,
        expires_at=None,
        lines=tuple(msgspec.structs.replace(line, accrued=0) for line in told.lines),
        balance=None,
        tier=None,
        tier_name=None,
        tier_changed=False,
        explanation=(),
        gifts=(),
        member_id=None,
    )


def _kept_explanation(sale: Sale) -> Sequence[dict[str, Any]]:
    kept: Sequence[dict[str, Any]] | None = sale.outcome["explanation"]
    if kept is not None:
        return kept
    return sale.accrual.explanation if sale.accrual else ()


def tell_lines(priced: Priced) -> tuple[ToldLine, ...]:
    """Give each line its part of every number."""
    return tuple(
        ToldLine(line.number, line.value, off, share, paid, part)
        for line, off, share, paid, part in zip(
            priced.lines, priced.discounts, priced.shares, priced.paid, priced.parts, strict=True
        )
    )


def _tell(
    sale: UUID | None,
    receipt: str | None,
    status: str,
    sums: Priced | Sale,
    lines: tuple[ToldLine, ...],
    outcome: dict[str, Any],
    member: UUID | None,
    *,
    explanation: Sequence[dict[str, Any]],
    programme: Compiled,
) -> ToldSale:
    tier = outcome["tier"]
    return ToldSale(
        id=sale,
        receipt=receipt,
        status=status,
        total=sums.total,
        discount=sums.discount,
        redeemed=sums.redeemed,
        points=programme.points_worth(sums.redeemed),
        max_paid=programme.worth(sums.max_redeem),
        max_redeem=sums.max_redeem,
        to_pay=sums.to_pay,
        accrued=sums.accrued,
        available_at=_moment(outcome["available_at"]),
        expires_at=_moment(outcome["expires_at"]),
        lines=lines,
        balance=_balance_of(outcome),
        is_hidden=bool(outcome.get("is_hidden")),
        tier=tier,
        tier_name=programme.tier_words(tier),
        tier_changed=outcome["tier_changed"],
        explanation=tuple(explanation),
        gifts=tuple(
            ToldGift(
                one["points"],
                dt.datetime.fromisoformat(one["available_at"]),
                _moment(one["expires_at"]),
            )
            for one in outcome.get("gifts", ())
        ),
        member_id=member,
    )


def _moment(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)


def tell_return(row: Return, *, programme: Compiled) -> ToldReturn:
    """Answer a return as it was answered first."""
    tier = row.outcome["tier"]
    return ToldReturn(
        id=row.id,
        receipt=row.receipt,
        at=row.at,
        money_back=row.money_back,
        points_back=row.points_back,
        points_expired=row.points_expired,
        accrual_reversed=row.accrual_reversed,
        balance=_balance_of(row.outcome),
        is_hidden=bool(row.outcome.get("is_hidden")),
        tier=tier,
        tier_name=programme.tier_words(tier),
    )
