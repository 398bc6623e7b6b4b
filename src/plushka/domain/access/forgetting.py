"""Nothing of how a member came in is left when they are erased (T29)."""

import datetime as dt
from uuid import UUID

from plushka.domain.access import chats, counting
from plushka.domain.access.models import Dispute, Recovery, Session, SignInLink

KEPT = dt.timedelta(days=400)
"""How long a device that signed out is known again."""


def forget_member(*, member_id: UUID) -> None:
    """Delete a member's devices, links, disputes and calls for help."""
    for model in (Session, SignInLink, Dispute, Recovery):
        model.objects.filter(member_id=member_id).delete()


def sign_out_everywhere(*, member_id: UUID) -> None:
    """Let a member's devices and links in no more: the member is another by now (T33)."""
    for model in (Session, SignInLink):
        model.objects.filter(member_id=member_id).delete()


def forget_old(*, at: dt.datetime) -> int:
    """Delete tries, links and devices of the tenant in context that are of no use; how many."""
    links = SignInLink.objects.filter(expires_at__lt=at - counting.KEPT)
    devices = Session.objects.filter(seen_at__lt=at - KEPT)
    n_chats = chats.forget_old(at=at)
    return n_chats + counting.forget_old(at=at) + int(links.delete()[0]) + int(devices.delete()[0])
