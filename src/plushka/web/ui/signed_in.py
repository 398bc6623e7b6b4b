"""Sessions of a person that are over are forgotten, before another one begins."""

import datetime as dt

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from plushka.domain.tenants.models import Staff


def forget_ended(staff: Staff, *, at: dt.datetime) -> None:
    """Forget sessions that ran out or were left.

    At a till a session begins with every change of cashiers; kept for ever
    they would slow down each later sign-in, which looks at all of them.
    """
    known = UserSession.objects.filter(user=staff)
    keys = list(known.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys, expire_date__lte=at).delete()
    alive = Session.objects.filter(session_key__in=keys).values("session_key")
    known.exclude(session_key__in=alive).delete()
