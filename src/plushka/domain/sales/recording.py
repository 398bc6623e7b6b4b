"""Record a list of sales: load, decide, write.

The list is one transaction. Each sale has its own answer or its own refusal;
what is refused has changed nothing, in the book as in the database.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec

from plushka.domain.confirmations.codes import Codes, codes_of
from plushka.domain.confirmations.queries import codes_of_members_statement
from plushka.domain.ledger import loading as accounts_in_memory
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger.book import Book
from plushka.domain.members.locator import Locator
from plushka.domain.repeats import operations as repeats
from plushka.domain.repeats import queries as kept_answers
from plushka.domain.sales import loading, writing
from plushka.domain.sales.deciding import Decided, decide
from plushka.domain.sales.entitled import right_of
from plushka.domain.sales.lines import check_moment
from plushka.domain.sales.loading import Named, Receipt, SaleCall
from plushka.domain.sales.offered import Offered, offered, situation_of, wanted
from plushka.domain.sales.proving import doubts
from plushka.domain.sales.queries import told_sales
from plushka.domain.sales.refusals import KeyRevoked, ReceiptDiffers
from plushka.domain.sales.sameness import SALE, Recorded, print_of_sale
from plushka.domain.sales.standing import Standing
from plushka.domain.sales.telling import outcome_of, tell_decided
from plushka.domain.sales.told import ToldSale
from plushka.domain.sales.watching import count_sales, counter_locks
from plushka.domain.tenants.queries import OutletUnknown, Place
from plushka.domain.vouchers import using as vouchers_used
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import ask, write
from plushka.lib.refusal import BadField, Refusal

type Answer = ToldSale | Refusal
"""What a till is told of one sale."""


@dataclass(slots=True)
class Known:
    """All that the list may look at, and what it adds while it is decided."""

    place: Place
    moment: dt.datetime
    named: Named
    book: Book
    standings: dict[UUID, Standing]
    receipts: dict[Receipt, Recorded]
    keys: dict[str, kept_answers.Kept]
    codes: Codes
    offered: Offered
    vouchers: vouchers_used.Vouchers
    decided: list[Decided] = field(default_factory=list)
    fingerprints: list[bytes] = field(default_factory=list)
    outcomes: list[dict[str, Any]] = field(default_factory=list)
    answers: list[repeats.NewAnswer] = field(default_factory=list)
    told: dict[UUID, ToldSale] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Repeat:
    """A sale that was recorded before; its answer is still to be read."""

    sale: UUID


def record_in(
    calls: Sequence[SaleCall], *, at: dt.datetime, locks_budgets: bool = False
) -> list[Answer]:
    """Record a list inside the tenant's transaction, which the caller has opened.

    Budgets of campaigns are read without a lock, and the list fails where another one
    used up what was left of one; ``locks_budgets`` waits for it instead.
    """
    known = _load(calls, at=at, locks_budgets=locks_budgets)
    found: list[ToldSale | Refusal | _Repeat] = []
    for call in calls:
        try:
            found.append(_record_one(known, call))
        except Refusal as refusal:
            found.append(refusal)
    _write(known)
    stored = {one.sale for one in found if isinstance(one, _Repeat)} - known.told.keys()
    told = known.told | told_sales(known.place, stored)
    return [_answer(one, told) for one in found]


def _load(calls: Sequence[SaleCall], *, at: dt.datetime, locks_budgets: bool) -> Known:
    connection = raw()
    named = loading.find_named(
        connection,
        sales=[call.sale for call in calls],
        askers=[call.asker for call in calls],
        at=at,
    )
    place = named.place
    buyers = set(named.members.values())
    touched = buyers | loading.referrers_of(buyers, named, at=at)
    accounts = {named.accounts[member] for member in touched}
    lock, reading = accounts_in_memory.statements(
        accounts=accounts, moment=at, with_lots=loading.spending_of(calls, named, at=at)
    )
    recent_from = loading.recent_from(named.rules, at=at)
    asked = wanted([call.sale for call in calls], named, at=at)
    has_codes = any(call.sale.confirmation for call in calls)
    vouchers = vouchers_used.digests_of(call.sale.voucher for call in calls)
    keys = [call.key for call in calls if call.key]
    pages, receipts, standings, *more = ask(
        connection,
        [
            reading,
            loading.receipts_statement(place, loading.receipts_of(calls, named)),
            loading.standings_statement(place, touched, recent_from=recent_from, at=at),
            # Most lists name none of them; what is not asked costs nothing.
            *([vouchers_used.find_statement(vouchers)] if vouchers else []),
            *([codes_of_members_statement(member_ids=buyers)] if has_codes else []),
            *([kept_answers.find_statement(keys=keys)] if keys else []),
            *asked.statements(),
            *(capped := loading.capped(touched, named, at=at)),
        ],
        after=[
            lock,
            *([vouchers_used.lock_statement(vouchers)] if vouchers else []),
            *(counter_locks(calls, named, asked, at=at) if locks_budgets else []),
        ],
    )
    rights = more.pop(0) if vouchers else []
    codes = more.pop(0) if has_codes else []
    answers = more.pop(0) if keys else []
    got = [more.pop()] if capped else []
    found = loading.standings(standings, recent_from=recent_from)
    loading.note_capped(got, found, named, at=at)
    return Known(
        place=place,
        moment=at,
        named=named,
        book=accounts_in_memory.looked_at(pages, moment=at, wanted=len(accounts)),
        standings=found,
        receipts=loading.known_receipts(receipts),
        keys=kept_answers.found(answers),
        codes=codes_of(codes),
        offered=offered(asked, more),
        vouchers=vouchers_used.vouchers_of(rights),
    )


def _record_one(known: Known, call: SaleCall) -> ToldSale | _Repeat:
    sale, asker, place = call.sale, call.asker, known.place
    if asker.key_id is not None and asker.key_id not in known.named.good_keys:
        raise KeyRevoked
    outlet = outlet_of(known.named, sale.outlet, asker_outlet=asker.outlet_id)
    if not sale.receipt:
        raise BadField("receipt", "this is needed")
    print_ = print_of_sale(sale)
    if repeat := _repeat(known, call, (outlet, sale.receipt), print_):
        return repeat
    moment = check_moment(sale.at, moment=known.moment)
    standing = standing_of(known.named, known.standings, sale.member)
    programme = known.named.rules.at(moment)
    decided = decide(
        sale,
        asker=asker,
        outlet=outlet,
        at=moment,
        programme=programme,
        standing=standing,
        referrer=_referrer_of(known, standing),
        situation=situation_of(sale, standing, known.offered, known.named, at=moment),
        book=known.book,
        zone=place.zone,
        confirm=lambda whom, points: known.codes.confirm(
            whom=whom, outlet_id=outlet, code=sale.confirmation, at=known.moment, amount=points
        ),
        right=right_of(known.vouchers, sale, standing, at=known.moment),
    )
    outcome = outcome_of(decided, known.book)
    told = tell_decided(decided, outcome, programme=programme)
    return _remember(known, call, decided, outcome=outcome, fingerprint=print_, told=told)


def outlet_of(named: Named, code: str, *, asker_outlet: UUID | None) -> UUID:
    """Give the outlet of a code; refuses one unknown, or not the caller's."""
    outlet = named.outlets.get(code)
    if outlet is None or asker_outlet not in {None, outlet}:
        raise OutletUnknown(code)
    return outlet


