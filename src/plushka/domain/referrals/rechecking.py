"""An invitation that waited for the morning is looked at again before it leaves."""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.db.models import Q

from plushka.domain.messaging.saying import Worded
from plushka.domain.referrals.models import Invitation


def recheck(
    asked: Mapping[UUID, tuple[UUID | None, str]], *, at: dt.datetime
) -> dict[UUID, Worded | None]:
    """Leave out those that were withdrawn, used or ended meanwhile; the words stay as they are."""
    ids = [UUID(cause) for _, cause in asked.values()]
    over = ~Q(joined_at=None, withdrawn_at=None) | Q(ends_at__lte=at)
    rows = Invitation.objects.filter(over, id__in=ids)
    gone = {str(one) for one in rows.values_list("id", flat=True)}
    return {message: None for message, (_, cause) in asked.items() if cause in gone}
