"""What a list tells of members: the person, their tags, and their points as of now."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.ledger import queries as ledger
from plushka.domain.ledger.terms import NOTHING, Balance
from plushka.domain.members.models import MemberTag
from plushka.domain.members.queries import Profile, find_profiles


@dataclass(frozen=True, slots=True)
class Row:
    """One member of a list."""

    profile: Profile
    tags: tuple[str, ...]
    balance: Balance


def find_rows(ids: Sequence[UUID], *, at: dt.datetime) -> list[Row]:
    """Tell of members, in the order they are named; four statements, however many."""
    if not ids:
        return []
    profiles = find_profiles(member_ids=ids)
    tags: defaultdict[UUID, list[str]] = defaultdict(list)
    found = MemberTag.objects.filter(member_id__in=ids).order_by("tag")
    for member_id, tag in found.values_list("member_id", "tag"):
        tags[member_id].append(tag)
    accounts = ledger.accounts_of(members=ids)
    book = ledger.look(accounts=accounts.values(), at=at) if accounts else None
    return [
        Row(
            profile=profiles[member_id],
            tags=tuple(tags[member_id]),
            balance=book.balance(accounts[member_id])
            if book is not None and member_id in accounts
            else NOTHING,
        )
        for member_id in ids
        if member_id in profiles
    ]
