"""Settings of a company: its name, zone, money, language, colours, logo and words for points."""

import datetime as dt
import hashlib
from dataclasses import asdict, dataclass, replace
from functools import cache
from uuid import UUID
from zoneinfo import available_timezones

import phonenumbers

from plushka.domain.audit import operations as audit
from plushka.domain.company import wording
from plushka.domain.company.editing import (
    BadFields,
    ChangedMeanwhile,
    Wrong,
    alone,
    fault_of,
    plain,
)
from plushka.domain.programmes.queries import version_at
from plushka.domain.sales.figures import any_sold
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Logo, Tenant
from plushka.lib import colours, pictures

LANGUAGES = ("ru", "uk", "en")
CURRENCIES = (
    *("RUB", "UAH", "BYN", "KZT", "EUR", "USD"),
    *("AMD", "AZN", "GEL", "GBP", "KGS", "MDL", "PLN", "RSD", "TJS", "TRY", "UZS"),
)
"""Money that has hundredths; all sums are counted in them."""

FIELDS = (
    "name",
    "timezone",
    "currency",
    "language",
    "region",
    "colour",
    "text_colour",
    "silence_days",
)

SHORTEST_SILENCE, LONGEST_SILENCE = 30, 3650
"""Days."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What may be set. ``text_colour`` empty: white or black, whichever reads better."""

    name: str
    timezone: str
    currency: str
    language: str
    region: str
    #: ``#rrggbb``; empty = Plushka's own.
    colour: str
    text_colour: str
    #: The words for points, as ``Unit`` of the programme has them.
    unit: dict[str, dict[str, str]]
    #: After so many days of silence a phone is no proof of who has it (T43).
    silence_days: int = 180


@dataclass(frozen=True, slots=True)
class Known:
    """Settings as they are, with the edition to name when they are changed."""

    settings: Settings
    edition: int
    logo: str


def get_settings(*, at: dt.datetime) -> Known:
    """Give the settings of the company in context."""
    tenant = Tenant.objects.get(id=current_tenant())
    values = {name: getattr(tenant, name) for name in FIELDS}
    unit = version_at(at).document["unit"]
    return Known(Settings(**values, unit=unit), tenant.edition, tenant.logo)


def change_settings(
    *, wanted: Settings, edition: int, actor: str, at: dt.datetime, logo: bytes | None = None
) -> None:
    """Take other settings, and another logo: none = the one there is, empty = no logo.

    Words for points, and the currency, are part of the programme: where they change, a version
    that changes nothing else is published. Refuses ``BadFields``, naming every field, and
    ``ChangedMeanwhile``; the same sent twice is done once. A currency stays once something was
    sold.
    """
    tenant = alone()
    wanted, wrong = checked(wanted)
    if wanted.currency != tenant.currency and any_sold():
        wrong.append(("currency", "sold"))
    drawn = _drawn(logo, wrong)
    if wrong:
        raise BadFields(wrong)
    before = {name: getattr(tenant, name) for name in (*FIELDS, "logo")}
    after = {name: getattr(wanted, name) for name in FIELDS}
    after["logo"] = tenant.logo if logo is None else _digest(drawn)
    changed = [name for name in after if before[name] != after[name]]
    if not changed and not wording.differs(unit=wanted.unit, currency=wanted.currency, at=at):
        return
    if tenant.edition != edition:
        raise ChangedMeanwhile
    if "logo" in changed:
        _keep(drawn)
    reworded = wording.reword(unit=wanted.unit, currency=wanted.currency, actor=actor, at=at)
    for name in changed:
        setattr(tenant, name, after[name])
    tenant.edition += 1
    tenant.save(update_fields=[*changed, "edition"])
    audit.write(
        actor=actor,
        action="settings_changed",
        subject_kind="company",
        subject_id=subject_of(tenant.id),
        at=at,
        before={name: before[name] for name in changed} | reworded.before,
        after={name: after[name] for name in changed} | reworded.after,
    )


def subject_of(tenant_id: int) -> UUID:
    """Give the id under which a company stands in the record of changes."""
    return UUID(int=tenant_id)


def checked(given: Settings) -> tuple[Settings, Wrong]:
    """Bring what was typed into form, and name what is wrong with it."""
    wrong: Wrong = []
    name = plain(given.name)
    if fault := fault_of(name):
        wrong.append(("name", fault))
    known = {
        "timezone": available_zones(),
        "currency": CURRENCIES,
        "language": LANGUAGES,
        "region": phonenumbers.SUPPORTED_REGIONS,
    }
    wrong += [
        (field, "unknown") for field, some in known.items() if getattr(given, field) not in some
    ]
    colour, text = _coloured(given.colour, given.text_colour, wrong)
    wrong += wording.faults(given.unit)
    if not SHORTEST_SILENCE <= given.silence_days <= LONGEST_SILENCE:
        wrong.append(("silence_days", "unreadable"))
    return replace(given, name=name, colour=colour, text_colour=text), wrong


def _coloured(typed: str, typed_text: str, wrong: Wrong) -> tuple[str, str]:
    """Read the colours: text of one's own choice must be readable on the other."""
    if not typed.strip():
        return "", ""
    try:
        colour = colours.read(typed)
    except ValueError:
        wrong.append(("colour", "unreadable"))
        return "", ""
    text = typed_text or colours.text_on(colour)
    if text not in {colours.WHITE, colours.BLACK}:
        wrong.append(("text_colour", "unknown"))
    elif colours.contrast(colour, text) < colours.READABLE:
        wrong.append(("text_colour", "contrast"))
    return colour, text


def _drawn(logo: bytes | None, wrong: Wrong) -> pictures.Picture | None:
    if not logo:
        return None
    if len(logo) > pictures.MOST_SENT:
        wrong.append(("logo", "too_long"))
        return None
    try:
        return pictures.redraw(logo)
    except pictures.NotAPicture:
        wrong.append(("logo", "unreadable"))
        return None


def _digest(drawn: pictures.Picture | None) -> str:
    return hashlib.sha256(drawn.content).hexdigest()[:16] if drawn else ""


def _keep(drawn: pictures.Picture | None) -> None:
    """Put a picture, or none, in the place of the logo."""
    Logo.objects.all().delete()
    if drawn is not None:
        Logo.objects.create(tenant_id=current_tenant(), **asdict(drawn))


@cache
def available_zones() -> tuple[str, ...]:
    """Give the zones people choose from: of a place, by their names."""
    areas = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
    return tuple(sorted(z for z in available_timezones() if z.split("/")[0] in {*areas, "UTC"}))
