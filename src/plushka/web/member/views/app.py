"""The installable app: its name, its icons, and what it keeps for when the line is down."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import logo_of
from plushka.web.member.icons import SIZES, icon_of
from plushka.web.member.visit import Company, in_company
from plushka.web.ui.assets import FOREVER

_SHORTLY = "public, max-age=3600"
_SHORT_NAME = 12
"""Letters that fit under an icon."""


@require_safe
@in_company
def manifest(request: HttpRequest, company: Company) -> HttpResponse:
    """Say how the app is called and looks, for browsers that install it."""
    del request
    home, name = company.address("member-card"), company.place.name
    told = {
        "id": home,
        "name": name,
        "short_name": name if len(name) <= _SHORT_NAME else name[: _SHORT_NAME - 1] + "…",
        "start_url": home,
        "scope": home,
        "display": "standalone",
        "lang": get_language() or company.place.language,
        "background_color": "#f6f4f1",
        "theme_color": company.looks.face,
        "icons": [
            {
                "src": icon_address(company, size),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "any maskable",
            }
            for size in (192, 512)
        ],
    }
    answer = JsonResponse(told, content_type="application/manifest+json")
    answer["Cache-Control"] = _SHORTLY
    return answer


@require_safe
@in_company
def icon(request: HttpRequest, company: Company, size: int) -> HttpResponse:
    """Draw the app's icon: the logo, or the company's first letter."""
    if size not in SIZES:
        raise Http404
    looks, logo = company.looks, b""
    if looks.logo:
        with tenant_context(company.place.id):
            logo = bytes(logo_of(company.place.id) or b"")
    drawn = icon_of(looks.letter, face=looks.face, on_face=looks.on_face, logo=logo, size=size)
    answer = HttpResponse(drawn, content_type="image/png")
    answer["Cache-Control"] = FOREVER if request.GET.get("v") else _SHORTLY
    return answer


@require_safe
@in_company
def worker(request: HttpRequest, company: Company) -> HttpResponse:
    """Give the service worker of one company: it keeps the shell, and no page of a member."""
    kept = [
        company.address("member-offline"),
        static("member/member.css"),
        f"{company.address('member-look')}?v={company.looks.version}",
        static("member/offline.js"),
    ]
    told = {
        "company": company,
        "kept": kept,
        "version": "-".join(kept),
        "icon": icon_address(company, 192),
    }
    answer = render(
        request, "member/worker.js", told, content_type="text/javascript; charset=utf-8"
    )
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
@in_company
def offline(request: HttpRequest, company: Company) -> HttpResponse:
    """Show what can be shown without a line: the card, where the member wanted it kept."""
    answer = render(request, "member/offline.html", {"company": company})
    answer["Cache-Control"] = "no-cache"
    return answer


def icon_address(company: Company, size: int) -> str:
    """Give an icon's address, which changes with its looks."""
    return f"{company.address('member-icon', size)}?v={company.icon_version}"
