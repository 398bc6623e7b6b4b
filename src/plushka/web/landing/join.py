"""Joining by a link or a poster: two fields, a code, and a card."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from plushka.domain.confirmations.refusals import ConfirmationWrong
from plushka.domain.enrolment.alone import has_joined, join_alone
from plushka.domain.enrolment.asking import ask_code
from plushka.domain.enrolment.newcomers import Newcomer, may_be_named
from plushka.domain.limits.refusals import CodeLimitReached
from plushka.domain.members import locator as names
from plushka.domain.members import phone as phones
from plushka.domain.members.locator import Locator
from plushka.domain.members.operations import AlreadyMember, NewConsent
from plushka.domain.members.queries import get_profile
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.queries import rules
from plushka.domain.programmes.telling.speech import speech_of
from plushka.domain.programmes.telling.whole import tell
from plushka.domain.referrals import tokens
from plushka.domain.referrals.joining import InvitationNeeded, find, open_
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import (
    Place,
    branding_of,
    find_place,
    place_of_id,
)
from plushka.lib.ids import new_id
from plushka.lib.money import show
from plushka.lib.refusal import BadField, Refusal
from plushka.web.landing.doors import Door, door_of
from plushka.web.ui import conditions, staff_limits
from plushka.web.ui.brands import look_version
from plushka.web.ui.clock import now
from plushka.web.ui.codes import qr_code
from plushka.web.ui.middleware import is_public
from plushka.web.ui.pausing import paused
from plushka.web.ui.refusals import sentence
from plushka.web.ui.throttle import address_of

REFUSED = 422
_FORM, _CARD = "plushka.join", "plushka.joined"
_HOUR, _QUARTER = 3600, 900


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed. ``key`` makes somebody join once, however often it is sent."""

    key: str
    phone: str = ""
    name: str = ""
    agrees: bool = False
    sent_to: str = ""
    refused: str = ""
    wrong: str = ""


@is_public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, slug: str, code: str = "") -> HttpResponse:
    """Show the form; sent, send a code; sent with the code, make a member."""
    place = find_place(slug)
    if place is None:
        raise Http404
    with tenant_context(place.id):
        door = door_of(request, place, code)
    return _come_in(request, door)


@is_public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """Show who is invited what they get; they join as everybody does."""
    read = tokens.read(token)
    place = read and place_of_id(read.tenant_id)
    if not place:
        raise Http404
    with tenant_context(place.id):
        found = find(token=token, at=now())
        if found is not None and found.is_good and request.method == "GET":
            open_(invitation_id=found.id, at=now())
        door = replace(door_of(request, place, ""), ref="", referrer=None)
    return _come_in(request, replace(door, token=token[:30], invitation=found))


def _come_in(request: HttpRequest, door: Door) -> HttpResponse:
    place = door.place
    if request.method != "POST":
        return _page(request, door, Form(signing.dumps(str(new_id()), salt=_FORM)))
    form, key = _sent(request)
    if key is None:
        return _page(request, door, replace(form, refused=_too_old()), status=REFUSED)
    try:
        newcomer = _newcomer(door, form, address=address_of(request))
        code_told = request.POST.get("code", "").strip()[:20]
        if not code_told or request.POST.get("do") == "again":
            return _send_code(request, door, form, newcomer)
        with tenant_context(place.id):
            joined_now = join_alone(
                newcomer=newcomer,
                member_id=key,
                code=code_told,
                at=now(),
                address=address_of(request),
            )
            who = joined_now.member_id
    except AlreadyMember as already:
        who = already.member_id
    except Refusal as refusal:
        if not (isinstance(refusal, ConfirmationWrong) and _is_in(place, key)):
            return _refuse(request, door, form, refusal)
        who = key
    return _welcome(place, who)


