"""Gifts at the till: orders are found by their code, and made for a member (U11)."""

import re
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from plushka.domain.confirmations import operations as confirmations
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import Profile, find_profiles
from plushka.domain.rewards import operations as rewards
from plushka.domain.rewards import queries
from plushka.domain.rewards.asked import AskedLine, AskedOrder, Orderer
from plushka.domain.rewards.models import Order
from plushka.domain.tenants.context import tenant_context
from plushka.lib.refusal import Refusal
from plushka.web.till.desk import Desk, at_desk
from plushka.web.till.draft import member_of
from plushka.web.till.posting import posted_only
from plushka.web.till.screen import REFUSED, Find, screen
from plushka.web.till.showing import show_member
from plushka.web.ui.clock import now
from plushka.web.ui.form_keys import key_of
from plushka.web.ui.gifts import show_gift, show_order
from plushka.web.ui.middleware import opens_its_own
from plushka.web.ui.refusals import sentence

WAITING = 20
"""So many orders that wait in the outlet are listed."""

_CODE = re.compile(r"\d{4,12}-\d{6}", re.ASCII)
_LONGEST = 60


@require_safe
@at_desk
def gifts(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show what a member may order; without one, what waits in this outlet."""
    return _page(request, desk, member=member_of(request.GET.get("member", "")))


@posted_only
@at_desk
@opens_its_own
def find(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Find an order by its pick-up code; a wrong one is counted."""
    typed = request.POST.get("code", "")[:_LONGEST]
    try:
        with tenant_context(desk.place.id):
            made = rewards.find_by_code(typed=typed, orderer=orderer_of(desk), at=now())
    except Refusal as refusal:
        with tenant_context(desk.place.id):
            return _page(request, desk, typed=typed, refused=sentence(refusal))
    return redirect("till-gift-order", order_id=made.id)


@posted_only
@at_desk
@opens_its_own
def order(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Order a gift for the member in front of the till; pressed twice, it is ordered once."""
    member = member_of(request.POST.get("member", ""))
    if member is None:
        return redirect("till-gifts")
    quantity = request.POST.get("quantity", "1")
    asked = AskedOrder(
        member_id=member,
        lines=(
            AskedLine(
                request.POST.get("gift", "").replace("\x00", "")[:_LONGEST],
                int(quantity[:6]) if quantity.isdecimal() else 0,
            ),
        ),
        outlet=desk.outlet.code,
        confirmation=request.POST.get("confirmation", "").strip()[:_LONGEST] or None,
        confirmed_at=desk.outlet.id,
    )
    key = f"till:{desk.staff.id}:{key_of(request)}"
    try:
        with tenant_context(desk.place.id):
            placed = rewards.order(asked=asked, key=key, orderer=orderer_of(desk), at=now())
    except Refusal as refusal:
        with tenant_context(desk.place.id):
            return _page(request, desk, member=member, refused=sentence(refusal))
    return redirect("till-gift-order", order_id=placed.order.id)


@posted_only
@at_desk
@opens_its_own
def send_code(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Send the member the code that confirms an order."""
    member = member_of(request.POST.get("member", ""))
    if member is None:
        return redirect("till-gifts")
    refused, sent_to = "", ""
    try:
        with tenant_context(desk.place.id):
            confirmations.ask(
                locator=Locator("ID", str(member)),
                purpose="REDEEM",
                outlet_id=desk.outlet.id,
                at=now(),
            )
            profile = find_profiles(member_ids=[member]).get(member)
            sent_to = profile.masked_phone or profile.card or "" if profile else ""
    except Refusal as refusal:
        refused = sentence(refusal)
    with tenant_context(desk.place.id):
        return _page(request, desk, member=member, refused=refused, sent_to=sent_to)


def is_code(text: str) -> bool:
    """Tell whether somebody scanned the code of an order where members are found."""
    return _CODE.fullmatch(text) is not None


def found(request: HttpRequest, desk: Desk, text: str) -> HttpResponse:
    """Lead to the order of a code, or say that there is none; in the tenant's transaction."""
    try:
        made = rewards.find_by_code(typed=text, orderer=orderer_of(desk), at=now())
    except Refusal as refusal:
        return screen(request, desk, find=Find(text, sentence(refusal)), status=REFUSED)
    return redirect("till-gift-order", order_id=made.id)


def orderer_of(desk: Desk) -> Orderer:
    """The cashier as the gift shop knows them."""
    return Orderer(actor=desk.actor, source="TILL", outlet_id=desk.staff.outlet_id)


def _page(
    request: HttpRequest,
    desk: Desk,
    *,
    member: UUID | None = None,
    typed: str = "",
    refused: str = "",
    sent_to: str = "",
) -> HttpResponse:
    profile = find_profiles(member_ids=[member]).get(member) if member else None
    told: dict[str, object] = {"code": typed, "refused": refused, "sent_to": sent_to}
    if profile is None:
        waiting = Order.objects.filter(
            state__in=("ORDERED", "PAID", "READY"), outlet_id=desk.outlet.id
        ).select_related("outlet")
        seen = queries.with_lines(waiting.order_by("-id")[:WAITING])
    else:
        seen = queries.orders_of(member_id=profile.id, limit=WAITING)
        told |= _offered(desk, profile)
    own = desk.place.language
    orders = [show_order(one, own=own, at=now()) for one in seen]
    if profile is not None:
        orders = [one for one in orders if one.is_open]
    status = REFUSED if refused else 200
    return screen(request, desk, gifts=told | {"orders": orders}, status=status)


def _offered(desk: Desk, profile: Profile) -> dict[str, object]:
    shown = show_member(desk, profile.id, at=now())
    spendable = shown.balance.spendable
    offered = [
        one
        for one in queries.offered(member_id=profile.id, tier=profile.tier, at=now())
        if one.reward.kind == one.reward.Kind.VOUCHER
        or (
            one.reward.can_pick_up
            and (not one.reward.outlets or desk.outlet.code in one.reward.outlets)
        )
    ]
    own = desk.place.language
    return {
        "member": shown,
        "offered": [show_gift(one, spendable=spendable, own=own) for one in offered],
    }
