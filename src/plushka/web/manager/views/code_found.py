"""A code that was found in the wild: of which batch it is, and what became of it.

What is typed stands in no address and in no log: it is sent as a form.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plushka.domain.codes import forensics
from plushka.domain.codes.models import Batch
from plushka.domain.members.queries import find_profiles
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.codes.words import SOURCES, STATES, sentence

REFUSED = 422
LONGEST = 100


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_cabinet(Right.SEE_CODES)
def found(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Find the batch and the history of a code, as somebody typed it."""
    context: dict[str, Any] = {"cabinet": cabinet, "here": "codes", "tab": "found"}
    if request.method != "POST":
        return render(request, "manager/codes/found.html", context)
    typed = request.POST.get("code", "")[:LONGEST]
    context["typed"] = typed
    try:
        code = forensics.find(code=typed)
    except Refusal as refusal:
        context["wrong"] = sentence(refusal)
        return render(request, "manager/codes/found.html", context, status=REFUSED)
    people = {}
    if code.member is not None and cabinet.may(Right.SEE_MEMBERS):
        people = find_profiles(member_ids=[code.member])
    context |= {
        "found": code,
        "state": STATES[code.batch.state],
        "source": SOURCES.get(code.source, ""),
        "member": people.get(code.member) if code.member else None,
        "replaced_by": Batch.objects.filter(replaces_id=code.batch.id).first(),
    }
    return render(request, "manager/codes/found.html", context)
