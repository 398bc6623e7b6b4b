"""The address that the QR code under a cap holds (U8). Capitals are as good as small letters."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plushka.domain.tenants.models import Tenant
from plushka.domain.tenants.queries import Place, find_place
from plushka.web.ui import caps
from plushka.web.ui.middleware import is_public


@is_public
@never_cache
@require_safe
def cap(_request: HttpRequest, code: str = "", slug: str = "") -> HttpResponse:
    """Lead to the page that activates the code, without the code in its address.

    Without a code it is the address that people type who read it beside their code.
    """
    place = _place(slug.lower())
    if place is None:
        raise Http404
    led = redirect("member-codes", place.slug)
    if code:
        caps.keep(led, code, path=reverse("member-card", args=[place.slug]))
    led["Referrer-Policy"] = "no-referrer"
    return led


def _place(slug: str) -> Place | None:
    """Give the company of an address; one without a name is the only company there is."""
    if slug:
        return find_place(slug)
    slugs = list(Tenant.objects.order_by("id").values_list("slug", flat=True)[:2])
    return find_place(slugs[0]) if len(slugs) == 1 else None
