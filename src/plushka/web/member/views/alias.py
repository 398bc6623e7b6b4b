"""The word that names the member at every company: asked for, changed and given up (U35, U36)."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from plushka.domain.members import sharing
from plushka.domain.tenants.context import tenant_context
from plushka.lib.refusal import Refusal
from plushka.web.member.refusals import REFUSED, sentence
from plushka.web.member.visit import Visit, acting, as_member

JUST = frozenset({"taken", "changed", "given-up"})
_LONGEST = 20


@require_safe
@as_member
def alias(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the word, or what it would be good for."""
    return _page(request, visit)


@acting
def take(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Let the member be named by their word here."""
    return _do(
        request,
        visit,
        "taken",
        lambda member: sharing.share(member_id=member, way="PAGE", actor=visit.actor, at=visit.at),
    )


@acting
def change(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Give the member another word, once for the word they saw."""
    was = request.POST.get("was", "")[:_LONGEST]
    return _do(
        request,
        visit,
        "changed",
        lambda member: sharing.change(
            member_id=member, actor=visit.actor, at=visit.at, was=was or None
        ),
    )


@acting
def give_up(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Name the member here by the word no more."""
    return _do(
        request,
        visit,
        "given-up",
        lambda member: sharing.unshare(member_id=member, actor=visit.actor, at=visit.at),
    )


def _do(
    request: HttpRequest, visit: Visit, just: str, act: Callable[[UUID], object]
) -> HttpResponse:
    try:
        with tenant_context(visit.place.id):
            act(visit.visitor.member_id)
    except Refusal as refusal:
        with tenant_context(visit.place.id):
            return _page(request, visit, refused=sentence(refusal))
    return redirect(f"{visit.address('member-alias')}?just={just}")


def _page(request: HttpRequest, visit: Visit, *, refused: str = "") -> HttpResponse:
    just = request.GET.get("just", "")
    told = {
        "company": visit,
        "word": sharing.word_of(member_id=visit.visitor.member_id),
        "just": just if just in JUST else "",
        "refused": refused,
        "here": "profile",
    }
    return render(request, "member/alias.html", told, status=REFUSED if refused else 200)
