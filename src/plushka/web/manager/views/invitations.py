"""Invitations of members: what became of them, and who brings most (U23 to U25)."""

import datetime as dt
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plushka.domain.audit import operations as audit
from plushka.domain.members.queries import Profile, find_profiles
from plushka.domain.programmes.queries import rules
from plushka.domain.referrals import inviting, queries
from plushka.domain.referrals.refusals import InvitationUnknown
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.members.listed import uuid_of
from plushka.web.ui.clock import now

PAGE = 50
BEST = 10
"""Who invites most, so many of them."""

DAYS = 90
"""The figures are of so many days."""

STATES: dict[str, str | Promise] = {
    "MADE": _("not opened yet"),
    "SENT": _("sent"),
    "OPENED": _("opened, not joined yet"),
    "JOINED": _("brought a friend"),
    "ENDED": _("its time is over"),
    "WITHDRAWN": _("taken back"),
}
WAYS: dict[str, str | Promise] = {"LINK": _("link"), "SMS": _("SMS")}
OPEN = frozenset({"MADE", "SENT", "OPENED"})


@never_cache
@require_safe
@in_cabinet(Right.SEE_MEMBERS)
def invitations(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List invitations, newest first, by state, way and member."""
    return _page(request, cabinet)


@never_cache
@require_POST
@in_cabinet(Right.CHANGE_MEMBERS)
def withdraw(request: HttpRequest, cabinet: Cabinet, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back for its member; it is recorded. Pressed twice, once."""
    try:
        inviting.withdraw(invitation_id=invitation_id, at=now())
    except InvitationUnknown:
        raise Http404 from None
    except Refusal:
        return _page(request, cabinet, is_refused=True)
    audit.write(
        actor=cabinet.actor,
        action="member_invitation_withdrawn",
        subject_kind="invitation",
        subject_id=invitation_id,
        at=now(),
        before={},
        after={},
    )
    return redirect("manager-invitations")


def _page(request: HttpRequest, cabinet: Cabinet, *, is_refused: bool = False) -> HttpResponse:
    at = now()
    state, way = _one_of(STATES, request, "state"), _one_of(WAYS, request, "way")
    member, after = (uuid_of(request.GET.get(name, "")) for name in ("member", "after"))
    found = queries.find_invitations(
        at=at, limit=PAGE + 1, member=member, state=state, way=way, after=after
    )
    shown, since = found[:PAGE], at - dt.timedelta(days=DAYS)
    best = [one for one in queries.find_inviters(since=since, limit=BEST) if one.joined]
    people = find_profiles(
        member_ids=list(
            {one.inviter_id for one in shown}
            | {one.joined_id for one in shown if one.joined_id}
            | {one.member_id for one in best}
            | ({member} if member else set())
        )
    )
    narrowed = {"state": state, "way": way, "member": str(member or "")}
    context = {
        "cabinet": cabinet,
        "here": "referrals",
        "rows": [
            (
                one,
                _name(people, one.inviter_id),
                _name(people, one.joined_id),
                STATES[one.state],
                WAYS[one.way],
                one.state in OPEN,
            )
            for one in shown
        ],
        "more": _address(narrowed, after=shown[-1].id) if len(found) > PAGE else "",
        "first": _address(narrowed),
        "after": after,
        "states": STATES.items(),
        "ways": WAYS.items(),
        "state": state,
        "way": way,
        "member": member,
        "member_name": _name(people, member),
        "is_narrowed": bool(state or way or member),
        "figures": [
            (STATES[name], n) for name, n in queries.count_by_state(at=at, since=since).items()
        ],
        "days": DAYS,
        "best": [(one, _name(people, one.member_id)) for one in best],
        "terms": rules(zone=cabinet.place.zone).at(at).document.inviting,
        "is_refused": is_refused,
    }
    status = 409 if is_refused else 200
    return render(request, "manager/invitations.html", context, status=status)


def _one_of(known: dict[str, str | Promise], request: HttpRequest, name: str) -> str:
    chosen = request.GET.get(name, "")
    return chosen if chosen in known else ""


def _name(people: dict[UUID, Profile], member: UUID | None) -> str:
    profile = people.get(member) if member else None
    return profile.full_name if profile else ""


def _address(narrowed: dict[str, str], *, after: UUID | None = None) -> str:
    kept = {name: text for name, text in narrowed.items() if text}
    if after is not None:
        kept["after"] = str(after)
    return f"?{urlencode(kept)}"
