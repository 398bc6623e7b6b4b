"""Addresses that nothing, or no advertising, is sent to: seen masked, blocked and let go."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plushka.domain.members import phone
from plushka.domain.messaging import blocking
from plushka.domain.tenants.rights import Right
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.members.listed import uuid_of
from plushka.web.manager.messages.words import WAYS
from plushka.web.ui.clock import now

REFUSED = 422
PAGE = 50
REASONS = {
    "STOP": gettext_lazy("Its owner said STOP"),
    "GONE": gettext_lazy("The provider says nobody is there"),
    "STAFF": gettext_lazy("Blocked by hand"),
}


@never_cache
@require_safe
@in_cabinet(Right.CHANGE_MEMBERS)
def blocks(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List blocked addresses, the newest first."""
    return _blocks(request, cabinet)


@never_cache
@require_POST
@in_cabinet(Right.CHANGE_MEMBERS)
def block(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Block a phone by hand."""
    typed = request.POST.get("phone", "").strip()[:40]
    try:
        number = phone.normalise(typed, cabinet.place.region)
    except ValueError:
        wrong = _("There is no such phone number. Type all its digits.")
        return _blocks(request, cabinet, wrong=wrong, typed=typed)
    is_advertising_only = request.POST.get("what") != "all"
    blocking.block_phone(
        phone=number, is_advertising_only=is_advertising_only, actor=cabinet.actor, at=now()
    )
    return redirect(f"{reverse('manager-message-blocks')}?just=blocked")


@require_POST
@in_cabinet(Right.CHANGE_MEMBERS)
def lift(request: HttpRequest, cabinet: Cabinet, block_id: UUID) -> HttpResponse:
    """Send to an address again."""
    del request
    if not blocking.lift(block_id=block_id, actor=cabinet.actor, at=now()):
        raise Http404
    return redirect(f"{reverse('manager-message-blocks')}?just=lifted")


def _blocks(
    request: HttpRequest, cabinet: Cabinet, *, wrong: str = "", typed: str = ""
) -> HttpResponse:
    after = uuid_of(request.GET.get("after", ""))
    rows, more = blocking.listed(after=after, limit=PAGE)
    context = {
        "cabinet": cabinet,
        "here": "messages",
        "tab": "blocks",
        "rows": [(row, WAYS.get(row.way, row.way), REASONS[row.reason]) for row in rows],
        "more": f"?after={more}" if more else "",
        "after": after,
        "wrong": wrong,
        "typed": typed,
        "just": request.GET.get("just", "") if request.method != "POST" else "",
    }
    status = REFUSED if wrong else 200
    return render(request, "manager/messages/blocks.html", context, status=status)
