"""One member: the whole story, and what staff change of them."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.members import card, tagging
from plushka.domain.members.operations import Changes, MemberOutdated
from plushka.domain.members.queries import Profile
from plushka.domain.sales.retiering import hold_tier
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import BadField, Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.members import acting, listed, story
from plushka.web.manager.members.sections import Shown
from plushka.web.manager.members.tabs import SECTIONS, TABS
from plushka.web.ui.clock import now

REFUSED = 422
FIRST = "points"


@never_cache
@require_safe
@in_cabinet(Right.SEE_MEMBERS)
def member(request: HttpRequest, cabinet: Cabinet, member_id: UUID) -> HttpResponse:
    """Tell a member's story, a tab at a time."""
    profile = story.profile_of(member_id)
    if profile.id != member_id:
        return redirect("manager-member", profile.id)  # merged into another (T33)
    return _page(request, cabinet, profile)


@never_cache
@require_safe
@in_cabinet(Right.SEE_MEMBERS)
def part(request: HttpRequest, cabinet: Cabinet, member_id: UUID, code: str) -> HttpResponse:
    """Give the next rows of a part of the story."""
    section = SECTIONS.get(code)
    if section is None or (code in _OF_SALES and not cabinet.may(Right.SEE_SALES)):
        raise Http404
    profile = story.profile_of(member_id)
    about = story.about_of(profile, cabinet, at=now(), after=request.GET.get("after", ""))
    context = {
        "cabinet": cabinet,
        "here": "members",
        "profile": profile,
        "part": Shown(section, section.rows(about)),
    }
    page = "manager/member_part.html"
    if "HX-Request" in request.headers:
        page += "#rows"
    return render(request, page, context)


@require_POST
@in_cabinet(Right.CHANGE_MEMBERS)
def block(request: HttpRequest, cabinet: Cabinet, member_id: UUID) -> HttpResponse:
    """Block a member for a reason, or let them in again."""
    reason = request.POST.get("reason", "").strip()
    code = request.POST.get("code", "")
    is_blocking = request.POST.get("do") == "block"

    def act(at: dt.datetime) -> None:
        if is_blocking and code not in acting.BLOCKS:
            raise BadField("blocked.reason", "choose a reason")
        changes = Changes(blocked=code if is_blocking else None)
        told = acting.read_reason(reason)
        enrolment.change(
            member_id=member_id, changes=changes, actor=cabinet.actor, at=at, reason=told
        )

    return _act(request, cabinet, member_id, "block", act)


@require_POST
@in_cabinet(Right.CHANGE_MEMBERS)
def tags(request: HttpRequest, cabinet: Cabinet, member_id: UUID) -> HttpResponse:
    """Let a member carry these tags and no others."""
    typed, stamp = acting.read_tags(request.POST.get("tags", "")), request.POST.get("stamp")

    def act(at: dt.datetime) -> None:
        tagging.set_tags(member_id=member_id, tags=typed, actor=cabinet.actor, at=at, stamp=stamp)

    return _act(request, cabinet, member_id, "tags", act)


@require_POST
@in_cabinet(Right.CHANGE_MEMBERS)
def replace_card(request: HttpRequest, cabinet: Cabinet, member_id: UUID) -> HttpResponse:
    """Give a member another card; the old one finds nobody from then on (T33)."""
    # The number that is made comes with the form: a second press gives the same card.
    made = request.POST.get("made", "") or card.next_card()
    number = request.POST.get("card", "").strip() or made
    code = request.POST.get("code", "")

    def act(at: dt.datetime) -> None:
        known = story.profile_of(member_id).card or ""
        if known != request.POST.get("was", ""):
            if known == acting.read_card(number):
                return  # a second press of the button
            raise MemberOutdated
        replaced = code if code in acting.REPLACEMENTS else "replaced"
        enrolment.change(
            member_id=member_id,
            changes=Changes(card=number, replaced=replaced),
            actor=cabinet.actor,
            at=at,
        )

    return _act(request, cabinet, member_id, "card", act)


@require_POST
@in_cabinet(Right.CHANGE_MEMBERS)
def tier(request: HttpRequest, cabinet: Cabinet, member_id: UUID) -> HttpResponse:
    """Let a member hold at least a tier, through the end of a day (T15)."""
    posted = request.POST

    def act(at: dt.datetime) -> None:
        hold_tier(
            member=member_id,
            tier=posted.get("tier", ""),
            last_day=acting.read_day(posted.get("until", "")),
            actor=cabinet.actor,
            reason=acting.read_reason(posted.get("reason", "").strip()),
            at=at,
        )

    return _act(request, cabinet, member_id, "tier", act)


def _act(
    request: HttpRequest,
    cabinet: Cabinet,
    member_id: UUID,
    what: str,
    act: Callable[[dt.datetime], None],
) -> HttpResponse:
    """Do one thing to a member, or show the page again with what hinders it."""
    story.profile_of(member_id)
    try:
        with transaction.atomic():
            act(now())
    except Refusal as refusal:
        wrong = {what: acting.sentence(what, refusal)}
        profile = story.profile_of(member_id)
        return _page(request, cabinet, profile, wrong=wrong, status=REFUSED)
    return redirect("manager-member", member_id)


_OF_SALES = frozenset({"sales", "returns", "claims"})


def _page(
    request: HttpRequest,
    cabinet: Cabinet,
    profile: Profile,
    *,
    wrong: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    at = now()
    about = story.about_of(profile, cabinet, at=at)
    tab = request.GET.get("tab", FIRST)
    tabs = {
        code: words
        for code, (words, _sections) in TABS.items()
        if code != "purchases" or cabinet.may(Right.SEE_SALES)
    }
    tab = tab if tab in tabs else FIRST
    _words, sections = TABS[tab]
    context: dict[str, Any] = {
        "cabinet": cabinet,
        "here": "members",
        **story.head(profile, about),
        "tabs": tabs.items(),
        "tab": tab,
        "parts": [Shown(section, section.rows(about)) for section in sections],
        "tiers": listed.tier_names(about.programme).items(),
        "blocks": acting.BLOCKS.items(),
        "replacements": acting.REPLACEMENTS.items(),
        "block_word": acting.BLOCKS.get(profile.block_reason, profile.block_reason),
        "made_card": card.next_card(),
        "wrong": wrong or {},
        "posted": request.POST if wrong else {},
    }
    return render(request, "manager/member.html", context, status=status)
