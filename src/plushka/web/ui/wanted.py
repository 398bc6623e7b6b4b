"""Where somebody wanted to go when they had to sign in first."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from plushka.web.ui.htmx import wants_part


def wanted(request: HttpRequest) -> str:
    """Give the address to come back to.

    A form that is sent, or a part that is asked for, has none of its own: it
    is the page they were on.
    """
    if wants_part(request):
        page = request.headers.get("HX-Current-URL", "")
    elif request.method == "POST":
        page = request.headers.get("Referer", "")
    else:
        return request.get_full_path()
    is_ours = url_has_allowed_host_and_scheme(
        page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    parts = urlsplit(page)
    if not is_ours or not parts.path:
        return request.path
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
