"""Every change of a member's points, newest first, each with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from plushka.domain.access import disputing
from plushka.domain.codes.deciding import SOURCE as OF_A_CODE
from plushka.domain.codes.listing import batch_names
from plushka.domain.ledger import queries as ledger
from plushka.domain.ledger.terms import Entry
from plushka.domain.programmes.explain import explain
from plushka.domain.sales.queries import SaleStory, stories
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import outlet_names
from plushka.lib.refusal import Refusal
from plushka.web.member.refusals import REFUSED, sentence
from plushka.web.member.standing import known
from plushka.web.member.visit import Visit, acting, as_member

PAGE = 20
_OF_A_SALE = frozenset({"SALE", "RETURN"})


@dataclass(frozen=True, slots=True)
class Line:
    """One change, with the receipt it belongs to and why it is what it is."""

    entry: Entry
    sale: SaleStory | None
    outlet: str
    why: list[str]
    is_disputed: bool
    #: It happened on an account that was merged into the member's own (T33).
    is_earlier: bool
    #: The batch whose code it came by; empty where it came by none.
    batch: str = ""

    @property
    def can_be_disputed(self) -> bool:
        """Points went out, and the member has not said yet that it was somebody else."""
        return self.entry.kind == "REDEMPTION" and not self.is_disputed


@require_safe
@as_member
def history(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show a page of changes."""
    return _page(request, visit)


@acting
def dispute(request: HttpRequest, visit: Visit, entry: UUID) -> HttpResponse:
    """Take a member's word that it was not them; ask first, where they have not confirmed."""
    if "sure" not in request.POST:
        with tenant_context(visit.place.id):
            return _sure(request, visit, entry)
    try:
        with tenant_context(visit.place.id):
            disputing.dispute(visitor=visit.visitor, entry_id=entry, at=visit.at)
    except Refusal as refusal:
        with tenant_context(visit.place.id):
            return _page(request, visit, refused=sentence(refusal))
    return redirect(f"{visit.address('member-safety')}?just=disputed")


def _sure(request: HttpRequest, visit: Visit, entry_id: UUID) -> HttpResponse:
    found = known(visit)
    entry = ledger.entry(account=found.account, entry=entry_id)
    if entry is None or entry.kind != "REDEMPTION":
        return redirect("member-history", visit.place.slug)
    [line] = lines_of(visit, found.account, [entry])
    told = {"company": visit, "known": found, "line": line, "here": "history"}
    return render(request, "member/dispute.html", told)


def _page(request: HttpRequest, visit: Visit, *, refused: str = "") -> HttpResponse:
    found = known(visit)
    after = _id(request.GET.get("after", ""))
    entries = ledger.entries(account=found.account, limit=PAGE + 1, after=after)
    told = {
        "company": visit,
        "known": found,
        "lines": lines_of(visit, found.account, entries[:PAGE]),
        "older": entries[PAGE - 1].id if len(entries) > PAGE else None,
        "is_first": after is None,
        "refused": refused,
        "here": "history",
    }
    return render(request, "member/history.html", told, status=REFUSED if refused else 200)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def lines_of(visit: Visit, account: UUID, entries: list[Entry]) -> list[Line]:
    """Tell entries with their receipts and reasons, in the reader's language."""
    sales = {one.cause.source_id for one in entries if one.cause.source_kind in _OF_A_SALE}
    told = {story.sale.id: story for story in stories(visit.place, filter(None, sales))}
    disputed = disputing.disputed_among([one.id for one in entries])
    of_codes = {one.cause.source_id for one in entries if one.cause.source_kind == OF_A_CODE}
    batches = batch_names(activations=[one for one in of_codes if one is not None])
    outlets = outlet_names()
    language = get_language() or "en"
    lines = []
    for one in entries:
        sale = told.get(one.cause.source_id) if one.cause.source_kind in _OF_A_SALE else None
        outlet = outlets.get(sale.outlet, "") if sale else ""
        why = list(_reasons(one.cause.explanation, language))
        is_earlier = one.account != account
        batch = batches.get(one.cause.source_id, "") if one.cause.source_id else ""
        lines.append(Line(one, sale, outlet, why, one.id in disputed, is_earlier, batch))
    return lines


def _reasons(kept: Iterable[dict[str, Any]], language: str) -> Iterable[str]:
    """Say the reasons that have words; an erasure or a test has none."""
    for one in kept:
        try:
            yield explain(one.get("facts", one), language)
        except ValueError:
            continue
