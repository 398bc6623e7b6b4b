"""A code under the cap on its way from an address to the page that activates it.

It travels in a cookie of the company's member pages: so it stands in no history, in no log of a
page that follows, and in no referrer.
"""

import datetime as dt

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "cap"
KEPT = dt.timedelta(hours=1)
LONGEST = 100

_SALT = "plushka.cap"


def keep(response: HttpResponse, code: str, *, path: str) -> None:
    """Let the browser hold a code for the pages below a path."""
    response.set_cookie(
        COOKIE,
        signing.dumps(code[:LONGEST], salt=_SALT),
        max_age=KEPT,
        path=path,
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )


def kept(request: HttpRequest) -> str:
    """Read the code that the browser holds; empty where it holds none."""
    try:
        told = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=KEPT)
    except signing.BadSignature:
        return ""
    return str(told)


def drop(response: HttpResponse, *, path: str) -> None:
    """Hold it no longer."""
    response.delete_cookie(COOKIE, path=path, samesite="Lax")
