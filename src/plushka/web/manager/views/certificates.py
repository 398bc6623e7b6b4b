"""Gift certificates: what is owed on them, the list, one with its movements (D33)."""

import datetime as dt
from urllib.parse import urlencode
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plushka.domain.certificates import codes, operations, queries
from plushka.domain.certificates.models import Certificate
from plushka.domain.certificates.queries import Asked
from plushka.domain.certificates.refusals import CertificateNotValid, CertificateUnknown
from plushka.domain.members.queries import Profile, find_profiles
from plushka.domain.tenants.rights import Right
from plushka.lib import letters
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.members import telling
from plushka.web.manager.members.listed import uuid_of
from plushka.web.ui.certificates import KINDS, STATES, state_now
from plushka.web.ui.clock import now

PAGE = 50
REFUSED = 422
NOBODY = UUID(int=0)


@never_cache
@require_safe
@in_cabinet(Right.SEE_SALES)
def certificates(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List certificates, the newest first, and say what is owed on all of them."""
    return _list(request, cabinet)


@require_POST
@in_cabinet(Right.SEE_SALES)
def find(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Find a certificate by its whole code, which no address may hold."""
    typed = request.POST.get("code", "").strip()[:60]
    try:
        row = queries.find_of_code(codes.proof(typed))
    except letters.Mistyped:
        return _list(request, cabinet, refused=_("A letter of this code is wrong, or missing."))
    if row is None:
        return _list(
            request, cabinet, refused=_("There is no such certificate. Look at the code again.")
        )
    return redirect("manager-certificate", row.id)


@never_cache
@require_safe
@in_cabinet(Right.SEE_SALES)
def certificate(request: HttpRequest, cabinet: Cabinet, certificate_id: UUID) -> HttpResponse:
    """Tell one: what it is worth, whose it is, and every movement of its money."""
    row, at = _known(certificate_id), now()
    entries = queries.entries_of(row.id)
    names = telling.names_of({one.actor for one in entries}, tenant_id=cabinet.place.id)
    people = find_profiles(member_ids=[row.member_id]) if row.member_id else {}
    state = state_now(row, at=at)
    context = {
        "cabinet": cabinet,
        "here": "certificates",
        "row": row,
        "state": STATES[state],
        "member": people.get(row.member_id) if row.member_id else None,
        "entries": [(one, KINDS[one.kind], names.get(one.actor, "")) for one in entries],
        "can_block": state == Certificate.State.ACTIVE,
        "can_unblock": state == Certificate.State.BLOCKED,
        "can_end": state != Certificate.State.ENDED,
    }
    return render(request, "manager/certificates/one.html", context)


@require_POST
@in_cabinet(Right.ADJUST_POINTS)
def block(request: HttpRequest, cabinet: Cabinet, certificate_id: UUID) -> HttpResponse:
    """Let nobody spend it, until somebody lets it again."""
    del request
    return _blocked(cabinet, certificate_id, is_blocked=True)


@require_POST
@in_cabinet(Right.ADJUST_POINTS)
def unblock(request: HttpRequest, cabinet: Cabinet, certificate_id: UUID) -> HttpResponse:
    """Let it be spent again, with all its tries of the PIN."""
    del request
    return _blocked(cabinet, certificate_id, is_blocked=False)


@require_POST
@in_cabinet(Right.ADJUST_POINTS)
def revoke(request: HttpRequest, cabinet: Cabinet, certificate_id: UUID) -> HttpResponse:
    """End it for good, with all that is on it; where it was over before, nothing happens."""
    del request
    _known(certificate_id)
    operations.revoke(certificate_id=certificate_id, actor=cabinet.actor, at=now())
    return redirect("manager-certificate", certificate_id)


def _blocked(cabinet: Cabinet, certificate_id: UUID, *, is_blocked: bool) -> HttpResponse:
    """Block or unblock; one that was ended meanwhile stays so, and its page shows it."""
    _known(certificate_id)
    try:
        with transaction.atomic():
            operations.block(
                certificate_id=certificate_id,
                is_blocked=is_blocked,
                actor=cabinet.actor,
                at=now(),
            )
    except CertificateNotValid:
        pass
    return redirect("manager-certificate", certificate_id)


def _list(request: HttpRequest, cabinet: Cabinet, *, refused: str = "") -> HttpResponse:
    asked, at = _asked(request), now()
    before = uuid_of(request.GET.get("before", ""))
    found = queries.find_certificates(asked, at=at, before=before, limit=PAGE + 1)
    shown = found[:PAGE]
    people = find_profiles(member_ids=list({one.member_id for one in shown if one.member_id}))
    context = {
        "cabinet": cabinet,
        "here": "certificates",
        "owed": queries.liability(),
        "asked": asked,
        "states": STATES.items(),
        "is_narrowed": asked != Asked(),
        "rows": [
            (one, _state(one, at), _called(people.get(one.member_id or NOBODY))) for one in shown
        ],
        "more": _address(asked, shown[-1].id) if len(found) > PAGE else "",
        "refused": refused,
    }
    status = REFUSED if refused else 200
    return render(request, "manager/certificates/list.html", context, status=status)


def _asked(request: HttpRequest) -> Asked:
    """Read the filter of an address; what means nothing narrows nothing."""
    state, ending = request.GET.get("state", ""), request.GET.get("ending", "")
    return Asked(
        state=state if state in STATES else "",
        ending=letters.folded(ending[:20].replace("\x00", ""))[-codes.ENDING :],
        batch=uuid_of(request.GET.get("batch", "")),
        member=uuid_of(request.GET.get("member", "")),
    )


def _address(asked: Asked, before: UUID) -> str:
    told = {
        "state": asked.state,
        "ending": asked.ending,
        "batch": asked.batch,
        "member": asked.member,
        "before": before,
    }
    query = urlencode({name: value for name, value in told.items() if value})
    return f"{reverse('manager-certificates')}?{query}"


def _state(row: Certificate, at: dt.datetime) -> str:
    return str(STATES[state_now(row, at=at)])


def _called(member: Profile | None) -> str:
    return "" if member is None else member.full_name or member.masked_phone or ""


def _known(certificate_id: UUID) -> Certificate:
    try:
        return queries.get_certificate(certificate_id)
    except CertificateUnknown:
        raise Http404 from None
