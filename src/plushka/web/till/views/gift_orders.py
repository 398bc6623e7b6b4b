"""One order of gifts at the till: money taken, pieces handed over, cancelled."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from plushka.domain.members.queries import find_profiles
from plushka.domain.rewards import operations as rewards
from plushka.domain.rewards import queries
from plushka.domain.rewards.models import Order
from plushka.domain.rewards.refusals import OrderUnknown
from plushka.domain.tenants.context import tenant_context
from plushka.lib.refusal import BadField, Refusal
from plushka.web.till.desk import Desk, at_desk
from plushka.web.till.posting import posted_only
from plushka.web.till.screen import REFUSED, screen
from plushka.web.till.views.gifts import orderer_of
from plushka.web.ui.clock import now
from plushka.web.ui.gifts import show_order
from plushka.web.ui.middleware import opens_its_own
from plushka.web.ui.refusals import sentence

_DIGITS = 6

JUST = frozenset({"paid", "handed", "cancelled", "money"})


@require_safe
@at_desk
def show(request: HttpRequest, desk: Desk, order_id: UUID) -> HttpResponse:
    """Show an order: its lines, what is to be paid, and what may be done."""
    return _page(request, desk, order_id)


@posted_only
@at_desk
@opens_its_own
def pay(request: HttpRequest, desk: Desk, order_id: UUID) -> HttpResponse:
    """Note that the money is in the drawer."""
    return _done(
        request,
        desk,
        order_id,
        "paid",
        lambda: rewards.pay(order_id=order_id, orderer=orderer_of(desk), at=now()),
    )


@posted_only
@at_desk
@opens_its_own
def hand_over(request: HttpRequest, desk: Desk, order_id: UUID) -> HttpResponse:
    """Hand over so many pieces of each line; counted in all, so that twice is once."""

    def do() -> Order:
        pieces = _pieces(request.POST)
        return rewards.fulfil(order_id=order_id, orderer=orderer_of(desk), at=now(), pieces=pieces)

    return _done(request, desk, order_id, "handed", do)


@posted_only
@at_desk
@opens_its_own
def cancel(request: HttpRequest, desk: Desk, order_id: UUID) -> HttpResponse:
    """Cancel what was not handed over."""
    return _done(
        request,
        desk,
        order_id,
        "cancelled",
        lambda: rewards.cancel(order_id=order_id, orderer=orderer_of(desk), at=now()),
    )


@posted_only
@at_desk
@opens_its_own
def give_money(request: HttpRequest, desk: Desk, order_id: UUID) -> HttpResponse:
    """Note that money owed for a cancelled order was given back."""
    return _done(
        request,
        desk,
        order_id,
        "money",
        lambda: rewards.give_money_back(order_id=order_id, orderer=orderer_of(desk), at=now()),
    )


def _pieces(posted: Mapping[str, str]) -> dict[int, int] | None:
    """Read how many of which line; None, where no line was sent, is everything."""
    pieces = {}
    for name, text in posted.items():
        number = name.removeprefix("line-")
        if number == name or not number.isdecimal():
            continue
        if not text.isdecimal() or len(text) > _DIGITS:
            raise BadField(f"lines[{number}]", "this is no number")
        pieces[int(number[:_DIGITS])] = int(text)
    return pieces or None


def _done(
    request: HttpRequest, desk: Desk, order_id: UUID, just: str, do: Callable[[], Order]
) -> HttpResponse:
    try:
        with tenant_context(desk.place.id):
            do()
    except OrderUnknown as unknown:
        raise Http404 from unknown
    except Refusal as refusal:
        with tenant_context(desk.place.id):
            return _page(request, desk, order_id, refused=sentence(refusal))
    return redirect(f"{reverse('till-gift-order', args=[order_id])}?just={just}")


def _page(request: HttpRequest, desk: Desk, order_id: UUID, *, refused: str = "") -> HttpResponse:
    try:
        seen = queries.get_order(order_id=order_id)
    except OrderUnknown as unknown:
        raise Http404 from unknown
    made = seen.order
    profile = find_profiles(member_ids=[made.member_id]).get(made.member_id)
    is_here = desk.may_choose or made.outlet_id in {None, desk.outlet.id}
    just = request.GET.get("just", "")
    told = {
        "order": show_order(seen, own=desk.place.language, at=now()),
        "who": profile and (profile.name or profile.masked_phone or ""),
        "member_id": made.member_id if profile else None,
        "is_here": is_here,
        "owes": made.money_back if made.money_given_at is None else 0,
        "just": just if just in JUST else "",
        "refused": refused,
    }
    return screen(request, desk, gift_order=told, status=REFUSED if refused else 200)
