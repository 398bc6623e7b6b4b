"""What members call staff for: points they did not spend, a phone that is lost (B12, T43)."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plushka.domain.access import disputing, recovering, sign_in_links
from plushka.domain.access.disputing import Disputed
from plushka.domain.access.recovering import Called
from plushka.domain.enrolment import phones
from plushka.domain.members.phone import mask
from plushka.domain.members.queries import MemberUnknown, Profile, find_profiles
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import Refusal
from plushka.web.manager.bulk.told import units
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own

REFUSED = 422
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class CallShown:
    """A call for another phone; ``phone`` in full where the role may see phones."""

    call: Called
    member: Profile | None
    phone: str


@never_cache
@require_safe
@in_cabinet(Right.CHANGE_MEMBERS)
def calls(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List what waits for somebody, the oldest first."""
    return _page(request, cabinet)


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_MEMBERS)
def close_dispute(request: HttpRequest, cabinet: Cabinet, dispute_id: UUID) -> HttpResponse:
    """Say that somebody looked into a redemption, and what came of it."""
    try:
        with tenant_context(cabinet.place.id):
            if not disputing.dispute_exists(dispute_id):
                raise Http404
            disputing.close(
                dispute_id=dispute_id, actor=cabinet.actor, reason=_reason(request), at=now()
            )
    except Refusal:
        return _refused(request, cabinet, _("Somebody has looked into it already."))
    return redirect("manager-calls")


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_MEMBERS)
def decide_phone(request: HttpRequest, cabinet: Cabinet, recovery_id: UUID) -> HttpResponse:
    """Write the new phone down, or do not; pressed twice, it is decided once."""
    reason, at = _reason(request), now()
    try:
        with tenant_context(cabinet.place.id):
            if not recovering.recovery_exists(recovery_id):
                raise Http404
            if "approve" in request.POST:
                phones.give_new(recovery_id=recovery_id, actor=cabinet.actor, reason=reason, at=at)
            else:
                recovering.close(
                    recovery_id=recovery_id,
                    is_approved=False,
                    actor=cabinet.actor,
                    reason=reason,
                    at=at,
                )
    except recovering.RecoveryClosed:
        return _refused(request, cabinet, _("Somebody has decided already."))
    except Refusal:
        return _refused(request, cabinet, _("Another member has this phone. Look whose it is."))
    return redirect("manager-calls")


@never_cache
@require_POST
@in_cabinet(Right.CHANGE_MEMBERS)
def sign_in_link(request: HttpRequest, cabinet: Cabinet, member_id: UUID) -> HttpResponse:
    """Make a link that lets a member in once; it is shown here and nowhere again."""
    try:
        token = sign_in_links.issue(member_id=member_id, actor=cabinet.actor, at=now())
    except MemberUnknown as unknown:
        raise Http404 from unknown
    address = f"/m/{cabinet.place.slug}/sign-in/{token}"
    told = {
        "cabinet": cabinet,
        "here": "members",
        "address": request.build_absolute_uri(address),
        "member_id": member_id,
        "minutes": int(sign_in_links.LIFE.total_seconds() // 60),
    }
    return render(request, "manager/sign_in_link.html", told)


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "").strip()[:_LONGEST]


def _refused(request: HttpRequest, cabinet: Cabinet, refused: str) -> HttpResponse:
    with tenant_context(cabinet.place.id):
        return _page(request, cabinet, refused=refused)


def _page(request: HttpRequest, cabinet: Cabinet, *, refused: str = "") -> HttpResponse:
    disputes, lost = disputing.find_open(), recovering.find_open()
    ids = {one.member_id for one in disputes} | {one.member_id for one in lost}
    known = find_profiles(member_ids=list(ids))
    sees = cabinet.may(Right.SEE_PHONES)
    told = {
        "cabinet": cabinet,
        "here": "calls",
        "disputes": [_disputed(one, known) for one in disputes],
        "lost": [
            CallShown(one, known.get(one.member_id), one.phone if sees else mask(one.phone))
            for one in lost
        ],
        "refused": refused,
        **units(cabinet),
    }
    return render(request, "manager/calls.html", told, status=REFUSED if refused else 200)


def _disputed(one: Disputed, known: dict[UUID, Profile]) -> tuple[Disputed, Profile | None]:
    return one, known.get(one.member_id)
