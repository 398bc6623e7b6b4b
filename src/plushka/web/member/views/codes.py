"""Codes under the cap: by who is signed in, and by who only holds a cap (U8, U22).

Who is not signed in proves a phone, and becomes a member of whoever is none yet. Nobody learns
here whether a phone is known.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plushka.domain.codes import operations
from plushka.domain.codes.alphabets import is_right
from plushka.domain.codes.asking import Activation, Outcome, Source
from plushka.domain.codes.listing import activations_of_member
from plushka.domain.codes.policies import wishes
from plushka.domain.codes.refusals import CodeMistyped
from plushka.domain.codes.spelling import one_code
from plushka.domain.enrolment.alone import join_alone
from plushka.domain.enrolment.asking import ask_code
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.members import locator as names
from plushka.domain.members.locator import Locator
from plushka.domain.members.operations import NewConsent
from plushka.domain.members.phone import mask
from plushka.domain.programmes.queries import rules
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import open_outlets
from plushka.lib.ids import new_id
from plushka.lib.network import household
from plushka.lib.refusal import BadField, Refusal
from plushka.web.member.refusals import REFUSED, sentence
from plushka.web.member.visit import MARK, Company, Visit, in_company, visit_of
from plushka.web.ui import caps, conditions
from plushka.web.ui.pausing import paused
from plushka.web.ui.throttle import address_of

LAST = 10
"""Codes of the member's own that are listed, newest first; the export has all of them."""

_FORM = "plushka.member.codes"
_HOUR = 3600
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed. ``key`` makes somebody join once, however often it is sent."""

    key: str
    code: str = ""
    phone: str = ""
    agrees: bool = False
    sent_to: str = ""
    refused: str = ""
    wrong: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@in_company
def codes(request: HttpRequest, company: Company) -> HttpResponse:
    """Show the form; sent, activate the code, after the phone is proved where that is needed."""
    with tenant_context(company.place.id):
        visit = visit_of(request, company)
    if visit is not None and not visit.visitor.is_proved:
        visit = None
    if visit is None and not _enrols(company):
        shown = Form("", code=caps.kept(request))
        return _page(request, company, shown, status=REFUSED if request.POST else 200)
    if request.method != "POST":
        form = Form(signing.dumps(str(new_id()), salt=_FORM), code=caps.kept(request))
        return _page(request, visit or company, form)
    form, key = _sent(request)
    try:
        if visit is not None:
            who, source = visit.visitor.member_id, _source(request, "PAGE")
            return _activate(request, visit, form, who, source)
        return _stranger(request, company, form, key)
    except Refusal as refusal:
        return _refuse(request, visit or company, form, refusal)


def _enrols(company: Company) -> bool:
    """Tell whether who is no member yet becomes one here."""
    with tenant_context(company.place.id):
        return wishes().enrols


def _stranger(
    request: HttpRequest, company: Company, form: Form, key: UUID | None
) -> HttpResponse:
    """Prove the phone first, then serve whoever it belongs to."""
    if not is_right(one_code(form.code)):
        raise CodeMistyped
    if not form.agrees:
        raise BadField("agrees", "agree to the rules to join")
    phone = names.read("phone", form.phone, region=company.place.region, path="phone")
    told = request.POST.get("told", "").strip()[:20]
    if not told or key is None or request.POST.get("do") == "again":
        _ask(request, company, phone)
        return _page(request, company, replace(form, sent_to=mask(phone.value)))
    address = address_of(request)
    with tenant_context(company.place.id):
        agreed = NewConsent("DATA", f"code-web-{translation.get_language()}", "WEB", address)
        newcomer = Newcomer(identifiers=(phone,), consents=(agreed,), outlet_id=_outlet())
        joined = join_alone(
            newcomer=newcomer, member_id=key, code=told, at=company.at, address=address
        )
    return _activate(request, company, form, joined.member_id, _source(request, "WEB"))


def _ask(request: HttpRequest, company: Company, phone: Locator) -> None:
    """Send the message that proves a phone, whether anybody is known by it or not."""
    with tenant_context(company.place.id):
        ask_code(
            locator=phone,
            purpose="ENROL",
            outlet_id=_outlet(),
            at=company.at,
            address=address_of(request),
        )


def _outlet() -> UUID:
    """Give the outlet that who comes by a cap belongs to: the company's first."""
    found = open_outlets().order_by("code").first()
    if found is None:
        raise Http404
    return found.id


def _activate(
    request: HttpRequest, company: Company, form: Form, member: UUID, source: Source
) -> HttpResponse:
    asked = Activation(
        code=form.code,
        member=Locator("ID", str(member)),
        source=source,
        actor=f"member:{member}",
        address=household(address_of(request)),
        device=request.COOKIES.get(MARK, "")[:_LONGEST],
    )
    [answer] = operations.activate(tenant_id=company.place.id, activations=[asked], at=company.at)
    if isinstance(answer, Exception):
        raise answer
    new = Form(signing.dumps(str(new_id()), salt=_FORM))
    shown = _page(request, company, new, done=answer)
    caps.drop(shown, path=company.address("member-card"))
    return shown


def _source(request: HttpRequest, usual: Source) -> Source:
    """Tell a scanned code from a typed one: the browser still holds it."""
    return "WEB" if caps.kept(request) else usual


def _refuse(request: HttpRequest, company: Company, form: Form, refusal: Refusal) -> HttpResponse:
    """Say why not, and keep what was typed."""
    wrong = refusal.path if isinstance(refusal, BadField) else "code"
    said = _("Tick the box to join.") if wrong == "agrees" else sentence(refusal)
    if refusal.code.startswith("confirmation_"):
        phone = names.read("phone", form.phone, region=company.place.region, path="phone")
        form, wrong = replace(form, sent_to=mask(phone.value)), "told"
    shown = _page(request, company, replace(form, refused=said, wrong=wrong), status=REFUSED)
    return paused(shown, refusal)


def _sent(request: HttpRequest) -> tuple[Form, UUID | None]:
    form = Form(
        key=request.POST.get("key", "")[:500],
        code=request.POST.get("code", "").strip()[:_LONGEST],
        phone=request.POST.get("phone", "").strip()[:_LONGEST],
        agrees=bool(request.POST.get("agrees")),
    )
    try:
        return form, UUID(signing.loads(form.key, salt=_FORM, max_age=_HOUR))
    except (signing.BadSignature, ValueError, TypeError):
        return replace(form, key=signing.dumps(str(new_id()), salt=_FORM)), None


def _page(
    request: HttpRequest,
    company: Company,
    form: Form,
    *,
    status: int = 200,
    done: Outcome | None = None,
) -> HttpResponse:
    with tenant_context(company.place.id):
        programme = rules(zone=company.place.zone).at(company.at).document
        campaigns = conditions.running(programme)
        own = (
            activations_of_member(member_id=company.visitor.member_id, limit=LAST)
            if isinstance(company, Visit)
            else []
        )
    is_inside = isinstance(company, Visit)
    context = {
        "company": company,
        "form": form,
        "done": done,
        "unit": programme.unit,
        "campaigns": campaigns,
        "is_inside": is_inside,
        "own": own,
        "is_demo": settings.PLUSHKA_DEMO,
        "here": "codes" if is_inside else "",
    }
    shown = render(request, "member/codes.html", context, status=status)
    shown["Referrer-Policy"] = "same-origin"
    return shown
