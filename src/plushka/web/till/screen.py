"""The one screen of the till, in whatever state it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from plushka.domain.codes.asking import Outcome
from plushka.domain.codes.queries import is_active
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.sales import queries as sales
from plushka.domain.sales.claims import Unclaimed
from plushka.domain.sales.told import ToldSale
from plushka.domain.tenants.numbering import next_number
from plushka.lib.days import local_day
from plushka.web.till import showing
from plushka.web.till.desk import Desk
from plushka.web.till.draft import Draft
from plushka.web.ui.clock import now
from plushka.web.ui.demo import DemoCompany, demo_company
from plushka.web.ui.htmx import show, wants_part
from plushka.web.ui.refusals import sentence

LAST_SALES = 12
REFUSED = 422

WORK = (
    "draft",
    "enrolling",
    "claiming",
    "bringing_back",
    "asked_back",
    "story",
    "shift",
    "gifts",
    "gift_order",
    "capping",
    "certificates",
    "certificate_entry",
)
"""What the screen may be busy with; with nothing of it, it waits for a customer."""


@dataclass(frozen=True, slots=True)
class Find:
    """The field that finds members: what was typed, and why nobody was found."""

    text: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """The bill beside the receipt: numbers, or why there are none."""

    told: ToldSale | None = None
    refused: str = ""
    needs_code: bool = False
    #: The sale that stands under the same receipt number already.
    recorded: UUID | None = None


@dataclass(frozen=True, slots=True)
class Enrolling:
    """The form for a newcomer."""

    phone: str = ""
    name: str = ""
    #: A card that was scanned and is nobody's yet.
    card: str = ""
    #: What the customer’s invitation shows: its address or its token.
    invitation: str = ""
    asks_invitation: bool = False
    needs_code: bool = False
    sent_to: str = ""
    refused: str = ""
    code_wrong: bool = False


@dataclass(frozen=True, slots=True)
class Claiming:
    """The form that gives an earlier receipt to a member (T42): texts as they were typed."""

    key: str
    member: UUID | None = None
    #: Who is meant, where no member was found before.
    whom: str = ""
    receipt: str = ""
    total: str = ""
    #: When the receipt was printed, as a browser writes it; asked where its number is unknown.
    when: str = ""
    refused: str = ""
    found: Sequence[Unclaimed] = ()


@dataclass(frozen=True, slots=True)
class Capping:
    """The form that activates a code under the cap for a member; ``done`` is what it just gave."""

    member: UUID | None = None
    #: Who is meant, where no member was found before.
    whom: str = ""
    code: str = ""
    #: Why not, and the field that it is about.
    refused: str = ""
    wrong: str = ""
    done: Outcome | None = None


@dataclass(frozen=True, slots=True)
class BringingBack:
    """The form for goods that come back without their receipt (T41)."""

    key: str
    receipt: str
    member: UUID | None = None
    whom: str = ""
    total: str = ""
    reason: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What the customer takes for the goods that come back: an exchange, where a sum is typed."""

    receipt: str = ""
    total: str = ""
    redeem: str = ""

    @property
    def is_typed(self) -> bool:
        """Whether it is an exchange."""
        return bool(self.total or self.redeem)


@dataclass(frozen=True, slots=True)
class GivingBack:
    """The form for a return."""

    receipt: str
    key: str
    what: str = "all"
    lines: tuple[int, ...] = ()
    total: str = ""
    taken: Taken = Taken()


def screen(request: HttpRequest, desk: Desk, *, status: int = 200, **shown: Any) -> HttpResponse:
    """Show the till inside the tenant's transaction."""
    context = {
        "desk": desk,
        "find": Find(),
        "demo": _demo_of(desk),
        "is_empty": not any(shown.get(work) for work in WORK),
        "takes_codes": is_active(),
        **shown,
    }
    is_changed = bool(shown.get("just"))
    if is_changed or not wants_part(request):
        at = now()
        newest = sales.recent_stories(desk.place, outlet_id=desk.outlet.id, limit=LAST_SALES)
        context["sales"] = showing.show_stories(desk, newest, at=at)
        context["sales_changed"] = wants_part(request)
    return show(request, "till/page.html", "work", context, status=status)


def _demo_of(desk: Desk) -> DemoCompany | None:
    """Give the demo's customers, to be tried, to who works in the demo's company."""
    demo = demo_company()
    return demo if demo is not None and demo.slug == desk.place.slug else None


def receipt_screen(
    request: HttpRequest,
    desk: Desk,
    draft: Draft,
    *,
    quote: Quote | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """Show the till with a receipt being typed; the empty one, where its member is nobody."""
    try:
        member = draft.member and showing.show_member(desk, draft.member, at=now())
    except MemberUnknown as unknown:
        return screen(request, desk, find=Find(refused=sentence(unknown)), status=REFUSED)
    shown: dict[str, Any] = {"draft": draft, "member": member, "quote": quote or Quote(), **more}
    is_enrolled = request.GET.get("just") == "enrolled"
    return screen(request, desk, status=status, is_enrolled=is_enrolled, **shown)


def new_draft(desk: Desk, member: UUID | None) -> Draft:
    """Begin a receipt."""
    return Draft(receipt=suggested_receipt(desk), member=member)


def suggested_receipt(desk: Desk) -> str:
    """Suggest a number for a till that prints none, which no other till of the outlet is told."""
    return next_number(outlet=desk.outlet.id, day=local_day(now(), desk.place.zone))
