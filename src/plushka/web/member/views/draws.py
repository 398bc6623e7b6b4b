"""Draws in which a member has chances: their tickets, and what these have won (U1, B29)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plushka.domain.draws.models import Winner
from plushka.domain.draws.queries import find_taken
from plushka.web.member.visit import Visit, as_member

SHOWN = 20
"""Draws on the page; whoever has more finds the rest in the export of their data."""


@require_safe
@as_member
def draws(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the draws one takes part in, the newest first."""
    taken = find_taken(member_id=visit.visitor.member_id)
    told = {
        "company": visit,
        "taken": taken[:SHOWN],
        "more": max(0, len(taken) - SHOWN),
        "reserve": Winner.State.RESERVE,
        "passed_on": Winner.State.PASSED_ON,
        "handed_over": Winner.State.HANDED_OVER,
        "here": "profile",
    }
    return render(request, "member/draws.html", told)
