"""A receipt without a member gets one afterwards: the card was at home (T42).

It earns what the tier gives, by the version that was kept with it, on what is
left of it; what rules and campaigns gave on top of a receipt at the till is not
given afterwards: it was priced, and budgets were counted, without them. The
member's tier and summary are those known now, as for every
receipt that reaches us late (T7). Nothing of what was paid changes. From then
on it is a sale of the member, and comes back like any other.

Claims are a way to steal: a cashier gathers receipts of people without a card.
So a claim is once a receipt, few a month, and kept with who sold and who claimed.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from plushka.domain.events import operations as events
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger.book import Book
from plushka.domain.ledger.terms import Cause, Entry, LotTerms
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.programmes import reasons
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.document import Claims
from plushka.domain.programmes.facts import Buyer
from plushka.domain.programmes.queries import compiled
from plushka.domain.repeats import operations as repeats
from plushka.domain.repeats import queries as kept_answers
from plushka.domain.sales import loading, writing
from plushka.domain.sales.asked import AskedClaim, AskedSale, Asker
from plushka.domain.sales.giving_back import SoldLine, what_remains
from plushka.domain.sales.loading import Named
from plushka.domain.sales.models import Claim, Sale, SaleLine, SaleReward
from plushka.domain.sales.recording import outlet_of
from plushka.domain.sales.refusals import (
    AlreadyClaimed,
    AlreadyReturned,
    ClaimDiffers,
    ClaimLimitReached,
    ClaimTooLate,
    KeyRevoked,
    MemberBlocked,
)
from plushka.domain.sales.returning import sold_lines
from plushka.domain.sales.sameness import CLAIM, print_of_claim
from plushka.domain.sales.standing import Standing
from plushka.domain.sales.taking_back import outcome_of
from plushka.domain.sales.telling import tell_stored
from plushka.domain.sales.told import ToldSale
from plushka.domain.tenants.queries import Place
from plushka.lib.days import local_day, start_of_day, term_end
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import run, write
from plushka.lib.ids import new_id


@dataclass(frozen=True, slots=True)
class _Claiming:
    """Everybody whose points a claim may touch, and what it is decided by."""

    place: Place
    sale: Sale
    asker: Asker
    programme: Compiled
    book: Book
    standing: Standing
    referrer: Standing | None
    moment: dt.datetime


@dataclass(frozen=True, slots=True)
class _Earned:
    """What the receipt gives: to its buyer, each line's part of it, and to who brought them."""

    buyer: Buyer
    points: int
    parts: list[int]
    explanation: list[dict[str, Any]]
    counted: int
    accrual: Entry | None
    terms: LotTerms | None
    reward: Entry | None


def claim_in(
    place: Place, asked: AskedClaim, asker: Asker, *, key: str | None, at: dt.datetime
) -> ToldSale:
    """Claim inside the tenant's transaction, which the caller has opened.

    Refuses ``MemberUnknown``, ``MemberBlocked``, ``ClaimDiffers``,
    ``AlreadyClaimed``, ``ClaimTooLate``, ``ClaimLimitReached`` and, where
    nothing is left of it, ``AlreadyReturned``.
    """
    print_ = print_of_claim(asked)
    kept = kept_answers.find(keys=[key]).get(key) if key else None
    if kept is not None:
        kept_answers.check(kept, operation=CLAIM, fingerprint=print_)
    named = _named(asked, asker, at=at)
    outlet = outlet_of(named, asked.outlet, asker_outlet=asker.outlet_id)
    sale = Sale.objects.filter(outlet_id=outlet, receipt=asked.receipt, total=asked.total).first()
    if sale is None:
        raise ClaimDiffers
    claiming = _open(place, sale, asked, asker, named, at=at)
    is_repeat = _is_repeat(claiming, print_)
    if not is_repeat:
        rules = named.rules.at(at).document.claims
        _check(claiming, rules)
        _write(claiming, _earn(claiming), print_)
    if key and kept is None:
        known = repeats.NewAnswer(key, CLAIM, print_, 201, {"sale": str(sale.id)})
        repeats.remember(answers=[known], at=at)
    lines = list(SaleLine.objects.filter(sale_id=sale.id).order_by("number"))
    told = tell_stored(Sale.objects.get(id=sale.id), lines, programme=claiming.programme)
    return msgspec.structs.replace(told, is_repeat=is_repeat)


