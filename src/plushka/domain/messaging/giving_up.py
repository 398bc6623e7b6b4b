"""Mailboxes of nobody are written to no more."""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from plushka.domain.members.queries import find_profiles
from plushka.domain.messaging import blocking
from plushka.domain.messaging.models import Block, Message


def give_up(gone: Mapping[UUID, str], *, at: dt.datetime) -> None:
    """Block the mailboxes that messages came back from, where they are still their members'.

    A report that names another mailbox than the member's blocks nothing: who has two letters of
    ours could else end those of a third.
    """
    if not gone:
        return
    told = dict(Message.objects.filter(id__in=list(gone)).values_list("id", "member_id"))
    people = find_profiles(member_ids=[one for one in told.values() if one])
    for message_id, address in gone.items():
        member_id = told.get(message_id)
        profile = people.get(member_id) if member_id else None
        if profile is not None and profile.email.casefold() == address.casefold():
            blocking.block(
                way="EMAIL",
                value=profile.email,
                reason=Block.Reason.GONE,
                is_advertising_only=False,
                at=at,
            )
