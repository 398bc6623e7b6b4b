"""A member is erased: the person goes, the points are forfeited, the sums stay (T29)."""

import dataclasses
import datetime as dt
from collections.abc import Collection
from uuid import UUID

from plushka.domain.access import forgetting as access
from plushka.domain.audit import operations as audit
from plushka.domain.certificates import uniting as certificates
from plushka.domain.confirmations import operations as confirmations
from plushka.domain.effects import operations as effects
from plushka.domain.events import operations as events
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.book import Book
from plushka.domain.ledger.terms import Cause, LotTerms
from plushka.domain.members import operations as members
from plushka.domain.members.models import Identifier, Member
from plushka.domain.members.queries import MemberUnknown, kept, merged_into
from plushka.domain.messaging import operations as messaging
from plushka.domain.programmes import queries as programmes
from plushka.domain.referrals import uniting as referrals
from plushka.domain.repeats import operations as repeats
from plushka.domain.rewards import operations as rewards
from plushka.domain.tasks import files
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.domain.vouchers import uniting as vouchers


def erase(*, member_id: UUID, actor: str, at: dt.datetime, is_one_of_many: bool = False) -> None:
    """Erase a member for good; the phone may register again, as a new member.

    What identifies the person goes, with messages, codes, answers kept for
    repeats, and the reasons that staff wrote. Open holds are released and
    every point is forfeited by an entry that says so; a debt is written off
    likewise. Files of exports and imports that name the person go too; who
    erases many at once (``is_one_of_many``) looks to the files themselves, as
    each has to be read. Refuses ``MemberUnknown``, also for one erased before.
    """
    member_id = kept(member_id)
    account = accounts.accounts_of(members=[member_id]).get(member_id)
    if account is None:
        raise MemberUnknown
    # Who was merged into them is the same person (T33).
    everybody = [member_id, *merged_into(member_id)]
    if not is_one_of_many:
        files.forget_naming(texts=_named_by(everybody))
    messaging.forget_phones(phones=_phones_of(everybody))
    # The account's lock comes first, as everywhere; a sale that waits for it finds nobody.
    book = ledger.open_book(accounts=[account], moment=at, with_lots=[account])
    for one in everybody:
        members.erase_person(member_id=one, at=at)
    version = programmes.rules(zone=get_place(current_tenant()).zone).at(at).version
    facts = [{"rule": "erasure"}]
    cause = Cause("erasure", "ERASURE", member_id, version, actor, at, facts)
    forfeit(book, account, cause=cause)
    ledger.save(book)
    for one in everybody:
        rewards.forget_member(member_id=one, actor=actor, at=at)
        effects.forget_member(member_id=one)
        referrals.forget_member(member_id=one, at=at)
        vouchers.forget_member(member_id=one, at=at)
        certificates.forget_member(member_id=one)
        confirmations.forget_member(member_id=one)
        messaging.forget_member(member_id=one)
        access.forget_member(member_id=one)
        repeats.forget_member(member_id=one)
        audit.scrub(subject_kind="member", subject_id=one, actor=actor, at=at)
    audit.write(
        actor=actor,
        action="member_erased",
        subject_kind="member",
        subject_id=member_id,
        at=at,
        before={},
        after={},
    )
    events.write(events=[events.NewEvent("member_erased", at, member_id)])


def _named_by(members_: Collection[UUID]) -> list[str]:
    """Give what a line about the person in a file has: phone, card, alias or e-mail."""
    found = Identifier.objects.filter(member_id__in=members_).values_list("value", flat=True)
    texts = [value.removeprefix("+") for value in found]
    return [*texts, *Member.objects.filter(id__in=members_).values_list("email", flat=True)]


def _phones_of(members_: Collection[UUID]) -> list[str]:
    found = Identifier.objects.filter(member_id__in=members_, kind=Identifier.Kind.PHONE)
    return list(found.values_list("value", flat=True))


def forfeit(book: Book, account: UUID, *, cause: Cause) -> None:
    """Bring an account to nothing: holds freed, points taken, a debt written off."""
    book.balance(account)  # settles what the dates have decided
    page = book.pages[account]
    for hold in [hold for hold in page.holds.values() if hold.state == "OPEN"]:
        book.release(hold.id)
    pending = [lot for lot in page.lots.values() if lot.free and not lot.is_open]
    for lot in sorted(pending, key=lambda lot: lot.place):
        book.reverse(account, lot.free, [lot.id], _part(cause, f"pending:{lot.id}"))
    balance = book.balance(account)
    if balance.spendable:
        book.adjust(account, -balance.spendable, None, _part(cause, "spendable"))
    if balance.debt:
        terms = LotTerms("MANUAL", book.moment, None)
        book.adjust(account, balance.debt, terms, _part(cause, "debt"))


def _part(cause: Cause, part: str) -> Cause:
    return dataclasses.replace(cause, key=f"{cause.key}:{part}")
