"""Balances: what can be spent, what opens later, what is set aside, and what ends when."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plushka.domain.ledger import queries as ledger
from plushka.web.member.standing import by_kinds, known, lots_of, tier_of
from plushka.web.member.visit import Visit, as_member

SHOWN = 50
"""Lots on the page; whoever has more finds the rest in the export of their data."""


@require_safe
@as_member
def points(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show every lot with its days (B11), and the way to the next tier (B33)."""
    found = known(visit)
    lots = ledger.live_lots(account=found.account, at=visit.at)
    told = {
        "company": visit,
        "known": found,
        "balance": found.balance(),
        "kinds": by_kinds(lots),
        "lots": lots_of(found, lots[:SHOWN]),
        "more": max(0, len(lots) - SHOWN),
        "tier": tier_of(found),
        "here": "points",
    }
    return render(request, "member/points.html", told)
