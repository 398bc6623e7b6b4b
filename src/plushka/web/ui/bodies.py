"""The page for who sent more than a page takes. Nothing of it was kept, and nothing was done."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MARK = "plushka.sent_too_much"
"""What whoever counts a body leaves in the scope of its request."""


class TooMuchSent:
    """Answers 413 where a body was too large to be let in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if getattr(request, "scope", {}).get(MARK):
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            return render(request, "413.html", {"address": request.path}, status=status)
        return self.get_response(request)
