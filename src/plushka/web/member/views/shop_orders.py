"""The member's orders of gifts: the code to fetch them, and cancelling."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plushka.domain.rewards import operations as rewards
from plushka.domain.rewards import queries
from plushka.domain.rewards.asked import Orderer
from plushka.domain.rewards.giving import SOURCE
from plushka.domain.rewards.refusals import OrderUnknown
from plushka.domain.tenants.context import tenant_context
from plushka.domain.vouchers.queries import code_of, vouchers_of
from plushka.lib.refusal import Refusal
from plushka.web.member.refusals import REFUSED, sentence
from plushka.web.member.standing import known
from plushka.web.member.visit import Visit, acting, as_member
from plushka.web.ui.codes import qr_code
from plushka.web.ui.gifts import show_order

SHOWN = 30
JUST = frozenset({"ordered", "cancelled"})


@require_safe
@as_member
def orders(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the member's orders, the latest first."""
    found = known(visit)
    seen = queries.orders_of(member_id=found.member.id, limit=SHOWN)
    told = {
        "company": visit,
        "known": found,
        "orders": [show_order(one, own=visit.place.language, at=visit.at) for one in seen],
        "here": "gifts",
    }
    return render(request, "member/orders.html", told)


@require_safe
@as_member
def order(request: HttpRequest, visit: Visit, order_id: UUID) -> HttpResponse:
    """Show one order with its code as digits and as a QR code."""
    return _page(request, visit, order_id)


@acting
def cancel(request: HttpRequest, visit: Visit, order_id: UUID) -> HttpResponse:
    """Cancel what was not handed over; the points come back with their old term (T12)."""
    orderer = Orderer(actor=visit.actor, source="WEB", is_trusted=True, is_proved=True)
    try:
        with tenant_context(visit.place.id):
            queries.get_order(order_id=order_id, member_id=visit.visitor.member_id)
            rewards.cancel(order_id=order_id, orderer=orderer, at=visit.at)
    except OrderUnknown as unknown:
        raise Http404 from unknown
    except Refusal as refusal:
        with tenant_context(visit.place.id):
            return _page(request, visit, order_id, refused=sentence(refusal))
    return redirect(f"{visit.address('member-order', order_id)}?just=cancelled")


def _page(
    request: HttpRequest, visit: Visit, order_id: UUID, *, refused: str = ""
) -> HttpResponse:
    found = known(visit)
    try:
        seen = queries.get_order(order_id=order_id, member_id=found.member.id)
    except OrderUnknown as unknown:
        raise Http404 from unknown
    shown = show_order(seen, own=visit.place.language, at=visit.at)
    just = request.GET.get("just", "")
    told = {
        "company": visit,
        "known": found,
        "order": shown,
        "qr": qr_code(shown.code, label=_("QR code for the cashier")) if shown.code else "",
        "vouchers": _vouchers(found.member.id, order_id) if shown.has_vouchers else [],
        "just": just if just in JUST else "",
        "refused": refused,
        "here": "gifts",
    }
    return render(request, "member/order.html", told, status=REFUSED if refused else 200)


def _vouchers(member_id: UUID, order_id: UUID) -> list[tuple[str, str]]:
    rows = [
        row
        for row in vouchers_of(member_id)
        if row.source_kind == SOURCE and row.source_id == order_id
    ]
    return [(row.terms.get("title", ""), code_of(row) or "") for row in reversed(rows)]
