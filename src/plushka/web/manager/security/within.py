"""Allauth's views inside the cabinet."""

import json
from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.core.exceptions import ReauthenticationRequired
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from plushka.web.manager.cabinet import Cabinet, in_account

type View = Callable[..., HttpResponseBase]

REFUSED = 422


class Told:
    """A form of allauth's, answered as ours are: 422 where something is wrong."""

    request: Any

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what is wrong, and that it is."""
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = REFUSED
        return response

    def get_context_data(self, **shown: Any) -> dict[str, Any]:
        """Add the cabinet around the form, and where to go on."""
        told: dict[str, Any] = super().get_context_data(**shown)  # type: ignore[misc]
        cabinet = getattr(self.request, "cabinet", None)
        sent = self.request.POST or self.request.GET
        told["passkey_options"] = passkey_options(told)
        return {**told, "cabinet": cabinet, "here": "security", "next": sent.get("next", "")}


def passkey_options(told: dict[str, Any]) -> str:
    """Write what a browser asks a passkey for, as ``passkeys.js`` reads it."""
    asked = told.get("js_data", {})
    options = asked.get("request_options") or asked.get("creation_options")
    return json.dumps(options, cls=DjangoJSONEncoder) if options else ""


def within(view: View) -> View:
    """Show a view of allauth's to whoever is signed in, in any role.

    What changes how one signs in asks for the password again when that is
    five minutes ago. The page is rendered inside the tenant's transaction, as
    every page, and kept by nobody.
    """

    @in_account
    def shown(request: HttpRequest, cabinet: Cabinet, /, **named: Any) -> HttpResponseBase:
        try:
            answer = view(request, **named)
        except ReauthenticationRequired:
            [first, *_] = get_adapter().get_reauthentication_methods(cabinet.staff)
            answer = suspend_request(request, first["url"])
        if isinstance(answer, HttpResponse):
            answer["Cache-Control"] = "private, no-store"
            if hasattr(answer, "render"):
                answer.render()
        return answer

    return shown
