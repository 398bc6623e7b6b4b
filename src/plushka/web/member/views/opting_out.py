"""The link in advertising that ends it: one press, without signing in (RFC 8058)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from plushka.domain.messaging import opting
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant
from plushka.domain.tenants.queries import get_place
from plushka.web.member.colours import looks_of
from plushka.web.member.visit import Company
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import is_public


# Whoever has the token may: mail programs press without having seen the page.
@csrf_exempt
@is_public
@require_http_methods(["GET", "HEAD", "POST"])
def opt_out(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once; only a press changes anything, as mail programs look at every link."""
    known = opting.read(token)
    if known is None or not Tenant.objects.filter(id=known[0]).exists():
        raise Http404
    tenant_id, member_id = known
    place = get_place(tenant_id)
    company = Company(place, looks_of(place), now())
    is_done = request.method == "POST"
    if is_done:
        with tenant_context(tenant_id):
            actor = f"member:{member_id}"
            opting.opt_out_by_link(member_id=member_id, actor=actor, at=company.at)
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse("OK", content_type="text/plain")
    shown = render(request, "member/opt_out.html", {"company": company, "is_done": is_done})
    shown["Cache-Control"] = "private, no-store"
    shown["Referrer-Policy"] = "no-referrer"
    return shown
