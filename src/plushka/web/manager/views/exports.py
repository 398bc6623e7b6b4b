"""Members and sales are asked for as a file, which the worker writes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from plushka.domain.segments import keeping
from plushka.domain.tasks import operations as tasks
from plushka.domain.tenants.rights import Right
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.members import columns, listed
from plushka.web.manager.sales import listed as listed_sales
from plushka.web.ui.clock import now
from plushka.web.ui.form_keys import key_of

FORMS = frozenset({"xlsx", "csv"})


@require_POST
@in_cabinet(Right.EXPORT)
def export_members(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Ask for the members of a view, with one's own columns."""
    view = listed.asked_for(request.GET)
    chosen = columns.chosen(keeping.columns_of(staff_id=cabinet.staff.id))
    form = _form(request)
    asked = {
        "form": form,
        "segment": view.segment and str(view.segment.id),
        "filter": view.filter_id and str(view.filter_id),
        "order": view.order,
        "is_descending": view.is_descending,
        "columns": [column.code for column in chosen],
        "language": get_language() or "en",
    }
    task = tasks.ask(
        kind="members_export",
        request=asked,
        actor=cabinet.actor,
        at=now(),
        id_=key_of(request, of=form),
    )
    return redirect("manager-task", task)


@require_POST
@in_cabinet(Right.EXPORT)
def export_sales(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Ask for the sales of a view."""
    view = listed_sales.asked_for(request.GET)
    form = _form(request)
    asked = {
        "form": form,
        "since": view.since and view.since.isoformat(),
        "until": view.until and view.until.isoformat(),
        "outlet": str(cabinet.staff.outlet_id or view.outlet or ""),
        "staff": view.staff,
        "receipt": view.receipt,
        "member": str(view.member or ""),
        "language": get_language() or "en",
    }
    task = tasks.ask(
        kind="sales_export",
        request=asked,
        actor=cabinet.actor,
        at=now(),
        id_=key_of(request, of=form),
    )
    return redirect("manager-task", task)


def _form(request: HttpRequest) -> str:
    form = request.POST.get("form", "")
    return form if form in FORMS else "xlsx"
