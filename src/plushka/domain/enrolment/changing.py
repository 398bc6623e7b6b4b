"""What is known of a member changes, and what rules promise for telling it (R14, R15)."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from plushka.domain.effects import operations as effects
from plushka.domain.enrolment.moments import filled, profile_of, subscriptions_of
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.members import operations as members
from plushka.domain.members.operations import Changes, NewConsent
from plushka.domain.members.queries import MemberUnknown, Profile, get_profile, kept


def change(
    *,
    member_id: UUID,
    changes: Changes,
    actor: str,
    at: dt.datetime,
    reason: str = "",
    consents: Sequence[NewConsent] = (),
    stamp: str | None = None,
) -> None:
    """Change a member, keep what they agree to, and apply what is promised for either.

    A profile counts as filled in when something is told that was not known
    before. Refuses as ``members.change`` and ``members.consent`` do.
    """
    member_id = kept(member_id)
    account = accounts.accounts_of(members=[member_id]).get(member_id)
    if account is None:
        raise MemberUnknown
    # The account's lock comes before the member's, as everywhere.
    ledger.open_book(accounts=[account], moment=at)
    before = _filled(get_profile(member_id=member_id))
    members.change(
        member_id=member_id, changes=changes, actor=actor, at=at, reason=reason, stamp=stamp
    )
    agreed = members.consent(member_id=member_id, consents=consents, actor=actor, at=at)
    after = _filled(get_profile(member_id=member_id))
    told = [profile_of(member_id, after, at=at)] if set(after) - set(before) else []
    told += subscriptions_of(member_id, agreed, at=at)
    effects.happen(told, at=at, actor=actor)


def _filled(profile: Profile) -> tuple[str, ...]:
    known = {
        "name": profile.name,
        "surname": profile.surname,
        "patronymic": profile.patronymic,
        "sex": profile.sex,
        "email": profile.email,
        "birth_date": profile.birth_date,
        "phone": profile.phone,
        "alias": profile.alias,
    }
    return filled(known, profile.attributes)
