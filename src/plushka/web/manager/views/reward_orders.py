"""Orders of rewards: by their state, many made ready at once, pick lists to print."""

from contextlib import suppress
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plushka.domain.programmes.queries import rules
from plushka.domain.rewards import operations, queries
from plushka.domain.rewards.asked import Orderer
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.ui.clock import now
from plushka.web.ui.gifts import show_order
from plushka.web.ui.middleware import opens_its_own

PAGE = 50
PICKED = 500
"""Orders on a pick list: more than one person packs in a day."""

STATES = ("ORDERED", "PAID", "READY", "FULFILLED", "CANCELLED", "EXPIRED", queries.OWED)


@never_cache
@require_safe
@in_cabinet(Right.SEE_SALES)
def orders(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List orders that are in one state by now, the latest first; ``print`` gives a pick list."""
    state = request.GET.get("state", "PAID")
    state = state if state in STATES else "PAID"
    is_printed = "print" in request.GET
    most, at = PICKED if is_printed else PAGE, now()
    seen = queries.find_orders(
        at=at,
        limit=most + 1,
        state=state,
        outlet_id=cabinet.staff.outlet_id,
        after=next(iter(_ids([request.GET.get("before", "")])), None),
    )
    own = cabinet.place.language
    shown = [show_order(one, own=own, at=at) for one in seen[:most]]
    context = {
        "cabinet": cabinet,
        "here": "rewards",
        "orders": shown,
        "states": STATES,
        "state": state,
        "before": shown[-1].id if len(seen) > most else "",
        "unit": rules(zone=cabinet.place.zone).at(at).document.unit,
        "n_refused": request.GET.get("refused", ""),
        "at": at,
    }
    page = "pick_list" if is_printed else "orders"
    return render(request, f"manager/rewards/{page}.html", context)


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_MEMBERS)
def make_ready(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Make many orders ready, each by itself; those that cannot be are counted."""
    orderer, n_refused = _orderer(cabinet), 0
    for order_id in _ids(request.POST.getlist("order")[:PAGE]):
        try:
            with tenant_context(cabinet.place.id):
                operations.make_ready(order_id=order_id, orderer=orderer, at=now())
        except Refusal:
            n_refused += 1
    told = f"&refused={n_refused}" if n_refused else ""
    return redirect(f"{reverse('manager-reward-orders')}?state=READY{told}")


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_MEMBERS)
def give_money(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Note that the money owed for an order was given back; pressed again, nothing changes."""
    for order_id in _ids([request.POST.get("given", "")]):
        # One that is not theirs does not stand in their list.
        with suppress(Refusal), tenant_context(cabinet.place.id):
            operations.give_money_back(order_id=order_id, orderer=_orderer(cabinet), at=now())
    return redirect(f"{reverse('manager-reward-orders')}?state={queries.OWED}")


def _orderer(cabinet: Cabinet) -> Orderer:
    return Orderer(
        actor=cabinet.actor, source="TILL", is_trusted=True, outlet_id=cabinet.staff.outlet_id
    )


def _ids(texts: list[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
