"""Pages for strangers, and for those who look at the demo."""

import datetime as dt

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plushka.domain.messaging.queries import mailbox as newest_messages
from plushka.web.landing.register import is_open
from plushka.web.ui.clock import now
from plushka.web.ui.demo import demo_company, demo_progress
from plushka.web.ui.htmx import show
from plushka.web.ui.middleware import is_public

STALE = dt.timedelta(minutes=1)
"""An import that has not been heard of for so long has stopped."""

MESSAGES = 50


@is_public
@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show where to go; in the demo, how to sign in and how far its year is."""
    context = {
        "demo": demo_company(),
        "is_demo": settings.PLUSHKA_DEMO,
        "may_register": is_open(),
        **_progress(),
    }
    return render(request, "landing/start.html", context)


@is_public
@never_cache
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Show how far the demo's year is: asked for again and again by the start page."""
    return render(request, "landing/progress.html", _progress())


def _progress() -> dict[str, object]:
    known = demo_progress()
    is_stale = known is not None and now() - known.updated_at > STALE
    return {"progress": known, "is_stale": is_stale}


@login_required
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """Show the newest messages, codes and all: in the demo only, where nobody is written to."""
    if not settings.PLUSHKA_DEMO:
        raise Http404
    context = {"letters": newest_messages(limit=MESSAGES)}
    return show(request, "landing/mailbox.html", "messages", context)
