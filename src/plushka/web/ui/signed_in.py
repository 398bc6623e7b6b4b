"""Sessions of staff that are over are forgotten: by a job, and before another one begins."""

import datetime as dt

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef

from plushka.domain.tenants.context import current_tenant
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


def forget_all_ended(*, at: dt.datetime) -> int:
    """Forget what ran out: everybody's sessions, and this tenant's staff's list of them.

    A session belongs to no tenant until it is read, so whoever comes first deletes them all.
    Gives how many rows went.
    """
    n_sessions: int = Session.objects.filter(expire_date__lte=at).delete()[0]
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    known = UserSession.objects.filter(user__tenant_id=current_tenant())
    n_known: int = known.filter(~Exists(alive)).delete()[0]
    return n_sessions + n_known
