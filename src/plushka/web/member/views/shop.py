"""The gift shop: what points buy, and ordering it (U10, U11, U19)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from plushka.domain.rewards import operations as rewards
from plushka.domain.rewards import queries
from plushka.domain.rewards.asked import AskedLine, AskedOrder, Delivery, Orderer
from plushka.domain.rewards.refusals import RewardUnknown
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import open_outlets
from plushka.lib.refusal import Refusal
from plushka.web.member.refusals import REFUSED, sentence
from plushka.web.member.standing import Known, known
from plushka.web.member.visit import Company, Visit, acting, as_member, in_company
from plushka.web.ui.assets import FOREVER
from plushka.web.ui.form_keys import key_of
from plushka.web.ui.gifts import Gift, show_gift

A_PAGE = 8
"""Gifts on a page: their pictures load with it, and it weighs at most 50 KB."""

_LONGEST = 400
_SIZES = frozenset({"small", "medium"})


@require_safe
@as_member
def shop(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show what the member's tier may order, shelf by shelf."""
    found = known(visit)
    spendable = found.balance().spendable
    offered = queries.offered(member_id=found.member.id, tier=found.member.tier, at=visit.at)
    shelves = list(dict.fromkeys(one.reward.category for one in offered if one.reward.category))
    shelf = request.GET.get("shelf", "")
    if shelf in shelves:
        offered = [one for one in offered if one.reward.category == shelf]
    else:
        shelf = ""
    page = _page_of(request, len(offered))
    shown = offered[(page - 1) * A_PAGE : page * A_PAGE]
    told = {
        "company": visit,
        "known": found,
        "spendable": spendable,
        "shelves": shelves,
        "shelf": shelf,
        "gifts": [show_gift(one, spendable=spendable, own=visit.place.language) for one in shown],
        "before": page - 1,
        "after": page + 1 if len(offered) > page * A_PAGE else 0,
        "here": "gifts",
    }
    return render(request, "member/gifts.html", told)


@require_safe
@as_member
def gift(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Show one gift, and the form that orders it."""
    return _page(request, visit, code)


@acting
def order(request: HttpRequest, visit: Visit, code: str) -> HttpResponse:
    """Order it; pressed twice, it is ordered once."""
    try:
        with tenant_context(visit.place.id):
            placed = rewards.order(
                asked=_asked(request, visit, code),
                key=f"web:{visit.visitor.member_id}:{key_of(request)}",
                orderer=_orderer(visit),
                at=visit.at,
            )
    except Refusal as refusal:
        with tenant_context(visit.place.id):
            return _page(request, visit, code, refused=sentence(refusal))
    return redirect(f"{visit.address('member-order', placed.order.id)}?just=ordered")


@require_safe
@in_company
def picture(request: HttpRequest, company: Company, digest: str, size: str) -> HttpResponse:
    """Give a gift's picture; its address changes with it."""
    del request
    if size not in _SIZES:
        raise Http404
    with tenant_context(company.place.id):
        drawn = queries.picture_of(digest=digest, size="small" if size == "small" else "medium")
    if not drawn:
        raise Http404
    answer = HttpResponse(drawn, content_type="image/webp")
    answer["Cache-Control"] = FOREVER
    return answer


def _orderer(visit: Visit) -> Orderer:
    """Who is signed in and proved needs no code: nobody else sees these pages."""
    return Orderer(actor=visit.actor, source="WEB", is_trusted=True, is_proved=True)


def _asked(request: HttpRequest, visit: Visit, code: str) -> AskedOrder:
    posted = {name: str(text).replace("\x00", "") for name, text in request.POST.items()}
    quantity = posted.get("quantity", "1")
    line = AskedLine(code, int(quantity[:6]) if quantity.isdecimal() else 0)
    typed = {name: posted.get(name, "")[:_LONGEST].strip() for name in Delivery.__slots__}
    is_delivery = posted.get("how") == "delivery"
    return AskedOrder(
        member_id=visit.visitor.member_id,
        lines=(line,),
        outlet=None if is_delivery else posted.get("outlet") or None,
        delivery=Delivery(**typed) if is_delivery else None,
    )


def _page(request: HttpRequest, visit: Visit, code: str, *, refused: str = "") -> HttpResponse:
    found = known(visit)
    try:
        one = queries.get_offered(
            code=code, member_id=found.member.id, tier=found.member.tier, at=visit.at
        )
    except RewardUnknown as unknown:
        if not refused:
            raise Http404 from unknown
        told = {"company": visit, "refused": refused, "here": "gifts"}
        return render(request, "member/gift_gone.html", told, status=REFUSED)
    spendable = found.balance().spendable
    shown = show_gift(one, spendable=spendable, own=visit.place.language)
    told = {
        "company": visit,
        "known": found,
        "spendable": spendable,
        "gift": shown,
        "numbers": range(1, shown.most + 1),
        "outlets": _outlets(shown),
        "typed": request.POST or _known_of(found),
        "refused": refused,
        "here": "gifts",
    }
    return render(request, "member/gift.html", told, status=REFUSED if refused else 200)


def _outlets(gift_: Gift) -> list[tuple[str, str]]:
    if not gift_.can_pick_up or gift_.is_voucher:
        return []
    rows = open_outlets()
    if gift_.outlets:
        rows = rows.filter(code__in=gift_.outlets)
    return [(row.code, f"{row.name}, {row.address}" if row.address else row.name) for row in rows]


def _known_of(found: Known) -> dict[str, str]:
    return {"name": found.member.name, "phone": found.member.phone or ""}


def _page_of(request: HttpRequest, n_gifts: int) -> int:
    text = request.GET.get("page", "1")
    page = int(text[:6]) if text.isdecimal() else 1
    return max(1, min(page, -(-n_gifts // A_PAGE)))
