"""The tables of a replay, downloaded for a spreadsheet part by part."""

from collections.abc import Iterator
from uuid import UUID

from django.core.handlers.asgi import ASGIRequest
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plushka.domain.programmes.queries import rules
from plushka.domain.replay.models import Replay
from plushka.domain.replay.queries import ReplayUnknown, figures_of, get_replay
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.rights import Right
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.lab import tables, told
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own
from plushka.web.ui.streaming import beside

AT_ONCE = 1000
"""Members that are read together."""


@never_cache
@require_safe
@opens_its_own
@in_cabinet(Right.SEE_PROGRAMME)
def table(
    request: HttpRequest, cabinet: Cabinet, replay_id: UUID, name: str
) -> StreamingHttpResponse:
    """Give one table of a replay that is done, as CSV."""
    with tenant_context(cabinet.place.id):
        row = _done(replay_id)
        programme = rules(zone=cabinet.place.zone).at(now())
        names = told.names(row, programme, get_language() or "en")
        figures = figures_of(row)
    if figures is None or name not in tables.TABLES:
        raise Http404
    # A byte order mark lets spreadsheets know that it is UTF-8.
    if name == "members":
        head = "\ufeff" + tables.written([tables.member_head()])
        parts = _members(cabinet.place.id, row, names, head)
    else:
        rows = {
            "tiers": figures.tiers,
            "categories": figures.categories,
            "products": figures.products,
        }[name]
        found = tables.written(tables.groups(rows, names if name == "tiers" else {}))
        parts = iter(("\ufeff" + found,))
    body = beside(parts) if isinstance(request, ASGIRequest) else parts
    answer = StreamingHttpResponse(body, content_type="text/csv; charset=utf-8")
    file = f"{cabinet.place.slug}-replay-{name}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{file}"'
    return answer


def _done(replay_id: UUID) -> Replay:
    try:
        return get_replay(replay_id)
    except ReplayUnknown:
        raise Http404 from None


def _members(tenant: int, row: Replay, names: dict[str, str], head: str) -> Iterator[str]:
    """Read members part by part, each in a transaction of its own; who gains most comes first."""
    yield head
    after = 0
    while True:
        with tenant_context(tenant):
            found = told.named(row, limit=AT_ONCE, after=after)
        if not found:
            return
        yield tables.written(tables.member_cells(one, name, names) for _, one, name in found)
        after = found[-1][0]
