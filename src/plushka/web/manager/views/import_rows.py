"""The rows of an import, downloaded for a spreadsheet part by part."""

from collections.abc import Iterator
from uuid import UUID

from django.core.handlers.asgi import ASGIRequest
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plushka.domain.imports import queries
from plushka.domain.imports.models import Import, ImportRow
from plushka.domain.imports.queries import ImportUnknown
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.rights import Right
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.importing import tables
from plushka.web.ui.middleware import opens_its_own
from plushka.web.ui.streaming import beside


@never_cache
@require_safe
@opens_its_own
@in_cabinet(Right.IMPORT)
def rows(
    request: HttpRequest, cabinet: Cabinet, import_id: UUID, name: str
) -> StreamingHttpResponse:
    """Give all rows with their verdicts, or those that were refused, to be mended."""
    if name not in {"rows", "refused"}:
        raise Http404
    verdict = ImportRow.Verdict.REFUSED if name == "refused" else None
    with tenant_context(cabinet.place.id):
        try:
            row = queries.get_import(import_id)
        except ImportUnknown:
            raise Http404 from None
    parts = _parts(cabinet.place.id, row, verdict, get_language() or "en")
    body = beside(parts) if isinstance(request, ASGIRequest) else parts
    answer = StreamingHttpResponse(body, content_type="text/csv; charset=utf-8")
    file = f"{cabinet.place.slug}-import-{name}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{file}"'
    return answer


def _parts(tenant: int, row: Import, verdict: str | None, language: str) -> Iterator[str]:
    """Read rows part by part, each in a transaction of its own, in the reader's language."""
    with override(language):
        yield tables.head(row)
    after = 0
    while True:
        with tenant_context(tenant), override(language):
            found = queries.rows_after(row.id, verdict=verdict, after=after)
            if not found:
                return
            written = tables.rows(found, width=len(row.header))
        yield written
        after = found[-1].number
