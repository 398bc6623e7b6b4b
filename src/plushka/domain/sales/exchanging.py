"""Goods for other goods: a return and a new sale, both or neither (T41).

One transaction, so nobody sees the member between the two: a tier that the
first purchase brought is looked at when the second stands already. The
accounts of both halves are locked in one statement, then vouchers and codes, then the
sale that comes back, then what is counted of staff, as everywhere: the budgets
that the return gives back to come after all of these.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction

from plushka.domain.confirmations.codes import codes_of
from plushka.domain.confirmations.queries import codes_of_members_statement
from plushka.domain.ledger import loading as accounts_in_memory
from plushka.domain.ledger import queries as ledger_queries
from plushka.domain.limits import operations as limits
from plushka.domain.limits.kinds import Kind
from plushka.domain.limits.operations import Use
from plushka.domain.repeats import operations as repeats
from plushka.domain.repeats import queries as kept_answers
from plushka.domain.sales import loading
from plushka.domain.sales.asked import AskedExchange, AskedSale, Asker
from plushka.domain.sales.loading import Named, SaleCall
from plushka.domain.sales.models import Sale, SaleReward
from plushka.domain.sales.recording import outlet_of, record_in
from plushka.domain.sales.returning import return_in
from plushka.domain.sales.sameness import EXCHANGE, print_of_exchange
from plushka.domain.sales.told import ToldExchange, ToldSale
from plushka.domain.tenants.queries import Place
from plushka.domain.vouchers import using as vouchers_used
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, run
from plushka.lib.refusal import BadField, Refusal


def exchange_in(
    place: Place,
    sale_id: UUID,
    asked: AskedExchange,
    asker: Asker,
    *,
    key: str | None,
    at: dt.datetime,
) -> ToldExchange:
    """Exchange inside the tenant's transaction, which the caller has opened.

    A half that is recorded already is answered as it was, and the other one
    joins it. Where a half is refused neither is recorded; a wrong code counts
    as a try all the same.
    """
    print_ = print_of_exchange(sale_id, asked)
    kept = kept_answers.find(keys=[key]).get(key) if key else None
    if kept is not None:
        kept_answers.check(kept, operation=EXCHANGE, fingerprint=print_)
    named = loading.find_named(raw(), sales=[asked.sale], askers=[asker], at=at)
    _lock(sale_id, asked.sale, asker, named, at=at)
    try:
        with transaction.atomic():
            with _within("return"):
                returned = return_in(place, sale_id, asked.return_, asker, key=None, at=at)
            with _within("sale"):
                sold = _sell(asked.sale, asker, at=at)
    except Refusal as refusal:
        if refusal.is_remembered:
            _count_try(asked.sale, asker, named, at=at)
        raise
    if key and kept is None:
        answer = {"return": str(returned.id), "sale": str(sold.id)}
        known = repeats.NewAnswer(key, EXCHANGE, print_, 201, answer)
        repeats.remember(answers=[known], at=at)
    return ToldExchange(return_=returned, sale=sold)


def _sell(sale: AskedSale, asker: Asker, *, at: dt.datetime) -> ToldSale:
    [answer] = record_in([SaleCall(sale, asker)], at=at)
    if isinstance(answer, Refusal):
        raise answer
    return answer


@contextmanager
def _within(half: str) -> Iterator[None]:
    """Say in which half of the exchange a field is that cannot be accepted."""
    try:
        yield
    except BadField as wrong:
        path, message = wrong.path, str(wrong).removeprefix(f"{wrong.path}: ")
        raise BadField(f"{half}.{path}", message) from wrong


def _lock(sale_id: UUID, sale: AskedSale, asker: Asker, named: Named, *, at: dt.datetime) -> None:
    """Lock what either half may touch: accounts, vouchers and codes, the sale, counters."""
    buyers = set(named.members.values())
    touched = buyers | loading.referrers_of(buyers, named, at=at)
    sold, used = _members_and_voucher_of(sale_id)
    accounts = {named.accounts[member] for member in touched} | _accounts_of(sold)
    if accounts:
        run(raw(), accounts_in_memory.statements(accounts=accounts, moment=at)[:1])
    digests = vouchers_used.digests_of([sale.voucher])
    if digests or used:
        run(raw(), [vouchers_used.lock_statement(digests, used)])
    if sale.confirmation and buyers:
        run(raw(), [codes_of_members_statement(member_ids=buyers)])
    if (staff := limits.staff_of(asker.actor)) is not None:
        Sale.objects.select_for_update(of=("self",)).filter(id=sale_id).first()
        run(raw(), _counters(staff, sale, buyers, at=at))


def _counters(
    staff: UUID, sale: AskedSale, buyers: Iterable[UUID], *, at: dt.datetime
) -> list[Statement]:
    """Give what locks the day's counters of who makes both halves."""
    uses = [Use(Kind.RETURNS), *(Use(Kind.MEMBER_SALES, subject=buyer) for buyer in buyers)]
    if sale.redeem:
        uses.append(Use(Kind.REDEMPTIONS))
    return [limits.lock_statement(uses=uses, staff_id=staff, at=at)]


def _members_and_voucher_of(sale_id: UUID) -> tuple[set[UUID], list[UUID]]:
    """Give whom a sale gave points to or took them from, and the voucher that it has used."""
    found = Sale.objects.filter(id=sale_id).values_list("member_id", "outcome__voucher__id")
    member, used = found.first() or (None, None)
    members = set(SaleReward.objects.filter(sale_id=sale_id).values_list("member_id", flat=True))
    members |= set() if member is None else {member}
    return members, [] if used is None else [UUID(used)]


def _accounts_of(members: set[UUID]) -> set[UUID]:
    return set(ledger_queries.accounts_of(members=members).values())


def _count_try(sale: AskedSale, asker: Asker, named: Named, *, at: dt.datetime) -> None:
    """Count a wrong code once more: the first count was taken back with the sale (T26)."""
    members = list(named.members.values())
    [rows] = run(raw(), [codes_of_members_statement(member_ids=members)])
    codes = codes_of(rows)
    outlet = outlet_of(named, sale.outlet, asker_outlet=asker.outlet_id)
    try:
        # No code is empty, so this is always a wrong one.
        codes.confirm(whom=members[0], outlet_id=outlet, code="", at=at)
    except Refusal:
        run(raw(), codes.statements(at=at))
