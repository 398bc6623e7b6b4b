"""What the company says: every kind of message, and the words of one."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plushka.domain.messaging import manners, wording
from plushka.domain.messaging.kinds.kinds import KINDS
from plushka.domain.messaging.texts import TextInvalid
from plushka.domain.messaging.wording import Case
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.messages import case_form, listed, sample
from plushka.web.manager.messages.case_form import Typed
from plushka.web.manager.messages.preview import look
from plushka.web.manager.messages.speaking import speaking
from plushka.web.manager.messages.words import LANGUAGES, sentence
from plushka.web.ui.clock import now

REFUSED = 422
PAGE = "manager/messages/text.html"


@never_cache
@require_safe
@in_cabinet(Right.SEE_PROGRAMME)
def texts(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show all that is said, in one language."""
    asked = request.GET.get("language", "")
    language = asked if asked in LANGUAGES else cabinet.place.language
    speaks = speaking(cabinet.place, at=now())
    context = {
        "cabinet": cabinet,
        "here": "messages",
        "tab": "texts",
        "language": language,
        "languages": LANGUAGES.items(),
        "topics": listed.lines(language, shown_in=get_language() or "en", speaking=speaks),
        "currency": speaks.currency,
    }
    return render(request, "manager/messages/texts.html", context)


@never_cache
@require_safe
@in_cabinet(Right.SEE_PROGRAMME)
def text(request: HttpRequest, cabinet: Cabinet, kind: str) -> HttpResponse:
    """Show the words of one kind, in one language, for a tier and a way."""
    return _page(request, cabinet, _known(kind))


@never_cache
@require_POST
@in_cabinet(Right.CHANGE_PROGRAMME)
def change(request: HttpRequest, cabinet: Cabinet, kind: str) -> HttpResponse:
    """Look at the words that were typed, keep them, take them away, or send them to try."""
    case = _case(request, cabinet, _known(kind))
    typed = case_form.sent(case, request.POST.dict())
    do = request.POST.get("do", "")
    try:
        with transaction.atomic():
            _do(do, typed, cabinet)
    except TextInvalid:
        # The preview says what is wrong, and where.
        return _page(request, cabinet, kind, typed=typed, status=REFUSED)
    except Refusal as refusal:
        return _page(request, cabinet, kind, typed=typed, refused=refusal)
    if do in {"save", "drop"}:
        return redirect(f"{_address(case)}&just={'saved' if do == 'save' else 'dropped'}")
    return _page(request, cabinet, kind, typed=typed, just="tested" if do == "test" else "")


@never_cache
@require_POST
@in_cabinet(Right.CHANGE_PROGRAMME)
def preview(request: HttpRequest, cabinet: Cabinet, kind: str) -> HttpResponse:
    """Show the words as they stand, with examples of their values; asked for as they are typed."""
    _known(kind)
    speaks = speaking(cabinet.place, at=now())
    case = case_form.case_of(kind, request.POST.dict(), speaks)
    typed = case_form.sent(case, request.POST.dict())
    seen = look(case, text=typed.text, subject=typed.subject, speaking=speaks)
    context = {"cabinet": cabinet, "preview": seen, "currency": speaks.currency}
    return render(request, "manager/messages/preview.html", context)


@never_cache
@require_POST
@in_cabinet(Right.CHANGE_PROGRAMME)
def manner(request: HttpRequest, cabinet: Cabinet, kind: str) -> HttpResponse:
    """Say this kind of thing or not, as a notice or as advertising."""
    _known(kind)
    edition = request.POST.get("manner", "")
    case = _case(request, cabinet, kind)
    try:
        with transaction.atomic():
            manners.say(
                kind=kind,
                is_on=bool(request.POST.get("is_on")),
                is_advertising=bool(request.POST.get("is_advertising")),
                edition=int(edition) if edition.isdecimal() and edition.isascii() else -1,
                actor=cabinet.actor,
                at=now(),
            )
    except Refusal as refusal:
        return _page(request, cabinet, kind, refused=refusal)
    return redirect(f"{_address(case)}&just=said")


def _do(what: str, typed: Typed, cabinet: Cabinet) -> None:
    """Keep the words, take them away, or send them to try; anything else is only to look."""
    actor, at = cabinet.actor, now()
    match what:
        case "save":
            wording.put(
                case=typed.case,
                text=typed.text,
                subject=typed.subject,
                edition=typed.edition,
                actor=actor,
                at=at,
            )
        case "drop":
            wording.drop(case=typed.case, edition=typed.edition, actor=actor, at=at)
        case "test":
            sample.send(typed, cabinet.place, at=at)


def _known(kind: str) -> str:
    if kind not in KINDS or KINDS[kind].texts is None:
        raise Http404
    return kind


def _case(request: HttpRequest, cabinet: Cabinet, kind: str) -> Case:
    sent = request.POST if request.method == "POST" else request.GET
    return case_form.case_of(kind, sent.dict(), speaking(cabinet.place, at=now()))


def _address(case: Case) -> str:
    chosen = {"language": case.language, "tier": case.tier, "way": case.way}
    return f"{reverse('manager-message-text', args=[case.kind])}?{urlencode(chosen)}"


def _page(
    request: HttpRequest,
    cabinet: Cabinet,
    kind: str,
    *,
    typed: Typed | None = None,
    refused: Refusal | None = None,
    just: str = "",
    status: int = 200,
) -> HttpResponse:
    speaks = speaking(cabinet.place, at=now())
    case = typed.case if typed else _case(request, cabinet, kind)
    shown_in = get_language() or "en"
    form = case_form.shown(case, shown_in=shown_in, speaking=speaks, typed=typed)
    context = {
        "cabinet": cabinet,
        "here": "messages",
        "tab": "texts",
        "title": form.kind.words.said_in(shown_in),
        "form": form,
        "preview": form.preview,
        "currency": speaks.currency,
        "may_change": cabinet.may(Right.CHANGE_PROGRAMME),
        "just": just or (request.GET.get("just", "") if request.method != "POST" else ""),
        "refused": sentence(refused) if refused else "",
    }
    return render(request, PAGE, context, status=REFUSED if refused else status)
