"""What the company knows of a member, told and corrected by the member."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.members import operations as members
from plushka.domain.members.operations import Changes
from plushka.domain.members.queries import Profile
from plushka.domain.programmes.telling.rules import tell_rules
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import outlet_names
from plushka.lib.days import NO_YEAR
from plushka.lib.refusal import BadField, Refusal
from plushka.web.member.refusals import REFUSED, sentence
from plushka.web.member.standing import Known, known
from plushka.web.member.visit import Visit, acting, as_member

_TEXTS = ("name", "surname", "patronymic", "sex", "email")
_WHOLE = 100
_LONGEST = 300
"""More than any field takes: what is longer is told so, not cut short unseen."""


@dataclass(frozen=True, slots=True)
class Form:
    """The profile as it stands in the form: day, month and year of birth apart."""

    texts: Mapping[str, str]
    day: str
    month: str
    year: str
    stamp: str


@require_safe
@as_member
def profile(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show what is known, how complete it is, and what telling the rest brings."""
    found = known(visit)
    stamp = members.stamp_of(member_id=found.member.id)
    return _page(request, visit, found, _form_of(found.member, stamp=stamp))


@acting
def save(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Change the profile; what was typed stays in the form where it is refused."""
    form = _posted(request.POST)
    try:
        changes = _changes(form)
        with tenant_context(visit.place.id):
            enrolment.change(
                member_id=visit.visitor.member_id,
                changes=changes,
                actor=visit.actor,
                at=visit.at,
                stamp=form.stamp or None,
            )
    except Refusal as refusal:
        with tenant_context(visit.place.id):
            return _page(request, visit, known(visit), form, refused=sentence(refusal))
    return redirect(f"{visit.address('member-profile')}?just=saved")


def _page(
    request: HttpRequest, visit: Visit, found: Known, form: Form, *, refused: str = ""
) -> HttpResponse:
    told = {
        "company": visit,
        "known": found,
        "form": form,
        "days": [str(day) for day in range(1, 32)],
        "months": [str(month) for month in range(1, 13)],
        "percent": _percent(found.member),
        "promises": _promises(found),
        "attributes": sorted(found.member.attributes.items()),
        "just": request.GET.get("just", ""),
        "refused": refused,
        "here": "profile",
    }
    return render(request, "member/profile.html", told, status=REFUSED if refused else 200)


def _percent(member: Profile) -> int:
    asked = (
        member.name,
        member.surname,
        member.birth_date,
        member.sex,
        member.email,
        member.phone,
    )
    return sum(1 for one in asked if one) * _WHOLE // len(asked)


def _promises(found: Known) -> list[str]:
    """Say what the programme promises for telling more (R14)."""
    programme = found.programme
    rules = programme.rules.get("profile_filled", ())
    told = tell_rules(
        [one.rule for one in rules],
        programme.document,
        get_language() or "en",
        outlets=outlet_names(),
    )
    return [rule.promise for rule in told if rule.promise]


def _form_of(member: Profile, *, stamp: str) -> Form:
    born = member.birth_date
    return Form(
        texts={name: getattr(member, name) for name in _TEXTS},
        day=str(born.day) if born else "",
        month=str(born.month) if born else "",
        year=str(born.year) if born and born.year != NO_YEAR else "",
        stamp=stamp,
    )


def _posted(sent: QueryDict) -> Form:
    def typed(name: str) -> str:
        return sent.get(name, "").strip()[:_LONGEST]

    return Form(
        texts={name: typed(name) for name in _TEXTS},
        day=typed("day"),
        month=typed("month"),
        year=typed("year"),
        stamp=typed("stamp"),
    )


def _changes(form: Form) -> Changes:
    texts = form.texts
    return Changes(
        birth_date=_born(form),
        name=texts["name"],
        surname=texts["surname"],
        patronymic=texts["patronymic"],
        sex=texts["sex"],
        email=texts["email"],
    )


def _born(form: Form) -> dt.date | None:
    """Read the date; without a year it is a birthday, without anything it is not told."""
    if not (form.day or form.month or form.year):
        return None
    try:
        year = int(form.year) if form.year else NO_YEAR
        return dt.date(year, int(form.month), int(form.day))
    except ValueError:
        raise BadField("birth_date", "there is no such day") from None
