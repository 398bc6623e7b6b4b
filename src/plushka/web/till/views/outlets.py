"""Where an owner stands today."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from plushka.domain.tenants.models import Staff
from plushka.domain.tenants.queries import OutletUnknown, get_outlet, open_outlets
from plushka.domain.tenants.rights import Right, may
from plushka.web.till.desk import CHOSEN
from plushka.web.ui.held import let_in
from plushka.web.ui.refusals import sentence

MOST = 1000
"""Outlets offered; the code of any other can be typed."""


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Let those choose an outlet who are not bound to one."""
    staff = request.user
    if not isinstance(staff, Staff):
        return let_in(request, f"{reverse('till-sign-in')}?{urlencode({'next': request.path})}")
    if not may(staff.role, Right.SELL):
        raise PermissionDenied
    if staff.outlet_id is not None:
        return redirect("till")
    refused = ""
    if request.method == "POST":
        try:
            chosen = get_outlet(request.POST.get("outlet", "").strip())
        except OutletUnknown as refusal:
            refused = sentence(refusal)
        else:
            request.session[CHOSEN] = chosen.code
            return redirect("till")
    context = {"outlets": open_outlets()[:MOST], "refused": refused}
    return render(request, "till/outlet.html", context, status=422 if refused else 200)
