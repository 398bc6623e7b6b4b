"""A provider's call is read by its channel, which knows forged ones."""

from uuid import UUID

import structlog
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from plushka.domain.messaging import reporting
from plushka.domain.messaging.models import Connection
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import find_place
from plushka.integrations.sending import Answer, Call, Forged, Inbound, Report
from plushka.web.hooks.receiving import receive
from plushka.web.hooks.reports import told
from plushka.web.ui.channels import NoLine, open_channel
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import is_public

LONGEST = 1_000_000
"""Bytes of a call; reports are short, and so are texts."""

log = structlog.get_logger("plushka.hooks")


@csrf_exempt
@is_public
def hook(request: HttpRequest, slug: str, connection_id: UUID) -> HttpResponse:
    """Take reports and texts of one provider; whoever may not call learns nothing of us."""
    place = find_place(slug)
    if place is None:
        raise Http404
    if int(request.headers.get("Content-Length") or 0) > LONGEST:
        return HttpResponse(status=413)
    # Read before the transaction begins: whoever calls sends it as slowly as they like.
    call = _call(request)
    with tenant_context(place.id):
        row = Connection.objects.filter(id=connection_id, is_on=True).first()
        if row is None:
            raise Http404
        answer = _read(row, call, slug)
        at = now()
        reports = [told(one, at=at) for one in answer.heard if isinstance(one, Report)]
        reporting.report(connection_id=connection_id, told=reports, at=at)
    for one in answer.heard:
        if isinstance(one, Inbound):
            receive(place.id, connection_id, one)
    return HttpResponse(answer.body, content_type=answer.media_type, status=answer.status)


def _call(request: HttpRequest) -> Call:
    return Call(
        method=request.method or "GET",
        query={name: str(request.GET[name]) for name in request.GET},
        headers={name.lower(): value for name, value in request.headers.items()},
        body=request.body,
    )


def _read(row: Connection, call: Call, slug: str) -> Answer:
    try:
        return open_channel(row).read(call)
    except (Forged, NoLine) as trouble:
        log.warning("call_refused", tenant=slug, provider=row.provider, why=type(trouble).__name__)
        return Answer(status=403)
    except ValueError:
        log.warning("call_unreadable", tenant=slug, provider=row.provider)
        return Answer(status=400)
