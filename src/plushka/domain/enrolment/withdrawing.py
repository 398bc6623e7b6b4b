"""Joinings are taken back: members who came in by mistake, and did nothing since (T37)."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.enrolment.leaving import forfeit
from plushka.domain.events import operations as events
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.terms import Cause
from plushka.domain.members import operations as members
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.programmes import queries as programmes
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place


def withdraw_many(*, member_ids: Collection[UUID], actor: str, at: dt.datetime) -> None:
    """Erase members as ``leaving.erase`` does, many with a fixed number of statements.

    It is for those whom nothing touched since they joined: they have no codes,
    messages, devices, answers kept for repeats or reasons that staff wrote, so
    none are looked for. Refuses ``MemberUnknown``.
    """
    if not member_ids:
        return
    account_of = accounts.accounts_of(members=member_ids)
    if len(account_of) < len(set(member_ids)):
        raise MemberUnknown
    # The accounts' locks come first, as everywhere.
    book = ledger.open_book(
        accounts=account_of.values(), moment=at, with_lots=list(account_of.values())
    )
    members.erase_people(member_ids=member_ids, at=at)
    version = programmes.rules(zone=get_place(current_tenant()).zone).at(at).version
    for member_id, account in account_of.items():
        facts = [{"rule": "erasure"}]
        cause = Cause("erasure", "ERASURE", member_id, version, actor, at, facts)
        forfeit(book, account, cause=cause)
    ledger.save(book)
    audit.write_many(
        actor=actor, action="member_erased", subject_kind="member", subject_ids=account_of, at=at
    )
    events.write(
        events=[events.NewEvent("member_erased", at, member_id) for member_id in account_of]
    )
