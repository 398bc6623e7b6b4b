"""A cashier lets a member have their alias: it goes to the phone, and no till shows it."""

import datetime as dt
from uuid import UUID

from plushka.domain.access.counting import HOUR, TooManyTries
from plushka.domain.members import sharing
from plushka.domain.members.queries import get_profile
from plushka.domain.messaging.models import Message
from plushka.domain.messaging.saying import Saying, say

SENT_AN_HOUR = 3
AGAIN = dt.timedelta(minutes=1)
"""Who presses again so soon meant it once."""


def send_alias(*, member_id: UUID, actor: str, at: dt.datetime) -> str:
    """Send a member the word that all companies know; give the masked phone it went to.

    The member asked for it at the till, which is what their wish is kept as (B8). Refuses
    ``MemberUnknown``, ``NoPhone`` and ``TooManyTries``.
    """
    word = sharing.share(member_id=member_id, way="TILL", actor=actor, at=at)
    member = get_profile(member_id=member_id)
    sent = Message.objects.filter(
        member_id=member.id, kind="alias", created_at__gt=at - HOUR
    ).order_by("-created_at")
    moments = list(sent.values_list("created_at", flat=True)[:SENT_AN_HOUR])
    if len(moments) == SENT_AN_HOUR:
        wait = moments[-1] + HOUR - at
        raise TooManyTries(retry_after=max(1, int(wait.total_seconds())))
    if not moments or moments[0] <= at - AGAIN:
        saying = Saying("alias", {"alias": word.upper()}, member_id=member.id)
        say(sayings=[saying], at=at)
    return member.masked_phone or ""
