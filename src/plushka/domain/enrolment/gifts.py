"""What a newcomer gets for coming by a recommendation (E16)."""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger.terms import Cause
from plushka.domain.programmes.compiled import Compiled


def give_newcomers(
    accounts: Mapping[UUID, UUID], *, programme: Compiled, actor: str, at: dt.datetime
) -> None:
    """Give each who was brought by somebody the gift; accounts by member.

    It is given once, because nobody joins twice; the key says so too.
    """
    points, facts = programme.newcomer_gift()
    if not points or not accounts:
        return
    book = ledger.open_book(accounts=accounts.values(), moment=at)
    terms = programme.newcomer_terms(at, at)
    for member, account in accounts.items():
        own = book.counted(account, points, value=programme.point_value)
        if not own:
            continue
        cause = Cause(
            "enrolment:referral", "ENROLMENT", member, programme.version, actor, at, [facts]
        )
        book.accrue(account, own, terms, cause)
    ledger.save(book)
