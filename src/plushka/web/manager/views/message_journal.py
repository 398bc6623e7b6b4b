"""What was said and what became of it: the journal, and what is in trouble."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plushka.domain.members import phone
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import locate
from plushka.domain.messaging import journal
from plushka.domain.tenants.rights import Right
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.members.listed import uuid_of
from plushka.web.manager.messages import journal_view
from plushka.web.manager.messages.words import WAYS
from plushka.web.ui.clock import now

REFUSED = 422
MOST_AGAIN = 500


@never_cache
@require_safe
@in_cabinet(Right.SEE_MEMBERS)
def entries(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List messages, newest first."""
    return _journal(request, cabinet)


@never_cache
@require_POST
@in_cabinet(Right.SEE_MEMBERS)
def find(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Find the messages of one phone: it is typed in a form and stands in no address."""
    typed = request.POST.get("phone", "").strip()[:40]
    try:
        number = phone.normalise(typed, cabinet.place.region)
    except ValueError:
        wrong = _("There is no such phone number. Type all its digits.")
        return _journal(request, cabinet, wrong=wrong)
    locator = Locator("PHONE", number)
    member_id = locate(locators=[locator], at=now()).get(locator)
    contact_id = journal.contact_of(number)
    if member_id is None and contact_id is None:
        return _journal(request, cabinet, wrong=_("Nobody with this phone was written to."))
    view = journal_view.View(member=member_id, contact=contact_id)
    return redirect(f"{reverse('manager-message-journal')}{view.address()}")


@never_cache
@require_safe
@in_cabinet(Right.CHANGE_MEMBERS)
def trouble(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """List what was not sent, or perhaps: staff may send it again."""
    after = uuid_of(request.GET.get("after", ""))
    page = journal.find_trouble(after=after)
    context = _shared(cabinet, "trouble") | {
        "lines": [journal_view.line(one) for one in page.rows],
        "more": f"?after={page.after}" if page.after else "",
        "after": after,
        "sent": _number(request.GET.get("sent", "")),
        "is_nothing_ticked": request.GET.get("sent") == "0",
    }
    return render(request, "manager/messages/trouble.html", context)


@require_POST
@in_cabinet(Right.CHANGE_MEMBERS)
def send_again(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Send again what is ticked, all that stood on the page, or the one that was pressed."""
    one = request.POST.get("one", "")
    name = "listed" if "all" in request.POST else "message"
    told = [one] if one else request.POST.getlist(name)[:MOST_AGAIN]
    ids: list[UUID] = [found for text in told if (found := uuid_of(text)) is not None]
    n_sent = journal.send_again(message_ids=ids, actor=cabinet.actor, at=now())
    return redirect(f"{reverse('manager-message-trouble')}?sent={n_sent}")


def _journal(request: HttpRequest, cabinet: Cabinet, *, wrong: str = "") -> HttpResponse:
    view = journal_view.asked_for(request.GET)
    page = journal.Page([], None, 0)
    if not view.errors:
        page = journal.find(journal_view.asked_of(view, cabinet.place.zone), after=view.after)
    context = _shared(cabinet, "journal") | {
        "view": view,
        "lines": [journal_view.line(one) for one in page.rows],
        "more": page.after and view.address(after=page.after),
        "looked": page.looked,
        "kinds": journal_view.kinds(),
        "ways": WAYS.items(),
        "states": journal_view.STATES.items(),
        "answers": journal_view.answers(),
        "wrong": wrong,
    }
    status = REFUSED if wrong or view.errors else 200
    return render(request, "manager/messages/journal.html", context, status=status)


def _shared(cabinet: Cabinet, tab: str) -> dict[str, Any]:
    return {
        "cabinet": cabinet,
        "here": "messages",
        "tab": tab,
        "currency": cabinet.place.currency,
        "sees_text": cabinet.may(Right.SEE_PHONES),
    }


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 6 else 0  # noqa: PLR2004
