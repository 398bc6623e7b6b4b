"""A stranger who proved an e-mail founds a company of their own, and owns it."""

import datetime as dt
import secrets
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError

from plushka.domain.programmes.founding import found_in_context
from plushka.domain.staffing.inviting import StaffKnown
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff, Tenant
from plushka.lib.latin import code_of
from plushka.lib.refusal import BadField

PRESET = "bonusplus"
"""The programme until another one is chosen, which is the next thing one is asked."""

#: By the language one registers in; both are asked for in the first step, and changed there.
PLACES = {"uk": ("Europe/Kyiv", "UA")}
ELSEWHERE = ("Europe/Moscow", "RU")

LONGEST_NAME = 200
_LONGEST_SLUG = 40


@dataclass(frozen=True, slots=True)
class Registration:
    """What a stranger tells: ``email`` is proved by the caller."""

    email: str
    company: str
    person: str
    password: str
    language: str = "ru"


def register(*, asked: Registration, at: dt.datetime) -> Staff:
    """Found a company in a transaction of its own; give its owner.

    Refuses names that are not acceptable, a password that is easily guessed, and, as
    ``StaffKnown``, an e-mail that somebody of any company signs in with: of two presses
    the second finds that.
    """
    company, person = _name("company", asked.company), _name("person", asked.person)
    email = read_email(asked.email)
    try:
        validate_password(asked.password, Staff(email=email, name=person))
    except ValidationError as trouble:
        raise BadField("password", " ".join(trouble.messages)) from None
    zone, region = PLACES.get(asked.language, ELSEWHERE)
    try:
        with tenant_context(tenants.next_id()):
            if is_known(email):
                raise StaffKnown
            created = found_in_context(
                slug=_slug(company),
                name=company,
                at=at,
                preset=PRESET,
                timezone=zone,
                language=asked.language,
                region=region,
                founder=tenants.Founder(email, person, asked.password),
            )
    except IntegrityError:
        if is_known(email):  # by a press at the same time
            raise StaffKnown from None
        raise
    return created.owner


def read_email(text: str) -> str:
    """Give an e-mail as it is kept; refuses what is none."""
    address = text.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise BadField("email", "write a whole e-mail address") from None
    return address


def is_known(email: str) -> bool:
    """Tell whether somebody of any company signs in with an e-mail."""
    return Staff.objects.filter(email=email).exists()


def _name(path: str, text: str) -> str:
    shown = " ".join(text.split())
    if not 0 < len(shown) <= LONGEST_NAME or not shown.isprintable():
        raise BadField(path, f"use 1 to {LONGEST_NAME} printable characters")
    return shown


def _slug(name: str) -> str:
    """Make an address of a name: «Липа» is ``lipa``; a taken one gets letters behind it."""
    plain = code_of(name)[:_LONGEST_SLUG].replace("_", "-").strip("-")
    if plain and not Tenant.objects.filter(slug=plain).exists():
        return plain
    return f"{plain or 'shop'}-{secrets.token_hex(3)}"