@is_public
@never_cache
@require_safe
def joined(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Show the newcomer their card, and the way to their own pages; for a quarter of an hour."""
    place = find_place(slug)
    if place is None:
        raise Http404
    try:
        told = signing.loads(token, salt=_CARD, max_age=_QUARTER)
        tenant_id, member_id = int(told[0]), UUID(told[1])
    except (signing.BadSignature, ValueError, TypeError, IndexError, KeyError):
        return redirect("join", slug)
    if tenant_id != place.id:
        raise Http404
    with tenant_context(place.id):
        profile = get_profile(member_id=member_id)
    context = _branded(place) | {
        "member": profile,
        "qr": qr_code(profile.card, label=_("Your card as a QR code")) if profile.card else "",
        "cabinet": _cabinet(place),
    }
    return render(request, "landing/joined.html", context)


def _is_in(place: Place, key: UUID) -> bool:
    """Tell whether a press before, unanswered, made a member."""
    with tenant_context(place.id):
        return has_joined(key)


def _refuse(request: HttpRequest, door: Door, form: Form, refusal: Refusal) -> HttpResponse:
    """Say why not, and keep what was typed."""
    if isinstance(refusal, ConfirmationWrong):
        sent_to = phones.mask(_phone(door, form).value)
        shown = replace(form, sent_to=sent_to, refused=sentence(refusal), wrong="code")
    else:
        field = refusal.path if isinstance(refusal, BadField) else ""
        shown = replace(form, refused=_said(refusal), wrong=field)
    return paused(_page(request, door, shown, status=REFUSED), refusal)


def _sent(request: HttpRequest) -> tuple[Form, UUID | None]:
    form = Form(
        key=request.POST.get("key", "")[:500],
        phone=request.POST.get("phone", "").strip()[:100],
        name=" ".join(request.POST.get("name", "").split())[:500],
        agrees=bool(request.POST.get("agrees")),
    )
    try:
        return form, UUID(signing.loads(form.key, salt=_FORM, max_age=_HOUR))
    except (signing.BadSignature, ValueError, TypeError):
        return replace(form, key=signing.dumps(str(new_id()), salt=_FORM)), None


def _newcomer(door: Door, form: Form, *, address: str) -> Newcomer:
    phone = _phone(door, form)
    if not form.agrees:
        raise BadField("agrees", "agree to the rules to join")
    return Newcomer(
        identifiers=(phone,),
        name=form.name,
        referrer=None if door.referrer == phone else door.referrer,
        consents=(NewConsent("DATA", f"join-{translation.get_language()}", "WEB", address),),
        outlet_id=door.outlet.id,
        invitation=door.token if door.is_invited else None,
    )


def _phone(door: Door, form: Form) -> Locator:
    return names.read("phone", form.phone, region=door.place.region, path="phone")


def _send_code(request: HttpRequest, door: Door, form: Form, newcomer: Newcomer) -> HttpResponse:
    [phone] = newcomer.identifiers
    with tenant_context(door.place.id):
        ask_code(
            locator=phone,
            purpose="ENROL",
            outlet_id=door.outlet.id,
            at=now(),
            address=address_of(request),
        )
    return _page(request, door, replace(form, sent_to=phones.mask(phone.value)))


def _welcome(place: Place, member_id: UUID) -> HttpResponse:
    token = signing.dumps([place.id, str(member_id)], salt=_CARD)
    return redirect("joined", place.slug, token)


def _page(request: HttpRequest, door: Door, form: Form, *, status: int = 200) -> HttpResponse:
    with tenant_context(door.place.id):
        programme = rules(zone=door.place.zone).at(now())
        campaigns = conditions.running(programme.document)
    named = door.referrer
    is_brought = named is not None and may_be_named(named, programme=programme)
    told = tell(programme.document, translation.get_language() or "en", outlets={})
    context = _branded(door.place) | {
        "door": door,
        "form": form,
        "promises": [
            one for part in told.tiers[:1] for own in part.own_parts for one in own.sentences
        ][:3],
        "is_brought": is_brought,
        "campaigns": campaigns,
        "is_closed": programme.document.inviting.joining == "invited",
        "gift": _gift(programme) if is_brought or door.is_invited else "",
    }
    return render(request, "landing/join.html", context, status=status)


def _gift(programme: Compiled) -> str:
    """Write what a newcomer gets for coming by somebody; empty for nothing (E16)."""
    points, _why = programme.newcomer_gift()
    if not points:
        return ""
    return speech_of(programme.document, translation.get_language() or "en").points(show(points))


def _branded(place: Place) -> dict[str, object]:
    branding = branding_of(place)
    return {"place": place, "branding": branding, "look_version": look_version(branding)}


def _cabinet(place: Place) -> str:
    try:
        return reverse("member-card", args=[place.slug])
    except NoReverseMatch:
        return ""


def _said(refusal: Refusal) -> str:
    if isinstance(refusal, BadField) and refusal.path == "agrees":
        return _("Tick the box to join.")
    if isinstance(refusal, InvitationNeeded):
        return _(
            "Here one joins by a member’s invitation only. Open the link you were sent, or type"
            " the phone that the invitation came to."
        )
    if isinstance(refusal, CodeLimitReached):
        return staff_limits.no_codes(refusal)
    return sentence(refusal)


def _too_old() -> str:
    return _("This form was open for too long. Look at it once more and send it again.")
