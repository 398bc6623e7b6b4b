"""A person is added by hand, and edited."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.operations import AlreadyMember
from plushka.domain.members.attributes import known_attributes
from plushka.domain.members.operations import stamp_of
from plushka.domain.members.queries import Profile, find_profiles
from plushka.domain.tenants.queries import outlets_by_id
from plushka.domain.tenants.rights import Right
from plushka.lib.refusal import Refusal
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.manager.members import person_form, story
from plushka.web.manager.members.columns import SEXES
from plushka.web.manager.members.person_form import PersonForm
from plushka.web.ui.clock import now

REFUSED = 422
A_MOMENT = dt.timedelta(minutes=2)
"""Who joined by the same form so lately joined by the press before."""


@dataclass(frozen=True, slots=True)
class Field:
    """One line to type into."""

    name: str
    words: str
    text: str
    error: str
    type: str = "text"
    longest: int = 200
    placeholder: str = ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_cabinet(Right.CHANGE_MEMBERS)
def add(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Add a member by hand; pressed twice, once."""
    if request.method != "POST":
        return _show(request, cabinet, person_form.new())
    form = person_form.sent(request.POST)
    try:
        with transaction.atomic():
            newcomer = person_form.newcomer(
                form, region=cabinet.place.region, outlets=outlets_by_id()
            )
            member_id = enrolment.enrol(
                newcomer=newcomer,
                actor=cabinet.actor,
                at=now(),
                is_trusted=True,
                is_let_in=True,
            )
    except AlreadyMember as already:
        if _is_the_same(already.member_id, form):
            return redirect("manager-member", already.member_id)
        person_form.tell(form, already)
        return _show(request, cabinet, form, status=REFUSED)
    except Refusal as refusal:
        person_form.tell(form, refusal)
        return _show(request, cabinet, form, status=REFUSED)
    return redirect("manager-member", member_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@in_cabinet(Right.CHANGE_MEMBERS)
def edit(request: HttpRequest, cabinet: Cabinet, member_id: UUID) -> HttpResponse:
    """Change what is known of a person; the second of two editors is told of the first."""
    profile = story.profile_of(member_id)
    has_phones = cabinet.may(Right.SEE_PHONES)
    if request.method != "POST":
        stamp = stamp_of(member_id=member_id)
        form = person_form.read(
            profile, stamp=stamp, codes=known_attributes(), has_phones=has_phones
        )
        return _show(request, cabinet, form, profile=profile)
    form = person_form.sent(request.POST)
    try:
        with transaction.atomic():
            enrolment.change(
                member_id=member_id,
                changes=person_form.changes(form, profile, has_phones=has_phones),
                actor=cabinet.actor,
                at=now(),
                stamp=form.stamp,
            )
    except Refusal as refusal:
        person_form.tell(form, refusal)
        return _show(request, cabinet, form, profile=profile, status=REFUSED)
    return redirect("manager-member", member_id)


def _is_the_same(member_id: UUID, form: PersonForm) -> bool:
    """Whether the member is the one this very form made a moment ago."""
    known = find_profiles(member_ids=[member_id]).get(member_id)
    if known is None or now() - known.created_at > A_MOMENT:
        return False
    return all(getattr(known, name) == form.texts[name] for name in ("surname", "name"))


def _show(
    request: HttpRequest,
    cabinet: Cabinet,
    form: PersonForm,
    *,
    profile: Profile | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "cabinet": cabinet,
        "here": "members",
        "form": form,
        "profile": profile,
        "identifiers": list(_identifiers(form, profile, cabinet)),
        "fields": list(_fields(form)),
        "sexes": SEXES.items(),
        "outlets": outlets_by_id().items(),
    }
    return render(request, "manager/person_form.html", context, status=status)


def _identifiers(form: PersonForm, profile: Profile | None, cabinet: Cabinet) -> Any:
    hidden = profile and not cabinet.may(Right.SEE_PHONES) and profile.masked_phone
    yield _field(form, "phone", _("Phone"), type_="tel", longest=40, placeholder=hidden or "")
    if profile is None:
        yield _field(form, "card", _("Card number"), longest=30)
    yield _field(form, "alias", _("Alias"), longest=40)


def _fields(form: PersonForm) -> Any:
    yield _field(form, "surname", _("Surname"))
    yield _field(form, "name", _("First name"))
    yield _field(form, "patronymic", _("Patronymic"))
    yield _field(form, "birth_date", _("Birth date"), longest=10, placeholder="17.05.1990")
    yield _field(form, "email", _("E-mail"), type_="email", longest=254)


def _field(
    form: PersonForm,
    name: str,
    words: str,
    *,
    type_: str = "text",
    longest: int = 200,
    placeholder: str = "",
) -> Field:
    text, error = form.texts.get(name, ""), form.errors.get(name, "")
    return Field(name, words, text, error, type_, longest, placeholder)
