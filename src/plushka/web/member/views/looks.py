"""What a company's pages look like: its colour as a style sheet."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from plushka.web.member.visit import Company, in_company
from plushka.web.ui.assets import FOREVER

_LOOK = """:root {{
  --brand: light-dark({day}, {night});
  --on-brand: light-dark({on_day}, {on_night});
  --face: {face};
  --on-face: {on_face};
}}
"""
_SHORTLY = "public, max-age=300"
"""For who asks without the version in the address."""


@require_safe
@in_company
def look(request: HttpRequest, company: Company) -> HttpResponse:
    """Give the company's colour; on a sheet of its own, since no page may hold styles."""
    looks = company.looks
    text = _LOOK.format(
        day=looks.by_day,
        night=looks.by_night,
        on_day=looks.on_day,
        on_night=looks.on_night,
        face=looks.face,
        on_face=looks.on_face,
    )
    sheet = HttpResponse(text, content_type="text/css; charset=utf-8")
    sheet["Cache-Control"] = FOREVER if request.GET.get("v") == looks.version else _SHORTLY
    return sheet
