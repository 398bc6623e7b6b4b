"""What is done at the tills and should be looked at: alerts, lifts, returns to be approved."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plushka.domain.limits import operations as limits
from plushka.domain.limits import queries
from plushka.domain.limits.kinds import IN_MONEY, IN_POINTS
from plushka.domain.limits.queries import Told
from plushka.domain.limits.refusals import LiftsOwnLimit
from plushka.domain.members.queries import find_profiles
from plushka.domain.sales import operations as sales
from plushka.domain.sales import return_requests
from plushka.domain.sales.asked import Asker
from plushka.domain.sales.refusals import SaleUnknown
from plushka.domain.sales.return_requests import ToldRequest
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff
from plushka.domain.tenants.queries import names_of_staff
from plushka.domain.tenants.rights import Right
from plushka.lib.days import local_day
from plushka.lib.refusal import Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own
from plushka.web.ui.refusals import sentence
from plushka.web.ui.staff_limits import NAMES

SHOWN = 50
REFUSED = 422


@dataclass(frozen=True, slots=True)
class AlertShown:
    """An alert in words; ``may_lift`` where the person was stopped today and still is."""

    alert: Told
    who: str
    what: str
    member: str
    in_points: bool
    in_money: bool
    may_lift: bool


@never_cache
@require_safe
@in_cabinet(Right.WATCH_TILLS)
def alerts(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List the returns that wait for somebody, and the alerts, newest first."""
    return _page(request, cabinet)


@require_POST
@in_cabinet(Right.WATCH_TILLS)
def look_at(request: HttpRequest, cabinet: Cabinet, alert_id: UUID) -> HttpResponse:
    """Say that somebody looked at an alert."""
    del request
    if queries.find_alert(alert_id) is None:
        raise Http404
    limits.look_at(alerts=[alert_id], actor=cabinet.actor, at=now())
    return redirect("manager-alerts")


@require_POST
@in_cabinet(Right.WATCH_TILLS)
def look_at_all(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Say that somebody looked at every alert that stood on their page."""
    limits.look_at(alerts=_ids(request.POST.getlist("alert")), actor=cabinet.actor, at=now())
    return redirect("manager-alerts")


def _ids(texts: list[str]) -> Iterator[UUID]:
    for text in texts[:SHOWN]:
        with suppress(ValueError):
            yield UUID(text)


@require_POST
@in_cabinet(Right.WATCH_TILLS)
def lift(request: HttpRequest, cabinet: Cabinet, alert_id: UUID) -> HttpResponse:
    """Let the person of an alert go on until the day is over."""
    alert = queries.find_alert(alert_id)
    if alert is None or alert.staff_id is None:
        raise Http404
    at = now()
    try:
        limits.lift(
            staff_id=alert.staff_id,
            kind=alert.kind,
            actor=cabinet.actor,
            at=at,
            may_lift_own=cabinet.staff.role == Staff.Role.OWNER,
        )
    except LiftsOwnLimit as refusal:
        return _page(request, cabinet, refused=sentence(refusal))
    limits.look_at(alerts=[alert_id], actor=cabinet.actor, at=at)
    return redirect("manager-alerts")


@require_POST
@opens_its_own
@in_cabinet(Right.WATCH_TILLS)
def decide_return(request: HttpRequest, cabinet: Cabinet, request_id: UUID) -> HttpResponse:
    """Approve or decline a return without a receipt; pressed twice, it is decided once."""
    tenant, at = cabinet.place.id, now()
    try:
        if "approve" in request.POST:
            asker = Asker(actor=cabinet.actor)
            sales.approve_return(tenant_id=tenant, request_id=request_id, asker=asker, at=at)
        else:
            with tenant_context(tenant):
                return_requests.decline(request_id=request_id, actor=cabinet.actor, at=at)
    except SaleUnknown as unknown:
        raise Http404 from unknown
    except Refusal as refusal:
        with tenant_context(tenant):
            return _page(request, cabinet, refused=sentence(refusal))
    return redirect("manager-alerts")


def _page(request: HttpRequest, cabinet: Cabinet, *, refused: str = "") -> HttpResponse:
    waiting = return_requests.find_waiting(cabinet.place)
    found = queries.find_alerts(limit=SHOWN)
    actors = {f"staff:{one.staff_id}" for one in found if one.staff_id} | {
        one.actor for one in waiting
    }
    names = names_of_staff(actors=actors)
    ids = {one.member_id for one in waiting} | {one.subject for one in found if one.subject}
    members = {known.id: known.name for known in find_profiles(member_ids=list(ids)).values()}
    today = local_day(now(), cabinet.place.zone)
    context = {
        "cabinet": cabinet,
        "here": "alerts",
        "refused": refused,
        "waiting": [_asked(one, names, members) for one in waiting],
        "unseen": [one.id for one in found if not one.seen_at],
        "alerts": [
            AlertShown(
                one,
                _who(one, names),
                NAMES[one.kind](),
                members.get(one.subject, "") if one.subject else "",
                one.kind in IN_POINTS,
                one.kind in IN_MONEY,
                bool(one.staff_id) and one.is_block and not one.is_lifted and one.day == today,
            )
            for one in found
        ],
        "may_set": cabinet.may(Right.CHANGE_SETTINGS),
    }
    status = REFUSED if refused else 200
    return render(request, "manager/alerts.html", context, status=status)


def _who(one: Told, names: dict[str, str]) -> str:
    if one.staff_id is None:
        return _("Everybody together")
    return names.get(f"staff:{one.staff_id}", "") or _("Somebody who left")


def _asked(
    one: ToldRequest, names: dict[str, str], members: dict[UUID, str]
) -> tuple[ToldRequest, str, str]:
    return one, names.get(one.actor, ""), members.get(one.member_id, "")
