"""Changes to companies, outlets, staff and keys."""

import datetime as dt
import re
import secrets
from dataclasses import dataclass
from functools import cache
from uuid import UUID
from zoneinfo import available_timezones

from django.db import connection

from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import ApiKey, Outlet, Staff, Tenant
from plushka.domain.tenants.queries import hash_of
from plushka.lib.refusal import BadField, Refusal

SCOPES = (
    *("read", "sales", "members", "adjust", "programme", "trusted", "history"),
    *("approve", "claims", "events", "codes"),
)
"""What a key may be let do.

``read``: look up members, sales, balances. ``sales``: quote, record, return,
hold. ``members``: enrol, change, erase. ``adjust``: correct balances by hand.
``programme``: read, draft and publish the programme.
``trusted``: redeem and enrol without a code. ``history``: record sales older
than the programme's limit. ``approve``: what a shop lets no cashier do alone,
a return without its receipt. ``claims``: give a receipt that was recorded
without a member to one. ``events``: tell what happened to members elsewhere.
``codes``: activate codes under the cap for members.
"""


NAME_LENGTH = 200
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?", re.ASCII)


class SlugTaken(Refusal):
    """Another company has this slug."""

    code = "slug_taken"

    def __init__(self, slug: str) -> None:
        super().__init__(f"There is already a company {slug!r}.", slug=slug)


@dataclass(frozen=True, slots=True)
class Created:
    """A new company, and the secrets that are shown this once."""

    tenant: Tenant
    outlet: Outlet
    key: str
    owner: Staff
    password: str


@cache
def _zones() -> set[str]:
    """All zones there are, looked up on the disk once."""
    return available_timezones()


@dataclass(frozen=True, slots=True)
class Founder:
    """Who founds a company for themselves: how they sign in, and what they are called."""

    email: str
    name: str
    password: str


def next_id() -> int:
    """Take the id of a company about to be founded, so that its context can be opened first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('tenants_tenant', 'id'))")
        return int(cursor.fetchone()[0])


def create(
    *,
    slug: str,
    name: str,
    at: dt.datetime,
    timezone: str = "Europe/Moscow",
    language: str = "ru",
    region: str = "RU",
    founder: Founder | None = None,
) -> Created:
    """Found the company in context, with an outlet ``main``, an owner, and a key for everything.

    The caller took ``next_id()`` and opened its context, so that whatever
    else a company begins with is part of the same transaction. A founder is its
    owner and gets no key: nobody would be shown it. Refuses a slug that is taken
    or badly formed and a zone nobody knows.
    """
    if not _SLUG.fullmatch(slug):
        raise BadField("slug", "use 1 to 50 of a-z, 0-9 and hyphens")
    if timezone not in _zones():
        raise BadField("timezone", "name a zone such as Europe/Moscow")
    if not 1 <= len(name) <= NAME_LENGTH or not name.isprintable():
        raise BadField("name", "use 1 to 200 characters, none of them control characters")
    if Tenant.objects.filter(slug=slug).exists():
        raise SlugTaken(slug)
    tenant = Tenant.objects.create(
        id=current_tenant(),
        slug=slug,
        name=name,
        timezone=timezone,
        language=language,
        region=region,
        created_at=at,
    )
    known = founder or Founder(f"owner@{slug}.example", name, secrets.token_urlsafe(12))
    owner = add_staff(
        tenant=tenant,
        email=known.email,
        name=known.name,
        role=Staff.Role.OWNER,
        password=known.password,
        at=at,
    )
    key = "" if founder else add_key(tenant=tenant, name="main", scopes=SCOPES, at=at)
    return Created(tenant, add_outlet(code="main", name=name), key, owner, known.password)


def add_outlet(*, code: str, name: str) -> Outlet:
    """Open an outlet of the tenant in context."""
    outlet: Outlet = Outlet.objects.create(tenant_id=current_tenant(), code=code, name=name)
    return outlet


def add_staff(
    *,
    tenant: Tenant,
    email: str,
    name: str,
    role: str,
    password: str,
    at: dt.datetime,
    outlet_id: UUID | None = None,
) -> Staff:
    """Let a person sign in."""
    person = Staff(
        tenant=tenant,
        email=email.lower(),
        name=name,
        role=role,
        outlet_id=outlet_id,
        created_at=at,
    )
    person.set_password(password)
    person.save(force_insert=True)
    return person


def renew_password(*, tenant: Tenant, email: str) -> tuple[Staff, str]:
    """Give a person of a company a new password, this once in the clear; the old one ends.

    So do the sessions it began. Refuses an e-mail that nobody of the company signs in with.
    """
    person = Staff.objects.filter(tenant=tenant, email=email.strip().lower()).first()
    if person is None:
        raise BadField("email", "nobody of the company signs in with it")
    password = secrets.token_urlsafe(12)
    person.set_password(password)
    person.save(update_fields=["password"])
    return person, password


def add_key(
    *,
    tenant: Tenant,
    name: str,
    scopes: tuple[str, ...],
    at: dt.datetime,
    outlet_id: UUID | None = None,
    rate_per_minute: int | None = None,
) -> str:
    """Make a key and give it, this once, in the clear."""
    return make_key(
        tenant=tenant,
        name=name,
        scopes=scopes,
        at=at,
        outlet_id=outlet_id,
        rate_per_minute=rate_per_minute,
    )[1]


def new_key() -> str:
    """Give a key that opens nothing yet."""
    return f"plk_{secrets.token_urlsafe(32)}"


def make_key(
    *,
    tenant: Tenant,
    name: str,
    scopes: tuple[str, ...],
    at: dt.datetime,
    outlet_id: UUID | None = None,
    rate_per_minute: int | None = None,
    key: str | None = None,
) -> tuple[UUID, str]:
    """Make a key, of one from ``new_key`` where it is named; give its id, and the key itself."""
    key = key or new_key()
    made = ApiKey.objects.create(
        tenant=tenant,
        name=name,
        hash=hash_of(key),
        scopes=list(scopes),
        outlet_id=outlet_id,
        rate_per_minute=rate_per_minute,
        created_at=at,
    )
    return made.id, key


def revoke_key(*, key_id: UUID, at: dt.datetime) -> None:
    """Refuse the key from now on; revoking twice keeps the first moment."""
    ApiKey.objects.filter(id=key_id, revoked_at=None).update(revoked_at=at)


NOTED_EVERY = dt.timedelta(minutes=15)
"""How exactly it is known when a key was used last."""


def note_use(*, key_id: UUID, noted_at: dt.datetime | None, at: dt.datetime) -> None:
    """Note that a key was used, unless that is noted of this quarter of an hour."""
    if noted_at is None or at - noted_at >= NOTED_EVERY:
        ApiKey.objects.filter(id=key_id).update(used_at=at)
