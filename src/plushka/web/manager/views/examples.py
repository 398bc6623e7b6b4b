"""Worked receipts that are kept as examples: tried, saved, listed red and green, forgotten."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.rights import Right
from plushka.domain.workbench import operations, queries
from plushka.lib.refusal import BadField, Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.refusals import example_sentence
from plushka.web.manager.worked import Worked
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own

REFUSED, NOT_FOUND = 422, 404


@never_cache
@require_safe
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def examples(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show all examples, and what of each comes out differently by the draft."""
    return _page(request, cabinet)


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def save(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Keep the receipt that was tried, with what it comes to by the draft."""
    at, name = now(), " ".join(request.POST.get("example", "").split())
    try:
        with tenant_context(cabinet.place.id):
            programme = queries.compiled(queries.programme_tried(), zone=cabinet.place.zone)
            worked = Worked.sent(request.POST, programme)
            receipt = worked.asked()
            if receipt is None or not (name and name.isprintable()):
                raise BadField("name" if receipt else "receipt", "fill it in")
            operations.save_example(
                name=name,
                receipt=receipt,
                member=worked.buyer(),
                place=cabinet.place,
                actor=cabinet.actor,
                at=at,
            )
    except Refusal as refusal:
        return _page(request, cabinet, refusal=refusal)
    return redirect("manager-draft-examples")


@require_POST
@opens_its_own
@in_cabinet(Right.CHANGE_PROGRAMME)
def remove(request: HttpRequest, cabinet: Cabinet, example: UUID) -> HttpResponse:
    """Forget an example."""
    try:
        with tenant_context(cabinet.place.id):
            operations.remove_example(example_id=example, actor=cabinet.actor, at=now())
    except Refusal as refusal:
        return _page(request, cabinet, refusal=refusal)
    return redirect("manager-draft-examples")


def _page(
    request: HttpRequest, cabinet: Cabinet, *, refusal: Refusal | None = None
) -> HttpResponse:
    with tenant_context(cabinet.place.id):
        programme = queries.programme_tried()
        ran = queries.run(queries.find_examples(), programme=programme, zone=cabinet.place.zone)
        context = {
            "cabinet": cabinet,
            "here": "programme",
            "section": "examples",
            "refused": example_sentence(refusal) if refusal else "",
            "examples": ran,
        }
        status = REFUSED if refusal else 200
        if isinstance(refusal, queries.ExampleUnknown):
            status = NOT_FOUND
        return render(request, "manager/examples.html", context, status=status)
