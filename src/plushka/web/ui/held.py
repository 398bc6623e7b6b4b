"""What was typed waits for a sign-in that ran out, also where no script keeps it.

A browser that keeps forms itself (``ui/kept.js``) is led to the sign-in at once. Any other one
is shown a page that holds what it sent: it signs in beside it and sends it once more. Nothing is
kept here, so nobody else can come upon it. Passwords, PINs and files are never held.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render

from plushka.web.ui.htmx import wants_part
from plushka.web.ui.middleware import is_public

KEEPS = "keeps"
"""The cookie by which a browser says that it keeps what is typed."""

FORBIDDEN = 403
_SECRET = ("password", "pin", "csrfmiddlewaretoken")


def let_in(
    request: HttpRequest, sign_in: str, page: str = "ui/held.html", **told: Any
) -> HttpResponse:
    """Lead to the sign-in; hold what was typed, where it would be lost on the way.

    Also the whole browser where only a part of the page was asked for.
    """
    if wants_part(request):
        response = HttpResponse()
        response["HX-Redirect"] = sign_in
        return response
    if KEEPS in request.COOKIES or not _typed(request):
        return redirect(sign_in)
    return _held(request, page, {**told, "sign_in": sign_in})


@is_public
def page_too_old(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Let a form whose page is from before a sign-in be sent once more, by the person.

    Only where the browser says that it came from a page of ours; and a form with a secret in it
    is typed anew.
    """
    del reason
    is_ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if is_ours and not wants_part(request) and _typed(request) and not _has_secret(request):
        get_token(request)
        return _held(request, "ui/held.html", {})
    return render(request, "403_csrf.html", status=FORBIDDEN)


def _held(request: HttpRequest, page: str, told: dict[str, Any]) -> HttpResponse:
    held = {
        "address": request.get_full_path(),
        "fields": _typed(request),
        "has_files": bool(request.FILES),
    }
    response = render(request, page, {**told, **held}, status=FORBIDDEN)
    response["Cache-Control"] = "private, no-store"
    return response


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not _is_secret(name)
    ]


def _has_secret(request: HttpRequest) -> bool:
    return any(_is_secret(name) for name in request.POST if name != "csrfmiddlewaretoken")


def _is_secret(name: str) -> bool:
    return name.startswith(_SECRET)