def _named(asked: AskedClaim, asker: Asker, *, at: dt.datetime) -> Named:
    """Look up whom and what the claim names, as a sale's names are."""
    sale = AskedSale(outlet=asked.outlet, member=asked.member)
    named = loading.find_named(raw(), sales=[sale], askers=[asker], at=at)
    if asker.key_id is not None and asker.key_id not in named.good_keys:
        raise KeyRevoked
    if asked.member not in named.members:
        raise MemberUnknown
    return named


def _open(
    place: Place, sale: Sale, asked: AskedClaim, asker: Asker, named: Named, *, at: dt.datetime
) -> _Claiming:
    """Lock the accounts, then the sale, and read where the members stand."""
    member = named.members[asked.member]
    touched = {member} | loading.referrers_of([member], named, at=at)
    accounts = {named.accounts[one] for one in touched}
    book = ledger.open_book(accounts=accounts, moment=at)
    recent_from = loading.recent_from(named.rules, at=at)
    [rows] = run(raw(), [loading.standings_statement(place, touched, recent_from=recent_from)])
    standings = loading.standings(rows, recent_from=recent_from)
    if member not in standings:
        raise MemberUnknown
    locked = Sale.objects.select_for_update(of=("self",)).get(id=sale.id)
    programme = compiled(sale.version_id, zone=place.zone)
    brought_by = named.referrers.get(member)
    referrer = standings.get(brought_by) if brought_by else None
    if referrer is not None and referrer.is_blocked:
        referrer = None
    return _Claiming(place, locked, asker, programme, book, standings[member], referrer, moment=at)


def _is_repeat(claiming: _Claiming, print_: bytes) -> bool:
    """Tell whether this was claimed before; refuses where the receipt is somebody's."""
    sale = claiming.sale
    if sale.member_id is None:
        return False
    known = Claim.objects.filter(sale_id=sale.id).first()
    if known is None or bytes(known.fingerprint) != print_:
        raise AlreadyClaimed
    return True


def _check(claiming: _Claiming, rules: Claims) -> None:
    place, member, at = claiming.place, claiming.standing.member, claiming.moment
    if claiming.standing.is_blocked:
        raise MemberBlocked
    sold_on = local_day(claiming.sale.at, place.zone)
    if at >= term_end(sold_on, rules.days, place.zone):
        raise ClaimTooLate(days=rules.days)
    month = start_of_day(local_day(at, place.zone).replace(day=1), place.zone)
    # The member's account is locked, so nobody counts beside us.
    if Claim.objects.filter(member_id=member, at__gte=month).count() >= rules.a_month:
        raise ClaimLimitReached(most=rules.a_month)


