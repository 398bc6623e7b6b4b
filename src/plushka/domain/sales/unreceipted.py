"""Goods come back without their receipt (T41).

Nobody knows which sale they are of. So what the member's tier gives for such a
sum alone is taken back, no points that paid are restored, and the tier's total
shrinks by what was given back. It needs somebody's approval, because nothing
proves that the goods were ever bought: who approves is the caller's actor, and
the reason is kept by the audit.
"""

import datetime as dt
from uuid import UUID

import msgspec

from plushka.domain.audit import operations as audit
from plushka.domain.events import operations as events
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.book import Book
from plushka.domain.ledger.terms import Cause
from plushka.domain.members.queries import identify
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes import reasons
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.facts import Buyer, Line
from plushka.domain.repeats import operations as repeats
from plushka.domain.sales import loading, writing
from plushka.domain.sales.asked import AskedUnreceipted, Asker
from plushka.domain.sales.lines import check_moment
from plushka.domain.sales.models import Return
from plushka.domain.sales.proving import is_hidden
from plushka.domain.sales.returning import kept, repeat_of
from plushka.domain.sales.sameness import print_of_unreceipted
from plushka.domain.sales.standing import Standing
from plushka.domain.sales.taking_back import outcome_of
from plushka.domain.sales.telling import tell_return
from plushka.domain.sales.told import ToldReturn
from plushka.domain.tenants.queries import Place, get_outlet
from plushka.lib.days import local_day, term_end
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import run, write
from plushka.lib.ids import new_id
from plushka.lib.money import show
from plushka.lib.refusal import BadField


def return_unreceipted_in(
    place: Place, asked: AskedUnreceipted, asker: Asker, *, key: str | None, at: dt.datetime
) -> ToldReturn:
    """Return inside the tenant's transaction, which the caller has opened.

    Refuses ``MemberUnknown``, ``OutletUnknown``, a sum of nothing and a
    missing reason.
    """
    moment = check_moment(asked.at, moment=at)
    if not asked.total:
        raise BadField("total", "say what the goods are worth")
    if not asked.reason.strip():
        raise BadField("reason", "say why it is approved")
    outlet = get_outlet(asked.outlet, allowed=asker.outlet_id).id
    member = identify(locator=asked.member, at=at)
    account = accounts.accounts_of(members=[member])[member]
    book = ledger.open_book(accounts=[account], moment=at, with_lots=[account])
    [rows] = run(raw(), [loading.standings_statement(place, [member], recent_from=None, at=at)])
    standing = loading.standings(rows, recent_from=None).get(member)
    if standing is None:
        raise loading.missing(member)
    programme = programmes.rules(zone=place.zone).at(moment)
    print_ = print_of_unreceipted(asked)
    if repeat := repeat_of(asked.receipt, outlet, print_, sent_at=asked.at, key=key, at=at):
        known = tell_return(repeat, programme=programme)
        return msgspec.structs.replace(known, is_repeat=True)
    row = _decide(place, asked, asker, standing, programme, moment=moment, at=at)
    row.outlet_id, row.fingerprint = outlet, print_
    _take_back(row, book, account, programme)
    hides = is_hidden(asked, standing, asker)
    row.outcome = outcome_of(book.balance(account), standing.tier, hides=hides)
    row.save(force_insert=True)
    event = events.NewEvent("returned_without_receipt", moment, member, {"return": str(row.id)})
    statements = [
        events.statement(events=[event]),
        *ledger.save_statements(book),
        writing.standings_statement(place, [standing]),
    ]
    if key:
        statements.append(repeats.remember_statement(answers=[kept(row, key)], at=at))
    write(raw(), statements)
    audit.write(
        actor=asker.actor,
        action="returned_without_receipt",
        subject_kind="member",
        subject_id=member,
        at=at,
        before={},
        after={"return": str(row.id), "total": show(asked.total)},
        reason=asked.reason,
    )
    return tell_return(row, programme=programme)


def _take_back(row: Return, book: Book, account: UUID, programme: Compiled) -> None:
    """Take what the goods earned, in points of now (T35)."""
    earned, value = row.accrual_reversed, programme.point_value
    row.accrual_reversed = points = book.counted(account, earned, value=value)
    if not points:
        return
    why = reasons.unreceipted(
        returned=row.money_back, points=earned, currency=programme.document.money.currency
    )
    told = [why, *book.why_counted(account, of=earned, became=points, value=value)]
    version, own = programme.version, f"return:{row.id}:reverse"
    cause = Cause(own, "UNRECEIPTED", row.id, version, row.actor, row.at, told)
    book.take_back(account, points, cause)


def _decide(
    place: Place,
    asked: AskedUnreceipted,
    asker: Asker,
    standing: Standing,
    programme: Compiled,
    *,
    moment: dt.datetime,
    at: dt.datetime,
) -> Return:
    """Say what comes back, and take it from the summary; a total is never below zero."""
    line = Line(1, asked.total, quantity=asked.total)
    earned = programme.earn([line], [asked.total], Buyer(standing.tier))
    counted = min(programme.counted_for_tier([line], [asked.total]), max(0, standing.paid_total))
    standing.paid_total -= counted
    if counted:
        standing.check_by(term_end(local_day(at, place.zone), 0, place.zone))
    standing.is_changed = True
    return Return(
        tenant_id=place.id,
        id=new_id(),
        sale_id=None,
        member_id=standing.member,
        receipt=asked.receipt,
        at=moment,
        received_at=at,
        actor=asker.actor,
        money_back=asked.total,
        points_back=0,
        points_expired=0,
        accrual_reversed=sum(one.points for one in earned),
        counted=counted,
    )
