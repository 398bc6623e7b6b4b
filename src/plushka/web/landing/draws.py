"""A prize draw for everybody: promise, list, seed, winners, and a check (B29)."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.handlers.asgi import ASGIRequest
from django.core.serializers.json import DjangoJSONEncoder
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from plushka.domain.draws import outside, queries
from plushka.domain.draws.listing import AT_ONCE, page_of
from plushka.domain.draws.models import Draw, Winner
from plushka.domain.draws.picking import written
from plushka.domain.draws.refusals import DrawUnknown
from plushka.domain.draws.telling import proof
from plushka.domain.draws.terms import read_prizes
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import Place, branding_of, find_place
from plushka.web.ui.brands import look_version
from plushka.web.ui.middleware import is_public
from plushka.web.ui.streaming import beside

SHOWN = 200
"""Winners on the page; all of them are in the file that the check reads."""

REASONS: dict[str, str | Promise] = {
    "DECLINED": _("did not want it"),
    "UNREACHABLE": _("was not reached"),
    "NOT_ALLOWED": _("may not win by the rules"),
    "LEFT": _("has left the programme"),
}
_ALWAYS = "public, max-age=86400"
"""A list that is fixed is never another one."""


@is_public
@require_safe
def draw(request: HttpRequest, slug: str, draw_id: UUID) -> HttpResponse:
    """Show what is told of a draw up to now; one that is prepared is not there yet."""
    place, known = _known(slug, draw_id)
    with tenant_context(place.id):
        winners = queries.find_winners(draw=known, most=SHOWN + 1)
    context = {
        "place": place,
        "look_version": look_version(branding_of(place)),
        "draw": known,
        "prizes": read_prizes(known.prizes),
        "winners": [(one, REASONS.get(one.reason, "")) for one in winners[:SHOWN]],
        "is_cut": len(winners) > SHOWN,
        "reserve": Winner.State.RESERVE,
        "passed_on": Winner.State.PASSED_ON,
        "round_address": outside.address(known.outside_round) if known.outside_round else "",
    }
    with timezone.override(ZoneInfo(place.zone)):
        return render(request, "landing/draw.html", context)


@is_public
@require_safe
def told(request: HttpRequest, slug: str, draw_id: UUID) -> HttpResponse:
    """Send all that is told of a draw, for programs."""
    del request
    place, known = _known(slug, draw_id)
    with tenant_context(place.id):
        text = json.dumps(proof(known), ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
    answer = HttpResponse(f"{text}\n", content_type="application/json; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@is_public
@require_safe
def listed(request: HttpRequest, slug: str, draw_id: UUID) -> HttpResponseBase:
    """Send the list whose digest was told, byte by byte as the digest is of it."""
    place, known = _known(slug, draw_id)
    if known.closed_at is None:
        raise Http404
    tag = f'"{known.list_digest}"'
    if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:
        answer: HttpResponseBase = HttpResponseNotModified()
    else:
        parts = _packed(place, known)
        body = beside(parts) if isinstance(request, ASGIRequest) else parts
        answer = StreamingHttpResponse(body, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="list.csv"'
    answer["ETag"] = tag
    answer["Cache-Control"] = _ALWAYS
    return answer


def _packed(place: Place, known: Draw) -> Iterator[str]:
    """Give the list in pieces, each read in a transaction of its own."""
    after = 0
    while True:
        with tenant_context(place.id):
            some = page_of(known.id, after=after)
        text = "".join(written(some))
        yield text if after == 0 else text.partition("\n")[2]
        if len(some) < AT_ONCE:
            return
        after = some[-1].first


def _known(slug: str, draw_id: UUID) -> tuple[Place, Draw]:
    place = find_place(slug)
    if place is None:
        raise Http404
    with tenant_context(place.id):
        try:
            known: Any = queries.get_draw(draw_id=draw_id)
        except DrawUnknown:
            raise Http404 from None
    if known.opened_at is None:
        raise Http404
    return place, known