def _earn(claiming: _Claiming) -> _Earned:
    """Decide what the receipt gives, and put it into the book and the standing."""
    sale, programme, standing = claiming.sale, claiming.programme, claiming.standing
    book, zone = claiming.book, claiming.place.zone
    sold = sold_lines(sale)
    if not any(line.left for line in sold):
        raise AlreadyReturned
    remaining, paid = what_remains(sold)
    buyer = standing.buyer(sale.at, zone)
    found = programme.earn(remaining, paid, buyer, shares=[0] * len(sold), sold=_sold(sold))
    points = sum(one.points for one in found)
    explanation = [one.facts for one in found]
    if points:
        currency = programme.document.money.currency
        explanation.append(reasons.claimed(points=points, currency=currency))
    counted = programme.counted_for_tier(remaining, paid)
    terms = accrual = None
    if points:
        terms = programme.lot_terms("PURCHASE", standing.tier, sale.at, book.moment)
        cause = _cause(claiming, "accrue", explanation)
        accrual = book.accrue(standing.account, points, terms, cause)
    reward = None
    if referrer := claiming.referrer:
        due = programme.referral_reward(remaining, paid, points, tier=referrer.tier)
        if due is not None and due.points:
            own = programme.lot_terms("REFERRAL", referrer.tier, sale.at, book.moment)
            cause = _cause(claiming, "referral", [due.facts])
            reward = book.accrue(referrer.account, due.points, own, cause)
    standing.bought(sale.at, counted=counted, zone=zone)
    standing.climb(programme.ladder, counted=counted, bought_at=sale.at, at=book.moment)
    parts = [sum(one.parts[place] for one in found) for place in range(len(sold))]
    return _Earned(buyer, points, parts, explanation, counted, accrual, terms, reward)


def _sold(lines: list[SoldLine]) -> list[int] | None:
    """Give what was paid, where a part of it came back; the rules ask only then (T11)."""
    return [line.paid for line in lines] if any(line.returned for line in lines) else None


def _write(claiming: _Claiming, earned: _Earned, print_: bytes) -> None:
    sale, standing, place = claiming.sale, claiming.standing, claiming.place
    is_moved = standing.tier != earned.buyer.tier
    data = {"sale": str(sale.id), "tier_changed": is_moved}
    told = [events.NewEvent("sale_claimed", sale.at, standing.member, data)]
    if claiming.referrer and earned.reward:
        rewarded = {"sale": str(sale.id), "entry": str(earned.reward.id)}
        member = claiming.referrer.member
        told.append(events.NewEvent("referral_rewarded", sale.at, member, rewarded))
    write(
        raw(),
        [
            *ledger.save_statements(claiming.book),
            writing.standings_statement(place, [standing]),
            events.statement(events=told),
        ],
    )
    Claim(
        tenant_id=place.id,
        id=new_id(),
        sale_id=sale.id,
        member_id=standing.member,
        at=claiming.moment,
        actor=claiming.asker.actor,
        fingerprint=print_,
    ).save(force_insert=True)
    if claiming.referrer and earned.reward:
        SaleReward(
            tenant_id=place.id,
            sale_id=sale.id,
            number=1,
            member_id=claiming.referrer.member,
            tier=claiming.referrer.tier,
            entry_id=earned.reward.id,
        ).save(force_insert=True)
    Sale.objects.filter(id=sale.id).update(
        member_id=standing.member,
        tier=earned.buyer.tier,
        days_since=earned.buyer.days_since,
        days_since_earlier_day=earned.buyer.days_since_earlier_day,
        accrued=earned.points,
        accrual_id=earned.accrual.id if earned.accrual else None,
        counted=earned.counted,
        outcome=_outcome(claiming, earned, is_moved=is_moved),
    )


def _outcome(claiming: _Claiming, earned: _Earned, *, is_moved: bool) -> dict[str, Any]:
    """Give the answer's rest; the lines stay as they were written, so their parts are here."""
    balance, terms = claiming.book.balance(claiming.standing.account), earned.terms
    return outcome_of(balance, claiming.standing.tier) | {
        "tier_changed": is_moved,
        "available_at": terms and terms.available_at.isoformat(),
        "expires_at": terms and terms.expires_at and terms.expires_at.isoformat(),
        "explanation": earned.explanation,
        "parts": earned.parts,
    }


def _cause(claiming: _Claiming, part: str, explanation: list[dict[str, Any]]) -> Cause:
    sale: UUID = claiming.sale.id
    key, version = f"sale:{sale}:{part}", claiming.programme.version
    actor, at = claiming.asker.actor, claiming.sale.at
    return Cause(key, "SALE", sale, version, actor, at, explanation)
