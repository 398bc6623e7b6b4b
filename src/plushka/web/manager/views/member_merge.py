"""Two members who are one person: the other is looked for, both are seen, merged, parted again."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from plushka.domain.members.locator import Locator, read_typed
from plushka.domain.members.queries import MemberUnknown, get_profile, identify, kept
from plushka.domain.merging import operations, queries
from plushka.domain.merging.models import Merge
from plushka.domain.merging.operations import MergeOver, PointsSetAside
from plushka.domain.programmes.queries import rules
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import BadField, Refusal
from plushka.web.manager.bulk import told
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.members import telling
from plushka.web.ui.clock import now

REFUSED = 422
_LONGEST = 200


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_cabinet(Right.CHANGE_MEMBERS)
def merge(request: HttpRequest, cabinet: Cabinet, member_id: UUID) -> HttpResponse:
    """Look for the other member, show both and what they come to, and merge them.

    Who was found is named by id in the address, so that no phone ever is.
    """
    wrong, found, other = "", None, request.GET.get("other", "")
    typed = request.POST.get("q", "").strip()[:_LONGEST]
    address, own = reverse("manager-member-merge", args=[member_id]), _member(member_id)
    try:
        if request.method == "POST":
            chosen = _other(request.POST.get("other", ""), cabinet, typed)
            if not request.POST.get("other"):
                return redirect(f"{address}?{urlencode({'other': chosen})}")
            if kept(chosen) != own:  # else it was pressed twice, and is done
                _merge(request, cabinet, own, chosen)
            return redirect(address)
        if other:
            found = queries.preview(kept=own, merged=_other(other, cabinet, ""), at=now())
    except Refusal as refusal:
        wrong = sentence(refusal)
    context = _context(cabinet, member_id) | {
        "wrong": wrong,
        "typed": typed,
        "seen": found,
        "tiers": found and _tiers(found, cabinet),
        "other": other,
        "reason": request.POST.get("reason", "")[:_LONGEST],
    }
    return render(request, "manager/member_merge.html", context, status=REFUSED if wrong else 200)


@require_POST
@in_cabinet(Right.CHANGE_MEMBERS)
def part(request: HttpRequest, cabinet: Cabinet, merge_id: UUID) -> HttpResponse:
    """Undo a merge."""
    row = Merge.objects.filter(id=merge_id).first()
    if row is None:
        raise Http404
    try:
        with transaction.atomic():
            operations.part(merge=merge_id, actor=cabinet.actor, at=now())
    except Refusal as refusal:
        context = _context(cabinet, row.kept_id) | {"wrong": sentence(refusal), "typed": ""}
        return render(request, "manager/member_merge.html", context, status=REFUSED)
    return redirect("manager-member-merge", row.kept_id)


def sentence(refusal: Refusal) -> str:  # noqa: PLR0911 - one a refusal
    """Say why two members are not merged, or not parted."""
    match refusal:
        case MemberUnknown():
            return _("Nobody is found by that. Type a phone, a card or an alias.")
        case PointsSetAside():
            return _set_aside(refusal)
        case MergeOver(why="too_late"):
            return _("It is more than thirty days ago, and cannot be undone any more.")
        case MergeOver(why="merged_again"):
            return _("The member was merged with somebody else since. Undo that first.")
        case MergeOver():
            return _("It was undone already.")
        case BadField(path="member"):
            return _("These are one and the same member. Type another one.")
        case _:
            return _("Nobody is found by that. Type a phone, a card or an alias.")


def _set_aside(refusal: PointsSetAside) -> str:
    """Say which order keeps two members from being parted, and until when."""
    facts = {
        "points": telling.number(refusal.points),
        "order": refusal.reference or str(refusal.hold),
        "until": telling.moment(refusal.until),
    }
    return (
        _("Points of both are set aside together: %(points)s for the order %(order)s.") % facts
        + " "
        + _("Let the outlet finish or cancel the order, or wait: its term ends %(until)s.") % facts
    )


def _member(member_id: UUID) -> UUID:
    try:
        return get_profile(member_id=member_id).id
    except MemberUnknown:
        raise Http404 from None


def _tiers(seen: queries.Preview, cabinet: Cabinet) -> dict[str, str]:
    """Give the names of the tiers."""
    programme = rules(zone=cabinet.place.zone).at(now())
    codes = {
        "kept": seen.kept.profile.tier,
        "merged": seen.merged.profile.tier,
        "together": seen.together.profile.tier,
    }
    language = get_language() or "en"
    return {which: programme.tier_name(code, language) for which, code in codes.items()}


def _other(chosen: str, cabinet: Cabinet, typed: str) -> UUID:
    try:
        locator = Locator("ID", str(UUID(chosen or typed)))
    except ValueError:
        locator = read_typed(typed, region=cabinet.place.region, path="q")
    return identify(locator=locator, at=now())


def _merge(request: HttpRequest, cabinet: Cabinet, member_id: UUID, other: UUID) -> None:
    with transaction.atomic():
        operations.merge(
            kept=_member(member_id),
            merged=other,
            actor=cabinet.actor,
            at=now(),
            reason=" ".join(request.POST.get("reason", "").split())[:_LONGEST],
        )


def _context(cabinet: Cabinet, member_id: UUID) -> dict[str, Any]:
    own = _member(member_id)
    return {
        "cabinet": cabinet,
        "here": "members",
        "member_id": own,
        "person": queries.person(own, at=now()),
        "name": told.name_of(get_profile(member_id=own), cabinet),
        "merges": queries.of_member(own, at=now()),
        "sees_phones": cabinet.may(Right.SEE_PHONES),
        **told.units(cabinet),
    }
