"""A receipt without a member gets one afterwards: the card was at home (T42).

It earns on what is left of it what it would have earned: by the version that was
kept with it, and the rules and campaigns that were in force when it was sold.
What would have lowered its price is not given, because nothing of what was paid
changes. Budgets are counted now, by the day of the purchase.

The member's tier and summary are those known now: with the claim the receipt
reaches us as theirs, and such are judged in the order in which they reach us
(T7). So a receipt that is claimed after another one led to a tier is the next
receipt of T15, whenever it was bought. From then on it is a sale of the member,
and comes back like any other.

Claims are a way to steal: a cashier gathers receipts of people without a card.
So a claim is once a receipt, few a month, and kept with who sold and who claimed.
"""

import datetime as dt
from uuid import UUID

import msgspec

from plushka.domain.ledger import operations as ledger
from plushka.domain.limits import operations as limits
from plushka.domain.limits.kinds import Kind
from plushka.domain.limits.operations import Use
from plushka.domain.members.doubting import Met, met_statements
from plushka.domain.members.queries import of_one, unknown
from plushka.domain.programmes.document import Claims
from plushka.domain.programmes.queries import compiled
from plushka.domain.repeats import operations as repeats
from plushka.domain.repeats import queries as kept_answers
from plushka.domain.sales import loading
from plushka.domain.sales.asked import AskedClaim, AskedSale, Asker
from plushka.domain.sales.claim_earning import Claiming, earn, offered_then
from plushka.domain.sales.claim_writing import write_claim
from plushka.domain.sales.loading import Named
from plushka.domain.sales.models import Claim, Sale, SaleLine
from plushka.domain.sales.proving import is_hidden, is_proving
from plushka.domain.sales.recording import outlet_of
from plushka.domain.sales.refusals import (
    AlreadyClaimed,
    ClaimDiffers,
    ClaimLimitReached,
    ClaimTooLate,
    KeyRevoked,
    MemberBlocked,
)
from plushka.domain.sales.sameness import CLAIM, print_of_claim
from plushka.domain.sales.telling import tell_stored
from plushka.domain.sales.told import ToldSale
from plushka.domain.tenants.queries import Place
from plushka.lib.days import local_day, start_of_day, term_end
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, run


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
        limits.count(kind=Kind.CLAIMS, actor=asker.actor, at=at)
        write_claim(claiming, earn(claiming), print_)
        if claiming.standing.is_silent:
            met = [Met(claiming.standing.member, is_proving(asked))]
            run(raw(), met_statements(met=met, at=at))
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
        raise unknown(asked.member)
    return named


def _open(
    place: Place, sale: Sale, asked: AskedClaim, asker: Asker, named: Named, *, at: dt.datetime
) -> Claiming:
    """Lock the accounts, then the sale, and read where the members stand."""
    member = named.members[asked.member]
    touched = {member} | loading.referrers_of([member], named, at=at)
    accounts = {named.accounts[one] for one in touched}
    with_lots = [named.accounts[one] for one in loading.gifts_may_wait([member], named)]
    book = ledger.open_book(accounts=accounts, moment=at, with_lots=with_lots)
    recent_from = loading.recent_from(named.rules, at=at)
    capped = loading.capped(touched, named, at=at)
    rows, *got = run(raw(), [_standings(place, touched, recent_from, at=at), *capped])
    standings = loading.standings(rows, recent_from=recent_from)
    loading.note_capped(got, standings, named, at=at)
    if member not in standings:
        raise loading.missing(member)
    locked = Sale.objects.select_for_update(of=("self",)).get(id=sale.id)
    if (staff := limits.staff_of(asker.actor)) is not None:
        # Counters of staff before those of campaigns, as everywhere.
        run(raw(), [limits.lock_statement(uses=[Use(Kind.CLAIMS)], staff_id=staff, at=at)])
    programme = compiled(sale.version_id, zone=place.zone)
    brought_by = named.referrers.get(member)
    referrer = standings.get(brought_by) if brought_by else None
    if referrer is not None and referrer.is_blocked:
        referrer = None
    situation, campaigns = offered_then(locked, asked.outlet, standings[member], programme, named)
    return Claiming(
        place,
        locked,
        asker,
        programme,
        book,
        standings[member],
        referrer,
        moment=at,
        situation=situation,
        campaigns=campaigns,
        hides=is_hidden(asked, standings[member], asker),
    )


def _standings(
    place: Place, members: set[UUID], recent_from: dt.datetime | None, *, at: dt.datetime
) -> Statement:
    return loading.standings_statement(place, members, recent_from=recent_from, at=at)


def _is_repeat(claiming: Claiming, print_: bytes) -> bool:
    """Tell whether this was claimed before; refuses where the receipt is somebody's."""
    sale = claiming.sale
    if sale.member_id is None:
        return False
    known = Claim.objects.filter(sale_id=sale.id).first()
    if known is None or bytes(known.fingerprint) != print_:
        raise AlreadyClaimed
    return True


def _check(claiming: Claiming, rules: Claims) -> None:
    place, member, at = claiming.place, claiming.standing.member, claiming.moment
    if claiming.standing.is_blocked:
        raise MemberBlocked
    sold_on = local_day(claiming.sale.at, place.zone)
    if at >= term_end(sold_on, rules.days, place.zone):
        raise ClaimTooLate(days=rules.days)
    month = start_of_day(local_day(at, place.zone).replace(day=1), place.zone)
    # The member's account is locked, so nobody counts beside us.
    if Claim.objects.filter(of_one(member), at__gte=month).count() >= rules.a_month:
        raise ClaimLimitReached(most=rules.a_month)
