"""A person as a form: added by hand, and changed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _
from msgspec import UNSET

from plushka.domain.enrolment.operations import AlreadyMember, Newcomer
from plushka.domain.members import locator
from plushka.domain.members.operations import Changes, MemberOutdated
from plushka.domain.members.queries import Profile
from plushka.lib.days import NO_YEAR
from plushka.lib.refusal import BadField, Refusal
from plushka.web.manager.members.listed import uuid_of
from plushka.web.ui.refusals import FIELDS, sentence

TEXTS = ("surname", "name", "patronymic", "sex", "email", "note")
IDENTIFIERS = ("phone", "card", "alias")
ATTRIBUTE = "attribute."
_LONGEST = 2500


@dataclass(slots=True)
class PersonForm:
    """The fields as they were typed, and what is wrong with them."""

    texts: dict[str, str]
    #: By code; a value's own type is kept.
    attributes: dict[str, str] = field(default_factory=dict)
    stamp: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    #: Whom the phone, card or alias belongs to already.
    known: UUID | None = None
    refused: str = ""

    @property
    def shown_attributes(self) -> list[tuple[str, str, str]]:
        """Give each attribute: its code, its text, what is wrong with it."""
        return [
            (code, text, self.errors.get(f"attributes.{code}", ""))
            for code, text in self.attributes.items()
        ]


def new() -> PersonForm:
    """Begin an empty form."""
    return PersonForm({})


def read(profile: Profile, *, stamp: str, codes: list[str], has_phones: bool) -> PersonForm:
    """Begin with a person who is there; a phone that may not be seen is not put in."""
    texts = {name: getattr(profile, name) for name in TEXTS}
    texts |= {"phone": (profile.phone or "") if has_phones else "", "alias": profile.alias or ""}
    texts["birth_date"] = birth_date_text(profile.birth_date)
    attributes = dict.fromkeys(codes, "") | {
        code: _text(value) for code, value in profile.attributes.items()
    }
    return PersonForm(texts, dict(sorted(attributes.items())), stamp)


def sent(posted: QueryDict) -> PersonForm:
    """Take a form that was sent."""
    names = (*TEXTS, *IDENTIFIERS, "birth_date", "outlet", "new_code", "new_value")
    texts = {name: posted.get(name, "").strip()[:_LONGEST] for name in names}
    attributes = {
        name.removeprefix(ATTRIBUTE): str(posted[name]).strip()[:_LONGEST]
        for name in posted
        if name.startswith(ATTRIBUTE)
    }
    return PersonForm(texts, attributes, posted.get("stamp", "")[:100])


def newcomer(form: PersonForm, *, region: str, outlets: Mapping[UUID, str]) -> Newcomer:
    """Read somebody who joins; refuses by the field."""
    outlet = uuid_of(form.texts["outlet"])
    return Newcomer(
        identifiers=tuple(
            locator.read(kind, form.texts[kind], region=region, path=kind)
            for kind in IDENTIFIERS
            if form.texts[kind]
        ),
        birth_date=birth_date_of(form.texts["birth_date"]),
        attributes=_attributes(form, {}),
        outlet_id=outlet if outlet in outlets else None,
        surname=form.texts["surname"],
        name=form.texts["name"],
        patronymic=form.texts["patronymic"],
        sex=form.texts["sex"],
        email=form.texts["email"],
        note=form.texts["note"],
    )


def changes(form: PersonForm, profile: Profile, *, has_phones: bool) -> Changes:
    """Read what changes; an empty phone takes it away only from who could see it."""
    phone: Any = form.texts["phone"] or (None if has_phones else UNSET)
    if phone == profile.phone:
        phone = UNSET
    return Changes(
        phone=phone,
        alias=form.texts["alias"] or None,
        birth_date=birth_date_of(form.texts["birth_date"]),
        attributes=_attributes(form, profile.attributes),
        **{name: form.texts[name] for name in TEXTS},
    )


def tell(form: PersonForm, refusal: Refusal) -> None:
    """Say beside the field what is wrong with it, or above the form what hinders all of it."""
    match refusal:
        case AlreadyMember():
            form.known = refusal.member_id
            form.refused = _("There is a member with this phone, card or alias already.")
        case MemberOutdated():
            form.refused = _(
                "Somebody changed this member meanwhile. Open the page anew, and change what is"
                " still to be changed."
            )
        case BadField(path=path):
            form.errors[path] = _said(path)
        case _:
            form.refused = sentence(refusal)


def birth_date_of(text: str) -> dt.date | None:
    """Read a birth date: 1990-05-17, 17.05.1990, or 17.05 without its year."""
    if not text:
        return None
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    try:
        return dt.datetime.strptime(f"{text}.{NO_YEAR:04}", "%d.%m.%Y").date()  # noqa: DTZ007
    except ValueError:
        raise BadField("birth_date", "write a date") from None


def birth_date_text(born: dt.date | None) -> str:
    """Write a birth date as it is typed."""
    if born is None:
        return ""
    return f"{born:%d.%m}" if born.year == NO_YEAR else f"{born:%d.%m.%Y}"


def _attributes(form: PersonForm, known: Mapping[str, Any]) -> dict[str, Any]:
    given = dict(form.attributes)
    if form.texts.get("new_code"):
        given[form.texts["new_code"]] = form.texts.get("new_value", "")
    read_all = {code: _value(code, text, known.get(code)) for code, text in given.items()}
    return {code: value for code, value in read_all.items() if value != ""}


def _value(code: str, text: str, was: object) -> object:
    """Keep the type a value had; what was never there is a text, or a whole number."""
    if _text(was) == text and was is not None:
        return was
    is_whole = text.removeprefix("-").isascii() and text.removeprefix("-").isdecimal()
    match was:
        case bool():
            if text.casefold() not in {"yes", "no", ""}:
                raise BadField(f"attributes.{code}", "use yes or no")
            return text and text.casefold() == "yes"
        case int() if text and not is_whole:
            raise BadField(f"attributes.{code}", "use a whole number")
        case int() if text:
            return int(text)
    return text


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
    return str(value)


def _said(path: str) -> str:
    said = {
        "surname": _("Use at most 200 plain characters."),
        "name": _("Use at most 200 plain characters."),
        "patronymic": _("Use at most 200 plain characters."),
        "birth_date": _(
            "Type a day such as 17.05.1990, or 17.05 without the year. It can be changed once a"
            " year."
        ),
        "email": _("Type an address such as anna@example.com."),
        "note": _("Use at most 2000 plain characters."),
        "sex": _("Choose one."),
        "card": _("A card number has thirteen digits, and this one has a slip or is void."),
        "attributes": _(
            "The code of a field has small Latin letters, digits and _, beginning with a letter."
        ),
    }
    if path in said:
        return said[path]
    if path.startswith("attributes."):
        return _("Use a short text, a whole number, or yes or no, as it was before.")
    found = FIELDS.get(path)
    return found() if found else _("Something was typed wrong. Check the fields and try again.")
