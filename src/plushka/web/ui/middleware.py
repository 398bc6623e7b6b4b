"""The tenant's transaction around a page.

Whoever is signed in sees the data of one company: the page runs inside its
context, in its zone. A refusal that leaves the view takes back all the page
wrote. A view that calls operations which open the transaction themselves is
marked ``opens_its_own`` and runs without one.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff

type View = Callable[..., HttpResponseBase]


def opens_its_own[V: View](view: V) -> V:
    """Mark a view that opens the tenant's transaction itself, or needs none."""
    view.opens_its_own = True  # type: ignore[attr-defined]
    return view


class TenantTransaction:
    """Runs each page of a signed-in person as their company."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Call the view inside the transaction, unless it opens its own or nobody is there."""
        if getattr(view, "is_public", False) or not isinstance(request.user, Staff):
            return None
        timezone.activate(request.user.tenant.timezone)
        if getattr(view, "opens_its_own", False):
            return None
        with tenant_context(request.user.tenant_id):
            return view(request, *args, **kwargs)


def is_public[V: View](view: V) -> V:
    """Mark a view that looks at nobody's data: files, languages."""
    view.is_public = True  # type: ignore[attr-defined]
    return view
