"""Files are brought in: looked at, tried, carried out, taken back."""

from collections.abc import Callable
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plushka.domain.imports import asking, queries
from plushka.domain.imports.asking import ImportBusy
from plushka.domain.imports.fields.field import Kind
from plushka.domain.imports.models import Import
from plushka.domain.imports.queries import ImportUnknown
from plushka.domain.imports.sheets.opening import open_sheet
from plushka.domain.imports.sheets.sheet import LARGEST, Fault, SheetUnreadable
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.importing import form
from plushka.web.manager.importing.showing import state_of
from plushka.web.manager.importing.words import KINDS, refusal_words
from plushka.web.ui.clock import now
from plushka.web.ui.htmx import show
from plushka.web.ui.middleware import opens_its_own

REFUSED = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@opens_its_own
@in_cabinet(Right.IMPORT)
def imports(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Take a file, and list those that were brought before."""
    refused = ""
    kind = _kind(request.POST.get("kind", ""))
    if request.method == "POST":
        try:
            return redirect("manager-import", _bring(request, cabinet, kind).id)
        except Refusal as refusal:
            refused = refusal_words(refusal)
    with tenant_context(cabinet.place.id):
        context = {
            "cabinet": cabinet,
            "here": "imports",
            "refused": refused,
            "kind": kind,
            "kinds": [(one, *words) for one, words in KINDS.items()],
            "imports": [(row, KINDS[Kind(row.kind)][0]) for row in queries.find_imports()],
        }
        return render(request, "manager/imports.html", context, status=REFUSED if refused else 200)


@never_cache
@require_safe
@in_cabinet(Right.IMPORT)
def import_(request: HttpRequest, cabinet: Cabinet, import_id: UUID) -> HttpResponse:
    """Show how an import stands, and what can be done next; for htmx, only that."""
    return _show(request, cabinet, _get(import_id))


@require_POST
@opens_its_own
@in_cabinet(Right.IMPORT)
def choose(request: HttpRequest, cabinet: Cabinet, import_id: UUID) -> HttpResponse:
    """Say what the columns mean, and have the file tried."""

    def step(row: Import) -> None:
        asking.choose(
            import_id=row.id,
            meanings=form.read_meanings(row, request.POST),
            options=form.read_options(request.POST),
            actor=cabinet.actor,
            at=now(),
        )

    return _do(request, cabinet, import_id, step)


@require_POST
@opens_its_own
@in_cabinet(Right.IMPORT)
def run(request: HttpRequest, cabinet: Cabinet, import_id: UUID) -> HttpResponse:
    """Carry out what was tried, or what was called off half way."""
    return _do(
        request,
        cabinet,
        import_id,
        lambda row: asking.run(import_id=row.id, actor=cabinet.actor, at=now()),
    )


@require_POST
@opens_its_own
@in_cabinet(Right.IMPORT)
def undo(request: HttpRequest, cabinet: Cabinet, import_id: UUID) -> HttpResponse:
    """Take an import back."""
    return _do(
        request,
        cabinet,
        import_id,
        lambda row: asking.undo(import_id=row.id, actor=cabinet.actor, at=now()),
    )


@require_POST
@in_cabinet(Right.IMPORT)
def discard(request: HttpRequest, cabinet: Cabinet, import_id: UUID) -> HttpResponse:
    """Forget a file that nothing came of."""
    row = _get(import_id)
    try:
        asking.discard(import_id=row.id, at=now())
    except ImportBusy as refusal:
        return _show(request, cabinet, row, refusal)
    return redirect("manager-imports")


def _do(
    request: HttpRequest,
    cabinet: Cabinet,
    import_id: UUID,
    step: Callable[[Import], object],
) -> HttpResponse:
    """Take a step, and show the import; where it is refused, with what was chosen and why."""
    try:
        with tenant_context(cabinet.place.id):
            step(_get(import_id))
    except Refusal as refusal:
        with tenant_context(cabinet.place.id):
            return _show(request, cabinet, _get(import_id), refusal)
    return redirect("manager-import", import_id)


def _bring(request: HttpRequest, cabinet: Cabinet, kind: Kind) -> Import:
    """Open the file that was sent, outside any transaction, and keep it."""
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile) or not sent.size:
        raise SheetUnreadable(Fault.EMPTY)
    if sent.size > LARGEST:
        raise SheetUnreadable(Fault.TOO_LARGE)
    content = sent.read()
    sheet = open_sheet(content)
    with tenant_context(cabinet.place.id):
        return asking.bring(
            kind=kind,
            filename=sent.name or "",
            content=content,
            sheet=sheet,
            actor=cabinet.actor,
            at=now(),
        )


def _show(
    request: HttpRequest, cabinet: Cabinet, row: Import, refusal: Refusal | None = None
) -> HttpResponse:
    is_choosing = row.state == Import.State.UPLOADED or "columns" in request.GET
    context = {
        "cabinet": cabinet,
        "here": "imports",
        "refused": refusal_words(refusal) if refusal else "",
        "row": row,
        "kind": KINDS[Kind(row.kind)][0],
        **state_of(row, cabinet.place, sent=request.POST if refusal else None),
        "is_choosing": is_choosing and row.state in {Import.State.UPLOADED, Import.State.CHECKED},
    }
    return show(
        request, "manager/import.html", "state", context, status=REFUSED if refusal else 200
    )


def _get(import_id: UUID) -> Import:
    try:
        return queries.get_import(import_id)
    except ImportUnknown:
        raise Http404 from None


def _kind(text: str) -> Kind:
    return Kind(text) if text in set(KINDS) else Kind.MEMBERS
