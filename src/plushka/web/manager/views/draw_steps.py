"""What is done with a draw: opened, closed, drawn, cancelled; its prizes handed over."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from plushka.domain.draws import operations
from plushka.domain.draws.models import Draw
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.draws import words
from plushka.web.manager.views.draws import known_draw, page
from plushka.web.ui.clock import now

_TYPED = ("outside_value", "outside_source", "reason")


@require_POST
@in_cabinet(Right.CHANGE_PROGRAMME)
def open_(request: HttpRequest, cabinet: Cabinet, draw_id: UUID) -> HttpResponse:
    """Promise the draw: from here on it takes chances, and is changed no more."""
    return _step(
        request,
        cabinet,
        draw_id,
        lambda version: operations.open_(
            draw_id=draw_id, version=version, actor=cabinet.actor, at=now()
        ),
        Draw.State.OPEN,
    )


@require_POST
@in_cabinet(Right.CHANGE_PROGRAMME)
def close(request: HttpRequest, cabinet: Cabinet, draw_id: UUID) -> HttpResponse:
    """Fix the list, where the worker has not done so by itself yet."""
    return _step(
        request,
        cabinet,
        draw_id,
        lambda version: operations.close(
            draw_id=draw_id, version=version, actor=cabinet.actor, at=now()
        ),
        Draw.State.CLOSED,
    )


@require_POST
@in_cabinet(Right.CHANGE_PROGRAMME)
def draw(request: HttpRequest, cabinet: Cabinet, draw_id: UUID) -> HttpResponse:
    """Draw the winners with the outside value."""
    return _step(
        request,
        cabinet,
        draw_id,
        lambda version: operations.draw_(
            draw_id=draw_id,
            version=version,
            outside_value=request.POST.get("outside_value", ""),
            outside_source=request.POST.get("outside_source", ""),
            actor=cabinet.actor,
            at=now(),
        ),
        Draw.State.DRAWN,
    )


@require_POST
@in_cabinet(Right.CHANGE_PROGRAMME)
def cancel(request: HttpRequest, cabinet: Cabinet, draw_id: UUID) -> HttpResponse:
    """Cancel the draw, and tell everybody why."""
    return _step(
        request,
        cabinet,
        draw_id,
        lambda version: operations.cancel(
            draw_id=draw_id,
            version=version,
            reason=request.POST.get("reason", ""),
            actor=cabinet.actor,
            at=now(),
        ),
        Draw.State.CANCELLED,
    )


@require_POST
@in_cabinet(Right.CHANGE_PROGRAMME)
def winner(request: HttpRequest, cabinet: Cabinet, draw_id: UUID, winner_id: UUID) -> HttpResponse:
    """Hand a prize over, take that back, or let the next in reserve have it."""
    whose = {"draw_id": draw_id, "winner_id": winner_id, "actor": cabinet.actor, "at": now()}
    try:
        with transaction.atomic():
            match request.POST.get("do", ""):
                case "hand-over":
                    operations.hand_over(**whose)  # type: ignore[arg-type]
                case "take-back":
                    operations.take_back(**whose)  # type: ignore[arg-type]
                case _:
                    reason = request.POST.get("reason", "")
                    operations.pass_on(**whose, reason=reason)  # type: ignore[arg-type]
    except Refusal as refusal:
        return page(request, cabinet, known_draw(draw_id), refused=words.sentence(refusal))
    return redirect("manager-draw", draw_id)


def _step(
    request: HttpRequest,
    cabinet: Cabinet,
    draw_id: UUID,
    do: Callable[[int], Draw],
    to: Draw.State,
) -> HttpResponse:
    """Take a draw a step on; pressed twice, it is taken once, and the second sees it done."""
    text = request.POST.get("version", "")
    version = int(text) if text.isascii() and text.isdecimal() and len(text) < len("1" * 9) else 0
    try:
        with transaction.atomic():
            do(version)
    except Refusal as refusal:
        known = known_draw(draw_id)
        if known.state == to and known.version == version + 1:
            return redirect("manager-draw", draw_id)
        typed = {name: request.POST.get(name, "")[:2000] for name in _TYPED}
        return page(request, cabinet, known, refused=words.sentence(refusal), typed=typed)
    return redirect("manager-draw", draw_id)
