"""Where a person is signed in."""

import datetime as dt
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import Http404

from plushka.domain.tenants.models import Staff
from plushka.web.ui.browsers import browser_name


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A browser a person is signed in with."""

    id: int
    browser: str
    address: str
    since: dt.datetime
    is_this: bool


def find(staff: Staff, *, current: str | None, at: dt.datetime) -> list[SignedIn]:
    """Sessions of a person that still open something, this one first, then the latest."""
    known = {one.session_key: one for one in UserSession.objects.filter(user=staff)}
    alive = Session.objects.filter(session_key__in=known, expire_date__gt=at)
    proof = staff.get_session_auth_hash()
    found = [
        _told(known[session.session_key], current)
        for session in alive
        # A session from before the password was changed opens nothing.
        if session.get_decoded().get(HASH_SESSION_KEY) == proof
    ]
    return sorted(found, key=lambda one: (not one.is_this, -one.since.timestamp(), one.id))


def _told(session: UserSession, current: str | None) -> SignedIn:
    return SignedIn(
        id=session.id,
        browser=browser_name(session.user_agent),
        address=session.ip,
        since=session.created_at,
        is_this=session.session_key == current,
    )


def end(staff: Staff, *, session: int, current: str | None) -> None:
    """Sign a person out in one place. 404 for the session of another, and for this one."""
    found = UserSession.objects.filter(user=staff, id=session).exclude(session_key=current).first()
    if found is None:
        raise Http404
    found.end()


def end_others(staff: Staff, *, current: str | None) -> None:
    """Sign a person out everywhere but here."""
    others = UserSession.objects.filter(user=staff).exclude(session_key=current)
    Session.objects.filter(session_key__in=others.values("session_key")).delete()
    others.delete()
