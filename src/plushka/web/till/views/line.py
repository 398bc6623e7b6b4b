"""Sales that were rung up while the line was away, and what lets the till open without it.

A kept sale is a sale like any other, with the moment it was rung up (T7) and no
points to redeem: nobody could say how many there were. Its key makes a repeat
harmless, its receipt too.
"""

import datetime as dt
import hashlib
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plushka.domain.members import token
from plushka.domain.members.locator import Locator
from plushka.domain.sales import operations as sales
from plushka.domain.sales.asked import AskedSale
from plushka.domain.sales.loading import SaleCall
from plushka.domain.sales.queries import find_story
from plushka.domain.sales.refusals import ReceiptDiffers
from plushka.domain.sales.told import ToldSale
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import names_of_staff
from plushka.lib.refusal import BadField, Refusal
from plushka.web.till import finding, refusing
from plushka.web.till.desk import Desk, at_desk
from plushka.web.till.draft import Draft
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import is_public, opens_its_own

FILES = (
    "ui/mark.svg",
    "ui/vendor/tabler.min.css",
    "ui/ui.css",
    "till/till.css",
    "till/offline.js",
)
"""What the page without the line needs, besides itself."""

IMPORTED = ("till/queue.js",)
"""What its scripts import, by addresses without a version."""


@is_public
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Give the script that keeps the till's own files in the browser."""
    versioned = [static(file) for file in (*FILES, *IMPORTED)]
    plain = [address.partition("?")[0] for address in versioned[len(FILES) :]]
    context = {
        "version": hashlib.sha256("".join(versioned).encode()).hexdigest()[:12],
        "offline": reverse("till-offline"),
        "files": versioned[: len(FILES)] + plain,
    }
    response = render(request, "till/worker.js", context, content_type="text/javascript")
    response["Cache-Control"] = "no-cache"
    return response


@is_public
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Show the till as it is without the line: the same for everybody, with nobody's data."""
    return render(request, "till/offline.html")


@never_cache
@require_safe
@at_desk
def state(request: HttpRequest, desk: Desk) -> JsonResponse:
    """Tell a browser that the line is there, who stands where, and what lets it send."""
    told = {"tenant": desk.place.slug, "outlet": desk.outlet.code, "csrf": get_token(request)}
    return JsonResponse(told)


@never_cache
@require_POST
@at_desk
@opens_its_own
def take(request: HttpRequest, desk: Desk) -> JsonResponse:
    """Record a kept sale; one that is recorded already is only told so."""
    sent = request.POST
    if (sent.get("tenant"), sent.get("outlet")) != (desk.place.slug, desk.outlet.code):
        return JsonResponse({"state": "waits"})
    draft = Draft.posted(sent)
    try:
        asked = _asked(request, desk, draft)
        call = SaleCall(asked, desk.asker, draft.key)
        [told] = sales.record(tenant_id=desk.place.id, sales=[call], at=now())
    except (BadField, ValueError) as wrong:
        words = refusing.told(desk, wrong) if isinstance(wrong, Refusal) else str(wrong)
        return JsonResponse({"state": "refused", "words": words})
    if isinstance(told, ToldSale) or _is_recorded(desk, asked, told):
        return JsonResponse({"state": "recorded"})
    if not isinstance(told, Refusal):
        raise told
    return JsonResponse({"state": "refused", "words": refusing.told(desk, told)})


def _asked(request: HttpRequest, desk: Desk, draft: Draft) -> AskedSale:
    """Read the sale; raises ``BadField``, or ``ValueError`` with what to do."""
    if draft.redeem:
        raise ValueError(_("Redeeming needs the line. Record this sale at the till by hand."))
    moment = _moment(request.POST.get("at", ""))
    asked = draft.asked(
        outlet=desk.outlet.code, staff=_who(request, desk), needs_receipt=True, at=moment
    )
    if asked is None:
        raise ValueError(draft.first_error)
    whom = request.POST.get("whom", "").strip()
    if asked.member is not None or not whom:
        return asked
    return msgspec.structs.replace(asked, member=_member(desk, whom, at=moment or now()))


def _member(desk: Desk, whom: str, *, at: dt.datetime) -> Locator:
    """Tell whom a scanned text meant: a QR code is good for the half minute it was shown in."""
    locator = finding.read(whom, region=desk.place.region)
    if locator.kind != "TOKEN":
        return locator
    shown = token.read(desk.place.id, locator.value, at)
    return locator if shown is None else Locator("ID", str(shown))


def _moment(text: str) -> dt.datetime | None:
    """Read when it was rung up; a clock that is ahead of ours says no more than now."""
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo is not None and at < now() else None


def _who(request: HttpRequest, desk: Desk) -> str:
    """Give the name of who rang it up, who may have signed out since."""
    actor = f"staff:{_id(request.POST.get('staff', ''))}"
    with tenant_context(desk.place.id):
        return names_of_staff(actors=[actor]).get(actor, desk.staff.name)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _is_recorded(desk: Desk, asked: AskedSale, told: object) -> bool:
    """Tell whether the receipt is this very sale, whose answer was lost before it was kept."""
    if not isinstance(told, ReceiptDiffers):
        return False
    with tenant_context(desk.place.id):
        known = find_story(desk.place, outlet=desk.outlet.code, receipt=asked.receipt or "")
    if known is None:
        return False
    member = known.sale.member_id and Locator("ID", str(known.sale.member_id))
    return member == asked.member and asked.total in {None, known.sale.total}
