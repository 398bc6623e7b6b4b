"""A member invites friends: a link of their own, one for one person, an SMS (U23, U24)."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plushka.domain.codes.brought import brought as by_codes
from plushka.domain.members import locator as names
from plushka.domain.members.queries import find_profiles, merged_into
from plushka.domain.programmes.telling.gifts import newcomer, referrer
from plushka.domain.programmes.telling.speech import speech_of
from plushka.domain.referrals import inviting, queries
from plushka.domain.referrals.queries import Told
from plushka.domain.referrals.standing import standing_of
from plushka.domain.referrals.tokens import token_of
from plushka.domain.sales.brought import brought as by_purchases
from plushka.domain.tenants.context import tenant_context
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField, Refusal
from plushka.web.member.refusals import REFUSED, sentence
from plushka.web.member.standing import Known, known
from plushka.web.member.visit import Visit, acting, as_member
from plushka.web.ui.codes import qr_code

SHOWN = 20
"""The newest invitations, and the newest friends, that the page has."""

_FORM = "plushka.invite"
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Friend:
    """Who came: no more of their name than its first letter."""

    name: str
    joined_at: object
    points: int


@dataclass(frozen=True, slots=True)
class Shown:
    """An invitation with its link, where it can still be opened."""

    told: Told
    link: str


@require_safe
@as_member
def friends(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the links, what became of invitations, who came, and what is missing to invite."""
    return _page(request, visit)


@acting
def invite(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Make a link for one person, or send it to a phone; pressed twice, once."""
    is_sms = request.POST.get("way") == "sms"
    typed = request.POST.get("phone", "").strip()[:100]
    try:
        id_ = UUID(signing.loads(request.POST.get("key", "")[:500], salt=_FORM, max_age=_HOUR))
    except (signing.BadSignature, ValueError, TypeError):
        said = _("This form was open for too long. Look at it once more and send it again.")
        with tenant_context(visit.place.id):
            return _page(request, visit, refused=said, typed=typed)
    try:
        region = visit.place.region
        phone = names.read("phone", typed, region=region, path="phone") if is_sms else None
        with tenant_context(visit.place.id):
            inviting.invite(
                invitation_id=id_,
                member_id=visit.visitor.member_id,
                way="SMS" if is_sms else "LINK",
                phone=phone,
                is_named=bool(request.POST.get("named")),
                at=visit.at,
                link=lambda token: _link(request, token),
            )
    except Refusal as refusal:
        with tenant_context(visit.place.id):
            return _page(request, visit, refused=_said(refusal), typed=typed)
    just = "sent" if is_sms else "made"
    return redirect(f"{visit.address('member-friends')}?just={just}#invitations")


@acting
def own(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Make the member's own link; or put a new one in the place of the one that is named."""
    member_id = visit.visitor.member_id
    try:
        with tenant_context(visit.place.id):
            if old := _id(request.POST.get("link", "")):
                inviting.renew_own_link(member_id=member_id, link_id=old, at=visit.at)
            else:
                inviting.own_link(member_id=member_id, at=visit.at)
    except Refusal as refusal:
        with tenant_context(visit.place.id):
            return _page(request, visit, refused=_said(refusal))
    return redirect("member-friends", visit.place.slug)


@acting
def withdraw(request: HttpRequest, visit: Visit, invitation: UUID) -> HttpResponse:
    """Take an invitation back."""
    try:
        with tenant_context(visit.place.id):
            inviting.withdraw(
                invitation_id=invitation, member_id=visit.visitor.member_id, at=visit.at
            )
    except Refusal as refusal:
        with tenant_context(visit.place.id):
            return _page(request, visit, refused=_said(refusal))
    return redirect(f"{visit.address('member-friends')}?just=withdrawn#invitations")


def _page(
    request: HttpRequest, visit: Visit, *, refused: str = "", typed: str = ""
) -> HttpResponse:
    found = known(visit)
    member = found.member.id
    link, terms = inviting.find_own_link(member_id=member), found.programme.document.inviting
    address = _link(request, link.token) if link else ""
    share = _("Join %(company)s: %(link)s") % {"company": visit.place.name, "link": address}
    told = {
        "company": visit,
        "known": found,
        "promises": _promises(found),
        "standing": standing_of(found.member, terms=terms, zone=visit.place.zone, at=visit.at),
        "terms": terms,
        "own": link,
        "address": address,
        "qr": qr_code(address, label=_("QR code of your link")) if link else "",
        "share": share,
        "by_sms": f"sms:?&body={quote(share)}",
        "by_mail": f"mailto:?subject={quote(visit.place.name)}&body={quote(share)}",
        "invitations": [
            Shown(one, _link(request, _token(visit, one.id)) if _is_open(one) else "")
            for one in queries.find_invitations(at=visit.at, limit=SHOWN, member=member)
        ],
        "friends": _friends(member),
        "key": signing.dumps(str(new_id()), salt=_FORM),
        "typed": typed,
        "just": request.GET.get("just", ""),
        "refused": refused,
        "here": "card",
    }
    return render(request, "member/friends.html", told, status=REFUSED if refused else 200)


def _promises(found: Known) -> list[str]:
    """Tell what both get, as the rules of the programme do."""
    terms = found.programme.referral(found.member.tier)
    if terms is None:
        return []
    speech = speech_of(found.programme.document, get_language() or "en")
    return [*referrer(terms.referrer, speech), *newcomer(terms.newcomer, speech)]


def _friends(member: UUID) -> list[Friend]:
    edges = queries.find_referrals(limit=SHOWN, referrer=member)
    ids = [one.member_id for one in edges]
    profiles = find_profiles(member_ids=ids)
    own = [member, *merged_into(member)] if ids else []
    points = Counter(by_purchases(members=own, invitees=ids))
    points.update(by_codes(members=own, invitees=ids))
    return [
        Friend(
            _masked(profiles[one.member_id].name) if one.member_id in profiles else "",
            one.joined_at,
            points[one.member_id],
        )
        for one in edges
    ]


def _masked(name: str) -> str:
    return f"{name.strip()[:1]}•••" if name.strip() else ""


def _is_open(told: Told) -> bool:
    return told.way == "LINK" and told.state in {"MADE", "OPENED"}


def _token(visit: Visit, invitation_id: UUID) -> str:
    return token_of(tenant_id=visit.place.id, invitation_id=invitation_id)


def _link(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("invited", args=[token]))


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _said(refusal: Refusal) -> str:
    """Say it in this page's words; whose phone it is, is never among them."""
    if isinstance(refusal, BadField) and "themselves" in refusal.message:
        return _("This is your own phone. Type a friend’s.")
    return sentence(refusal)
