"""Parts of pages for htmx, whole pages for everybody else."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def wants_part(request: HttpRequest) -> bool:
    """Tell whether a script asks for a part of a page it shows already."""
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers


def show(
    request: HttpRequest,
    page: str,
    part: str,
    context: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Answer with the page, or with the named part of it where htmx asked.

    What a POST answers has no address one could come back to, so the browser
    keeps the one it shows.
    """
    template = f"{page}#{part}" if wants_part(request) else page
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    response["Cache-Control"] = "private, no-store"
    if request.method == "POST":
        response["HX-Push-Url"] = "false"
    return response