def standing_of(
    named: Named, standings: dict[UUID, Standing], member: Locator | None
) -> Standing | None:
    """Give where the named member stands; None for a sale without a member."""
    if member is None:
        return None
    found = named.members.get(member)
    standing = standings.get(found) if found else None
    if standing is None:
        raise loading.missing(found, member)
    return standing


def _referrer_of(known: Known, standing: Standing | None) -> Standing | None:
    """Give where the one who brought the buyer stands; an erased or blocked one gets nothing."""
    brought_by = standing and known.named.referrers.get(standing.member)
    referrer = brought_by and known.standings.get(brought_by)
    return referrer if referrer and not referrer.is_blocked else None


def _repeat(known: Known, call: SaleCall, receipt: Receipt, print_: bytes) -> _Repeat | None:
    kept = known.keys.get(call.key) if call.key else None
    if kept is not None:
        kept_answers.check(kept, operation=SALE, fingerprint=print_)
    recorded = known.receipts.get(receipt)
    if recorded is None:
        return None
    if not recorded.is_same(print_, call.sale.at):
        raise ReceiptDiffers(receipt[1])
    if kept is None:
        _remember_key(known, call, recorded)
    return _Repeat(recorded.id)


def _remember_key(known: Known, call: SaleCall, recorded: Recorded) -> None:
    """Keep the key of a request, also of one that was a repeat by its receipt."""
    if call.key is None:
        return
    answer = {"sale": str(recorded.id)}
    known.answers.append(repeats.NewAnswer(call.key, SALE, recorded.print, 201, answer))
    known.keys[call.key] = kept_answers.Kept(call.key, SALE, recorded.print, 201, answer)


def _remember(
    known: Known,
    call: SaleCall,
    decided: Decided,
    *,
    outcome: dict[str, Any],
    fingerprint: bytes,
    told: ToldSale,
) -> ToldSale:
    known.decided.append(decided)
    if decided.priced.voucher is not None:
        known.vouchers.use(decided.priced.voucher, sale=decided.id)
    known.outcomes.append(outcome)
    known.fingerprints.append(fingerprint)
    known.told[decided.id] = told
    recorded = Recorded(decided.id, fingerprint, decided.at, known.moment)
    known.receipts[decided.outlet, call.sale.receipt or ""] = recorded
    _remember_key(known, call, recorded)
    return told


def _write(known: Known) -> None:
    count_sales(known.decided, at=known.moment)
    statements = list(known.codes.statements(at=known.moment))
    statements += known.vouchers.statements(at=known.moment)
    if known.decided:
        statements += [
            *ledger.save_statements(known.book),
            *writing.sales_statements(
                known.place,
                known.decided,
                fingerprints=known.fingerprints,
                outcomes=known.outcomes,
                moment=known.moment,
            ),
            writing.standings_statement(known.place, known.standings.values()),
            *writing.rewards_statements(known.place, known.decided),
            *doubts(known.decided, at=known.moment),
            writing.events_statement(known.decided),
        ]
    if known.answers:
        statements.append(repeats.remember_statement(answers=known.answers, at=known.moment))
    # Counters last: every sale of a company queues there while they are locked. PostgreSQL keeps
    # this order without promising it; else two lists might wait, and one be decided again.
    statements += known.offered.taking()
    write(raw(), statements)


def _answer(one: ToldSale | Refusal | _Repeat, told: dict[UUID, ToldSale]) -> Answer:
    if not isinstance(one, _Repeat):
        return one
    return msgspec.structs.replace(told[one.sale], is_repeat=True)
