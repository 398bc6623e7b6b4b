"""How a company looks, for every page of its own: its logo, and its colours as a sheet."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import Place, branding_of, find_place, logo_of
from plushka.web.ui.assets import FOREVER
from plushka.web.ui.brands import look_version
from plushka.web.ui.middleware import is_public

SHORTLY = "public, max-age=300"
"""For who asks without the version in the address."""

_SHEET = ":root {{ --brand: {colour}; --on-brand: {text}; }}\n"


@is_public
@require_safe
def logo(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the logo, a PNG that we drew ourselves."""
    place = _place(slug)
    if not place.logo:
        raise Http404
    if (known := _unless_known(request, place.logo)) is not None:
        return known
    with tenant_context(place.id):
        content = logo_of(place.id)
    if content is None:
        raise Http404
    return _sent(request, HttpResponse(content, content_type="image/png"), place.logo)


@is_public
@require_safe
def look(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the colours as custom properties, because pages hold no styles (CSP)."""
    branding = branding_of(_place(slug))
    version = look_version(branding)
    if (known := _unless_known(request, version)) is not None:
        return known
    sheet = _SHEET.format(colour=branding.colour, text=branding.text_colour)
    return _sent(request, HttpResponse(sheet, content_type="text/css; charset=utf-8"), version)


def _place(slug: str) -> Place:
    place = find_place(slug)
    if place is None:
        raise Http404
    return place


def _unless_known(request: HttpRequest, version: str) -> HttpResponse | None:
    if request.headers.get("If-None-Match", "").removeprefix("W/") != f'"{version}"':
        return None
    return _sent(request, HttpResponseNotModified(), version)


def _sent(request: HttpRequest, response: HttpResponse, version: str) -> HttpResponse:
    response["ETag"] = f'"{version}"'
    response["Cache-Control"] = FOREVER if request.GET.get("v") == version else SHORTLY
    response["X-Content-Type-Options"] = "nosniff"
    return response
