"""A member's points are corrected by hand: how many, why, and who else where it is much (T38)."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plushka.domain.bulk import by_hand
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.limits import operations as limits
from plushka.domain.limits.refusals import StaffLimitReached
from plushka.domain.members.queries import MemberUnknown, get_profile
from plushka.domain.merging.queries import person
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.rights import Right
from plushka.lib.ids import new_id
from plushka.lib.money import localised
from plushka.lib.refusal import BadField, Refusal
from plushka.web.manager.bulk import told, words
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.forms.inputs import whole
from plushka.web.ui.amounts import read_hundredths
from plushka.web.ui.clock import now
from plushka.web.ui.middleware import opens_its_own

REFUSED = 422
_TEXTS = ("points", "days", "reason", "lot", "key", "way")
_LONGEST = 1000


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@opens_its_own
@in_cabinet(Right.ADJUST_POINTS)
def adjust(request: HttpRequest, cabinet: Cabinet, member_id: UUID) -> HttpResponse:
    """Give or take points by hand, or ask a second person where it is much."""
    texts = {name: request.POST.get(name, "")[:_LONGEST] for name in _TEXTS}
    texts["key"] = texts["key"] or str(new_id())
    wrong: dict[str, str] = {}
    is_too_much = False
    if request.method == "POST":
        try:
            with tenant_context(cabinet.place.id):
                _check_member(member_id)
                done = _act(texts, member_id, cabinet, is_asking=request.POST.get("do") == "ask")
            return redirect(done)
        except StaffLimitReached as refusal:
            is_too_much = True
            with tenant_context(cabinet.place.id):
                limits.tell_block(refusal=refusal, at=now())
        except BadField as refusal:
            wrong[refusal.path] = words.sentence(refusal)
        except NotEnoughPoints as refusal:
            missing = localised(refusal.missing, request.LANGUAGE_CODE)
            text = _("Not enough points: %(missing)s are missing.")
            wrong["points"] = text % {"missing": missing}
        except Refusal as refusal:
            wrong["form"] = words.sentence(refusal)
    with tenant_context(cabinet.place.id):
        context = _context(cabinet, member_id) | {
            "texts": texts,
            "wrong": wrong,
            "is_too_much": is_too_much,
        }
        status = REFUSED if wrong or is_too_much else 200
        return render(request, "manager/member_adjust.html", context, status=status)


def _act(texts: dict[str, str], member_id: UUID, cabinet: Cabinet, *, is_asking: bool) -> str:
    """Correct, or ask for it; give the address of what came of it."""
    act = by_hand.ask if is_asking else by_hand.correct
    with transaction.atomic():
        done = act(
            key=_key(texts["key"]),
            member=member_id,
            points=_points(texts),
            lot="MANUAL" if texts["lot"] == "MANUAL" else "GIFT",
            days=_days(texts["days"].strip()),
            reason=texts["reason"],
            actor=cabinet.actor,
            at=now(),
        )
    if is_asking:
        return _address("manager-bulk", done.id)  # type: ignore[union-attr]
    return _address("manager-member-adjust", member_id) + "?done"


def _address(name: str, id_: UUID) -> str:
    return reverse(name, args=[id_])


def _check_member(member_id: UUID) -> None:
    try:
        get_profile(member_id=member_id)
    except MemberUnknown:
        raise Http404 from None


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadField("key", "this names nothing") from None


def _points(texts: dict[str, str]) -> int:
    try:
        points = read_hundredths(texts["points"])
    except ValueError:
        raise BadField("points", "a number of points") from None
    return -points if texts["way"] == "take" else points


def _days(text: str) -> int | None:
    if not text:
        return None
    days = whole(text)
    if not isinstance(days, int):
        raise BadField("days", "a whole number of days")
    return days


def _context(cabinet: Cabinet, member_id: UUID) -> dict[str, Any]:
    _check_member(member_id)
    found = person(member_id, at=now())
    return {
        "cabinet": cabinet,
        "here": "members",
        "member_id": found.profile.id,
        "name": told.name_of(found.profile, cabinet),
        "balance": found.balance,
        **told.units(cabinet),
    }
