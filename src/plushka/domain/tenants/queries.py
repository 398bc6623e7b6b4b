"""Reads of companies, outlets and keys."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import models

from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import ApiKey, Logo, Outlet, Staff, Tenant
from plushka.lib.refusal import Refusal


class OutletUnknown(Refusal):
    """No outlet of the tenant has this code, or the key may not speak for it."""

    code = "outlet_unknown"

    def __init__(self, code: str) -> None:
        super().__init__(
            f"There is no outlet {code!r}, or this key is bound to another one.", outlet=code
        )


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who presents a key: what the tenant let it do."""

    key_id: UUID
    tenant_id: int
    scopes: frozenset[str]
    outlet_id: UUID | None
    rate_per_minute: int | None
    used_at: dt.datetime | None = None


def hash_of(key: str) -> bytes:
    """Hash a key. It has 256 random bits, so a plain digest cannot be guessed back."""
    return hashlib.sha256(key.encode()).digest()


def bearer_of(hashed: bytes) -> Bearer | None:
    """Find whose key this is; None when it is unknown or revoked."""
    found = ApiKey.objects.filter(hash=hashed, revoked_at=None).first()
    if found is None:
        return None
    return Bearer(
        key_id=found.id,
        tenant_id=found.tenant_id,
        scopes=frozenset(found.scopes),
        outlet_id=found.outlet_id,
        rate_per_minute=found.rate_per_minute,
        used_at=found.used_at,
    )


@dataclass(frozen=True, slots=True)
class Place:
    """What the rules need to know of a tenant."""

    id: int
    slug: str
    name: str
    zone: str
    language: str
    region: str
    currency: str
    #: As ``branding_of`` explains them.
    colour: str = ""
    text_colour: str = ""
    logo: str = ""
    #: After so many days of silence a phone is no proof of who has it (T43).
    silence_days: int = 180


@dataclass(frozen=True, slots=True)
class Branding:
    """How a company looks: its colour, the text on it, and the digest of its logo."""

    name: str
    colour: str
    text_colour: str
    #: Empty where there is none. It changes with the picture, so it may stand in an address.
    logo: str


OWN_COLOUR, OWN_TEXT = "#1c6b4f", "#ffffff"
"""Of a company that has chosen none: Plushka's green."""


def branding_of(place: Place) -> Branding:
    """Tell how a company looks to its members; asks nothing."""
    if not place.colour:
        return Branding(place.name, OWN_COLOUR, OWN_TEXT, place.logo)
    return Branding(place.name, place.colour, place.text_colour, place.logo)


def place_of(tenant: Tenant) -> Place:
    """Describe a tenant as the rules see it."""
    return Place(
        id=tenant.id,
        slug=tenant.slug,
        name=tenant.name,
        zone=tenant.timezone,
        language=tenant.language,
        region=tenant.region,
        currency=tenant.currency,
        colour=tenant.colour,
        text_colour=tenant.text_colour,
        logo=tenant.logo,
        silence_days=tenant.silence_days,
    )


def get_place(tenant_id: int) -> Place:
    """Describe one tenant as the rules see it."""
    return place_of(Tenant.objects.get(id=tenant_id))


def place_of_id(tenant_id: int) -> Place | None:
    """Describe the tenant of an id that somebody else wrote; None where there is none."""
    found = Tenant.objects.filter(id=tenant_id).first()
    return None if found is None else place_of(found)


def find_place(slug: str) -> Place | None:
    """Describe the tenant of a slug; None where there is none."""
    found = Tenant.objects.filter(slug=slug).first()
    return None if found is None else place_of(found)


def get_outlet(code: str, *, allowed: UUID | None = None) -> Outlet:
    """Find an outlet by the code tills send; ``allowed`` binds to one outlet."""
    found = Outlet.objects.filter(code=code).first()
    if found is None or (allowed is not None and found.id != allowed):
        raise OutletUnknown(code)
    assert isinstance(found, Outlet)  # noqa: S101 - for the type checker; the manager gives rows
    return found


def outlet_names() -> dict[str, str]:
    """Give the names of the tenant's outlets by their codes."""
    return dict(Outlet.objects.order_by("code").values_list("code", "name"))


def names_of_staff(*, actors: Iterable[str]) -> dict[str, str]:
    """Give the names of the tenant's people by their actors; keys and the system have none."""
    ids = {actor: actor.removeprefix("staff:") for actor in actors if actor.startswith("staff:")}
    found = Staff.objects.filter(tenant_id=current_tenant(), id__in=ids.values())
    names = {str(staff_id): name for staff_id, name in found.values_list("id", "name")}
    return {actor: names[staff_id] for actor, staff_id in ids.items() if staff_id in names}


def open_outlets() -> models.QuerySet[Outlet]:
    """Give the outlets where something is sold, by their names."""
    found: models.QuerySet[Outlet] = Outlet.objects.filter(closed_at=None).order_by("name", "id")
    return found


def logo_of(tenant_id: int) -> bytes | None:
    """Give the logo of the company in context as PNG; None where it has none."""
    found = Logo.objects.of(tenant_id).first()
    return None if found is None else bytes(found.content)


def outlets_by_id() -> dict[UUID, str]:
    """Give the names of the tenant's outlets by their ids, in the order of names."""
    return dict(Outlet.objects.order_by("name", "id").values_list("id", "name"))
