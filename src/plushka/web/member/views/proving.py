"""The second proof, where a phone alone says too little; and «it is not me» (T43)."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from plushka.domain.access import proofs
from plushka.domain.access.proofs import Told
from plushka.domain.tenants.context import tenant_context
from plushka.lib.refusal import Refusal
from plushka.web.member.refusals import REFUSED, sentence
from plushka.web.member.visit import Company, in_company, ours, visit_of

_LONGEST = 40


@require_http_methods(["GET", "HEAD", "POST"])
@in_company
def proof(request: HttpRequest, company: Company) -> HttpResponse:
    """Ask for the card or the birth date before anything of the member's is shown."""
    with tenant_context(company.place.id):
        visit = visit_of(request, company)
    if visit is None:
        return redirect("member-sign-in", company.place.slug)
    if visit.visitor.is_proved:
        return redirect("member-card", company.place.slug)
    refused = ""
    wanted = ours(company, request.POST.get("next", request.GET.get("next", "")))
    if request.method == "POST":
        try:
            with tenant_context(company.place.id):
                proofs.prove(visitor=visit.visitor, told=_told(request), at=visit.at)
            return redirect(wanted or company.address("member-card"))
        except Refusal as refusal:
            refused = sentence(refusal)
    told = {"company": visit, "refused": refused, "next": wanted}
    return render(request, "member/proof.html", told, status=REFUSED if refused else 200)


def _told(request: HttpRequest) -> Told:
    try:
        day = dt.date.fromisoformat(request.POST.get("birth_date", ""))
    except ValueError:
        day = None
    return Told(card=request.POST.get("card", "").strip()[:_LONGEST], birth_date=day)
