"""A stranger founds a company: an e-mail, a link to prove it, then names and a password.

Nobody learns here whether an e-mail is known, and no letter carries a word that a stranger typed.
"""

import hashlib

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login, logout
from django.core import signing
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from plushka.domain.company.registering import Registration, is_known, read_email, register
from plushka.domain.staffing.inviting import StaffKnown
from plushka.lib.refusal import BadField, Refusal
from plushka.web.ui import mail
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import is_public
from plushka.web.ui.throttle import address_of

REFUSED, GONE, TOO_MANY = 422, 410, 429
LASTS_SECONDS = 24 * 3600
LETTERS_OF_EMAIL = 3
LETTERS_OF_ADDRESS = 20
"""Letters within an hour, of each server process."""

_HOUR = 3600
_SALT, _LINK = "plushka.register", "registration"
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def is_open() -> bool:
    """Tell whether strangers may found companies here: it is wanted, and letters can be sent."""
    return bool(settings.PLUSHKA_REGISTRATION) and mail.is_set_up()


@is_public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for an e-mail, and send a link to it."""
    _check_open()
    if request.method != "POST":
        return _ask_page(request)
    try:
        email = read_email(request.POST.get("email", "")[:300])
    except BadField:
        refused = _("Type your whole e-mail address, such as anna@shop.example.")
        return _ask_page(request, refused=refused, status=REFUSED)
    if not _may_write(request, email):
        refused = _("Too many letters were asked for. Try again in an hour.")
        return _ask_page(request, refused=refused, status=TOO_MANY)
    _write(request, email)
    return render(request, "landing/register_sent.html", {"email": email})


@is_public
@never_cache
@require_safe
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Keep what the link carries in the session, so that no page and no log has it."""
    _check_open()
    request.session[_LINK] = token
    return redirect("register-company")


@is_public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def company(request: HttpRequest) -> HttpResponse:
    """Found the company with the e-mail that was proved, and sign its owner in."""
    _check_open()
    try:
        token = request.session.get(_LINK, "")
        email = str(signing.loads(token, salt=_SALT, max_age=LASTS_SECONDS))
    except signing.BadSignature:
        return render(request, "landing/register_over.html", status=GONE)
    if request.method != "POST":
        return _company_page(request, email)
    asked = Registration(
        email=email,
        company=request.POST.get("company", "")[:1000],
        person=request.POST.get("person", "")[:1000],
        password=request.POST.get("password", "")[:1000],
        language=get_language() or "ru",
    )
    try:
        owner = register(asked=asked, at=now())
    except StaffKnown:
        return redirect("manager-overview")
    except Refusal as refusal:
        return _company_page(request, email, refusal=refusal)
    logout(request)
    login(request, owner, backend=_BACKEND)
    UserSession.objects.create_from_request(request)
    return redirect("manager-first-hour")


def _check_open() -> None:
    if not is_open():
        raise Http404


def _may_write(request: HttpRequest, email: str) -> bool:
    person = hashlib.sha256(email.encode()).hexdigest()
    limits = {
        f"register:{person}": LETTERS_OF_EMAIL,
        f"register:{address_of(request)}": LETTERS_OF_ADDRESS,
    }
    # Each of them is counted, also where another one is full.
    counts = {key: _counted(key) for key in limits}
    return all(counts[key] <= most for key, most in limits.items())


def _counted(key: str) -> int:
    cache.add(key, 0, _HOUR)
    return int(cache.incr(key))


def _write(request: HttpRequest, email: str) -> None:
    """Send the link; whoever signs in already is told where, and nobody else learns of it."""
    known = is_known(email)
    if known:
        path = reverse("manager-overview")
    else:
        path = reverse("register-follow", args=[signing.dumps(email, salt=_SALT)])
    told = {"link": request.build_absolute_uri(path), "is_known": known}
    mail.send(
        to=email,
        subject=_("Your company in Plushka"),
        text=render_to_string("landing/mail/register.txt", told),
    )


def _ask_page(request: HttpRequest, *, refused: str = "", status: int = 200) -> HttpResponse:
    context = {"email": request.POST.get("email", "")[:300], "refused": refused}
    return render(request, "landing/register.html", context, status=status)


def _company_page(
    request: HttpRequest, email: str, *, refusal: Refusal | None = None
) -> HttpResponse:
    wrong = refusal.path if isinstance(refusal, BadField) else ""
    said = {
        "company": _("Type the name of the company, in 1 to 200 letters."),
        "person": _("Type your name, in 1 to 200 letters."),
        "password": _("Take another password: 10 characters or more, and not one of the usual."),
    }
    context = {
        "email": email,
        "company": request.POST.get("company", "")[:1000],
        "person": request.POST.get("person", "")[:1000],
        "wrong": wrong,
        "refused": said.get(wrong, ""),
    }
    return render(
        request, "landing/register_company.html", context, status=REFUSED if refusal else 200
    )
