"""Sales: the list, and all of one of them."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plushka.domain.members.queries import find_profiles
from plushka.domain.programmes.queries import rules
from plushka.domain.sales.listing import find_sales
from plushka.domain.sales.models import Sale
from plushka.domain.sales.moved import entries_of
from plushka.domain.sales.queries import SaleStory, get_story
from plushka.domain.sales.refusals import SaleUnknown
from plushka.domain.tenants.queries import outlets_by_id
from plushka.domain.tenants.rights import Right
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.members import telling
from plushka.web.manager.sales.listed import asked_for, asked_of
from plushka.web.ui.clock import now

REFUSED = 422
NOBODY = UUID(int=0)


@never_cache
@require_safe
@in_cabinet(Right.SEE_SALES)
def sales(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List sales, newest first."""
    view = asked_for(request.GET)
    outlets = outlets_by_id()
    context: dict[str, Any] = {"cabinet": cabinet, "here": "sales", "view": view}
    context |= _offered(cabinet, outlets) | {"rows": [], "more": "", "looked": 0}
    if not view.errors:
        page = find_sales(asked_of(view, cabinet), after=view.after)
        people = find_profiles(
            member_ids=list({row.member_id for row in page.rows if row.member_id})
        )
        if view.member is not None and view.member not in people:
            people |= find_profiles(member_ids=[view.member])
        context |= {
            "rows": [
                (row, outlets.get(row.outlet_id, ""), _name(people.get(row.member_id or NOBODY)))
                for row in page.rows
            ],
            "more": page.after and view.address(after=page.after),
            "looked": page.looked,
            "member_name": "" if view.member is None else _name(people.get(view.member)),
        }
    status = REFUSED if view.errors else 200
    return render(request, "manager/sales.html", context, status=status)


@never_cache
@require_safe
@in_cabinet(Right.SEE_SALES)
def sale(request: HttpRequest, cabinet: Cabinet, sale_id: UUID) -> HttpResponse:
    """Tell all of one sale: its lines, what came back, what it moved, and why."""
    told = _story(cabinet, sale_id)
    moved = entries_of(sale_id=sale_id)
    people = find_profiles(
        member_ids=list({one.member_id for one in moved} | _buyer(told)),
    )
    kept = Sale.objects.filter(id=sale_id).values("received_at", "actor", "outlet__name").get()
    names = telling.names_of(
        {kept["actor"], *(one.actor for one in moved)}, tenant_id=cabinet.place.id
    )
    programme = rules(zone=cabinet.place.zone).at(now())
    buyer = told.sale.member_id
    context = {
        "cabinet": cabinet,
        "here": "sales",
        "story": told,
        "sale": told.sale,
        "outlet": kept["outlet__name"],
        "received_at": kept["received_at"],
        "recorded_by": names[kept["actor"]],
        "member_name": _name(people.get(buyer)) if buyer else "",
        "has_member": buyer in people if buyer else False,
        "tier": programme.tier_name(told.sale.tier, get_language() or "en")
        if told.sale.tier
        else "",
        "lines": list(zip(told.names, told.sale.lines, strict=False)),
        "reasons": telling.reasons(told.sale.explanation),
        "moved": [
            (
                one,
                telling.ENTRIES[one.kind],
                _name(people.get(one.member_id)),
                one.member_id in people,
                names[one.actor],
                telling.reasons(one.explanation),
            )
            for one in moved
        ],
        "unit": programme.document.unit,
        "currency": programme.document.money.currency,
    }
    return render(request, "manager/sale.html", context)


def _story(cabinet: Cabinet, sale_id: UUID) -> SaleStory:
    """Find a sale; one of an outlet that this person is not bound to is not there."""
    own = cabinet.staff.outlet_id
    if own is not None and not Sale.objects.filter(id=sale_id, outlet_id=own).exists():
        raise Http404
    try:
        return get_story(cabinet.place, sale_id)
    except SaleUnknown:
        raise Http404 from None


def _buyer(told: SaleStory) -> set[UUID]:
    return {told.sale.member_id} if told.sale.member_id else set()


def _name(profile: Any) -> str:
    return profile.full_name if profile is not None else ""


def _offered(cabinet: Cabinet, outlets: dict[UUID, str]) -> dict[str, Any]:
    own = cabinet.staff.outlet_id
    offered = {id_: name for id_, name in outlets.items() if own in {None, id_}}
    programme = rules(zone=cabinet.place.zone).at(now())
    return {
        "outlets": offered.items(),
        "is_bound": own is not None,
        "currency": programme.document.money.currency,
    }
