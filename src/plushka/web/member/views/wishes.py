"""What a member agrees to, and what they want to be told of, by which way."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.members import operations as members
from plushka.domain.members.consenting import Standing, find_consents
from plushka.domain.members.operations import Changes, NewConsent
from plushka.domain.messaging import choosing, opting
from plushka.domain.tenants.context import tenant_context
from plushka.lib.refusal import Refusal
from plushka.web.member import notices
from plushka.web.member.messengers import telegram_bot
from plushka.web.member.refusals import REFUSED, sentence
from plushka.web.member.standing import known
from plushka.web.member.visit import Visit, acting, as_member
from plushka.web.ui.throttle import address_of

KINDS = ("DATA", "ADVERTISING", "TRANSFER")
OF_ONES_OWN = ("ADVERTISING", "TRANSFER")
"""What can be given and withdrawn here; without the use of data there is no membership."""

CHANNEL = "CABINET"


@dataclass(frozen=True, slots=True)
class Asked:
    """One consent: what stands of it, whatever channel it was given on."""

    kind: str
    given: list[Standing]
    withdrawn: list[Standing]

    @property
    def is_given(self) -> bool:
        """On some channel."""
        return bool(self.given)

    @property
    def can_change(self) -> bool:
        """Here, by a press of a button."""
        return self.kind in OF_ONES_OWN


@require_safe
@as_member
def wishes(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show consents with the versions of their texts, and choices."""
    return wishes_page(request, visit)


@acting
def consent(request: HttpRequest, visit: Visit, kind: str) -> HttpResponse:
    """Give a consent, or withdraw it on every channel it was given on."""
    wanted = kind.upper()
    if wanted not in OF_ONES_OWN:
        return redirect("member-wishes", visit.place.slug)
    member_id = visit.visitor.member_id
    with tenant_context(visit.place.id):
        if "withdraw" in request.POST:
            members.withdraw(member_id=member_id, kind=wanted, actor=visit.actor, at=visit.at)
        else:
            version = f"cabinet-{kind.lower()}-{get_language() or 'en'}-1"
            enrolment.change(
                member_id=member_id,
                changes=Changes(),
                actor=visit.actor,
                at=visit.at,
                consents=[NewConsent(wanted, version, CHANNEL, address_of(request))],
            )
            if wanted == "ADVERTISING":
                opting.allow_own_again(member_id=member_id)
    return redirect(f"{visit.address('member-wishes')}?just=saved")


@acting
def choose(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keep what the member wants to be told of."""
    ways = {
        kind: request.POST.get(kind.lower(), "")
        for kind in choosing.KINDS
        if kind.lower() in request.POST
    }
    try:
        with tenant_context(visit.place.id):
            choosing.choose(member_id=visit.visitor.member_id, ways=ways, at=visit.at)
    except Refusal as refusal:
        with tenant_context(visit.place.id):
            return wishes_page(request, visit, refused=sentence(refusal))
    return redirect(f"{visit.address('member-wishes')}?just=saved")


def wishes_page(request: HttpRequest, visit: Visit, *, refused: str = "") -> HttpResponse:
    """Show the page; inside the company's context."""
    found = known(visit)
    standing = find_consents(member_id=found.member.id)
    chosen = choosing.find_choices(member_id=found.member.id)
    told = {
        "company": visit,
        "known": found,
        "consents": [_asked(kind, standing) for kind in KINDS],
        "choices": [(kind, kind.lower(), chosen[kind]) for kind in choosing.KINDS],
        "ways": choosing.WAYS,
        "notices": notices.of_member(found.member.id),
        "bot": telegram_bot(),
        "just": request.GET.get("just", ""),
        "refused": refused,
        "here": "profile",
    }
    return render(request, "member/wishes.html", told, status=REFUSED if refused else 200)


def _asked(kind: str, standing: list[Standing]) -> Asked:
    of_kind = [one for one in standing if one.consent.kind == kind]
    return Asked(
        kind,
        [one for one in of_kind if not one.is_withdrawn],
        [one for one in of_kind if one.is_withdrawn],
    )
