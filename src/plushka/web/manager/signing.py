"""Signing in and out, and another password: allauth's views in our words."""

from typing import Any

from allauth.account.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST

from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.ui.demo import demo_company
from plushka.web.ui.middleware import opens_its_own

REFUSED = 422


class SignIn(LoginView):  # type: ignore[misc]
    """Ask who is there; then go to where they wanted to."""

    template_name = "manager/sign_in.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what is wrong, and that it is."""
        response: HttpResponse = super().form_invalid(form)
        response.status_code = REFUSED
        return response

    def get_context_data(self, **shown: Any) -> dict[str, Any]:
        """Add where they wanted to, and how the demo's owner signs in."""
        sent = self.request.POST or self.request.GET
        more = {"next": sent.get("next", ""), "demo": demo_company()}
        return {**super().get_context_data(**shown), **more}


class ChangePassword(PasswordChangeView):  # type: ignore[misc]
    """Take another password; whoever signed in with the old one elsewhere is out."""

    template_name = "manager/password.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what is wrong, and that it is."""
        response: HttpResponse = super().form_invalid(form)
        response.status_code = REFUSED
        return response

    def get_context_data(self, **shown: Any) -> dict[str, Any]:
        """Add the cabinet around the form."""
        more = {"cabinet": self.request.cabinet, "here": "settings"}
        return {**super().get_context_data(**shown), **more}


sign_in = opens_its_own(SignIn.as_view())
sign_out = opens_its_own(require_POST(LogoutView.as_view()))
_change_password = ChangePassword.as_view()


@in_cabinet()
def change_password(request: HttpRequest, cabinet: Cabinet) -> HttpResponseBase:
    """Change one's own password."""
    del cabinet
    answer: HttpResponseBase = _change_password(request)
    if isinstance(answer, HttpResponse):
        answer["Cache-Control"] = "private, no-store"
        if hasattr(answer, "render"):
            # Inside the tenant's transaction, as every page.
            answer.render()
    return answer
