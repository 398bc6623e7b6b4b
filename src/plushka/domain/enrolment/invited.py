"""Who comes by an invitation has its inviter for a referrer (U23).

The one door for people who join one by one, whatever the surface: where it takes an invitation,
nobody else comes in.
"""

import datetime as dt
from dataclasses import replace

from plushka.domain.enrolment.joining import join
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.members.operations import NewMember
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.referrals import joining as referrals
from plushka.domain.referrals.joining import InvitationNeeded
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.refusal import BadField

__all__ = ["InvitationNeeded", "come_in"]


def come_in(
    new: NewMember,
    newcomer: Newcomer,
    *,
    actor: str,
    at: dt.datetime,
    programme: Compiled,
    is_let_in: bool = False,
) -> bool:
    """Write a newcomer who was read and proved; tell whether they came by an invitation.

    One that is named counts, else one that was sent to their phone; its inviter is the referrer,
    whoever else was named. ``is_let_in``: nobody has to invite them. Refuses
    ``InvitationNeeded``, a named one that is not good as ``BadField`` where anybody may join, and
    what ``join`` refuses.
    """
    terms = programme.document.inviting
    claimed = referrals.claim(
        token=newcomer.invitation,
        # Who named somebody at a till is theirs, though another wrote to their phone.
        phone=newcomer.phone if terms.joining == "invited" or not new.referrer_id else None,
        terms=terms,
        zone=get_place(current_tenant()).zone,
        at=at,
    )
    if claimed is None and not is_let_in:
        if terms.joining == "invited":
            raise InvitationNeeded
        if newcomer.invitation:
            raise BadField("invitation", "this invitation is not good, or not any more")
    if claimed is not None:
        new = replace(new, referrer_id=claimed.inviter_id)
    refused = join([new], actor=actor, at=at, programme=programme)
    if refused:
        raise refused[new.id]
    if claimed is not None:
        referrals.join(claimed=claimed, member_id=new.id, at=at)
    return claimed is not None
