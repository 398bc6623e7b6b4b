"""The poster of an outlet, to print."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plushka.domain.company import outlets as company
from plushka.domain.company.outlets import OutletGone
from plushka.domain.tenants.models import Outlet
from plushka.domain.tenants.queries import branding_of, logo_of
from plushka.domain.tenants.rights import Right
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.posters.drawing import SIZES, Poster, draw

LANGUAGES = ("ru", "uk", "en")


@never_cache
@require_safe
@in_cabinet(Right.MANAGE_OUTLETS)
def poster(
    request: HttpRequest, cabinet: Cabinet, outlet_id: UUID, size: str, language: str
) -> HttpResponse:
    """Give the poster of an outlet as PDF."""
    try:
        outlet = company.get_outlet(outlet_id)
    except OutletGone as gone:
        raise Http404 from gone
    if size not in SIZES or language not in LANGUAGES or outlet.closed_at:
        raise Http404
    with translation.override(language):
        drawn = draw(_poster(request, cabinet, outlet), size)
    answer = HttpResponse(drawn, content_type="application/pdf")
    file = f"{cabinet.place.slug}-{size}-{language}.pdf"
    answer["Content-Disposition"] = f'inline; filename="{file}"'
    return answer


def _poster(request: HttpRequest, cabinet: Cabinet, outlet: Outlet) -> Poster:
    branding = branding_of(cabinet.place)
    path = reverse("join-outlet", args=[cabinet.place.slug, outlet.code])
    return Poster(
        company=branding.name,
        colour=branding.colour,
        text_colour=branding.text_colour,
        logo=logo_of(cabinet.place.id) if branding.logo else None,
        heading=_("Join, and get points for what you buy"),
        steps=(
            _("Point the camera of your phone at the code"),
            _("Type your phone and the code we send"),
            _("Tell your phone at the till"),
        ),
        address=request.build_absolute_uri(path),
        outlet=outlet.name,
        place=outlet.address,
    )
