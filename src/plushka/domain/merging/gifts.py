"""Gifts that one person has once: the merged one's goes back (T17, T33)."""

from collections.abc import Mapping
from uuid import UUID

from plushka.domain.effects.uniting import keys_of_entries
from plushka.domain.ledger.models import Account, Entry

TRIGGERS = ("registration", "birthday", "profile_filled", "subscription")
"""What happens to a person once, or once a year, whatever they buy."""

_KEYS = r"^(enrolment:|birthday:\d+$)"


def twice(*, kept: UUID, merged: UUID, accounts: Mapping[UUID, UUID]) -> list[UUID]:
    """Give the lots that the merged one was given, and the kept one too."""
    found = []
    had, second = _gifts(kept, accounts[kept]), _gifts(merged, accounts[merged])
    for key, entry in sorted(second.items()):
        if key in had:
            found.append(entry)
    return found


def _gifts(member: UUID, account: UUID) -> dict[str, UUID]:
    """Give the lots of gifts by what makes them one person's."""
    theirs = Account.objects.filter(merged_into_id=account).values_list("id", "member_id")
    family = {account: member} | dict(theirs)
    rows = Entry.objects.filter(account_id__in=family, kind="ACCRUAL", key__regex=_KEYS)
    found = dict(rows.values_list("key", "id"))
    for one in family.values():
        found |= keys_of_entries(member=one, triggers=TRIGGERS)
    return found
