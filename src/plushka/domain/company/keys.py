"""Keys, as people make and revoke them."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.company.editing import BadFields, Wrong, alone, fault_of, plain
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import ApiKey, Outlet
from plushka.domain.tenants.queries import hash_of
from plushka.lib.refusal import Refusal

MOST_A_MINUTE = 1_000_000
MOST_KEYS = 200
"""Live keys of a company; more are a mistake."""


class KeyGone(Refusal):
    """The company has no such key."""

    code = "key_gone"

    def __init__(self) -> None:
        super().__init__("The company has no such key.")


@dataclass(frozen=True, slots=True)
class Listed:
    """A key as it is listed; what opens with it is not known to anybody but its holder."""

    key: ApiKey
    #: The name of the outlet it is bound to; empty = any.
    outlet: str


def find_keys(*, limit: int = MOST_KEYS) -> list[Listed]:
    """Give the keys of the company in context, those in use first, newest first."""
    found = ApiKey.objects.filter(tenant_id=current_tenant())
    live = list(found.filter(revoked_at=None).order_by("-created_at", "id")[:limit])
    over = list(found.exclude(revoked_at=None).order_by("-revoked_at", "id")[:limit])
    names = dict(Outlet.objects.values_list("id", "name"))
    return [Listed(key, names.get(key.outlet_id, "")) for key in live + over]


def make_key(
    *,
    name: str,
    scopes: tuple[str, ...],
    outlet_id: UUID | None,
    rate_per_minute: int | None,
    actor: str,
    at: dt.datetime,
    key: str | None = None,
) -> str:
    """Make a key and give it, this once, in the clear. Refuses ``BadFields``.

    ``key`` is one of ``tenants.operations.new_key``: sent twice, it is made once.
    """
    name = plain(name)
    tenant = alone()
    if (
        key is not None
        and ApiKey.objects.filter(tenant_id=current_tenant(), hash=hash_of(key)).exists()
    ):
        return key
    wrong = _faults(name, scopes, outlet_id, rate_per_minute)
    if wrong:
        raise BadFields(wrong)
    key_id, made = tenants.make_key(
        tenant=tenant,
        name=name,
        scopes=scopes,
        outlet_id=outlet_id,
        rate_per_minute=rate_per_minute,
        at=at,
        key=key,
    )
    after: dict[str, object] = {"name": name, "scopes": list(scopes)}
    if outlet_id is not None:
        after["outlet"] = str(outlet_id)
    if rate_per_minute is not None:
        after["rate_per_minute"] = rate_per_minute
    _record("key_made", key_id, actor, at, {}, after)
    return made


def revoke_key(*, key_id: UUID, actor: str, at: dt.datetime) -> None:
    """Let a key open nothing from now on; revoking twice keeps the first moment."""
    found = ApiKey.objects.select_for_update().filter(tenant_id=current_tenant(), id=key_id)
    key = found.first()
    if key is None:
        raise KeyGone
    if key.revoked_at is None:
        tenants.revoke_key(key_id=key_id, at=at)
        _record("key_revoked", key_id, actor, at, {"name": key.name}, {})


def _faults(name: str, scopes: tuple[str, ...], outlet_id: UUID | None, rate: int | None) -> Wrong:
    wrong: Wrong = []
    if fault := fault_of(name):
        wrong.append(("name", fault))
    if not scopes:
        wrong.append(("scopes", "empty"))
    elif not set(scopes) <= set(tenants.SCOPES):
        wrong.append(("scopes", "unknown"))
    if outlet_id is not None and not Outlet.objects.filter(id=outlet_id).exists():
        wrong.append(("outlet", "unknown"))
    if rate is not None and not 1 <= rate <= MOST_A_MINUTE:
        wrong.append(("rate", "unreadable"))
    live = ApiKey.objects.filter(tenant_id=current_tenant(), revoked_at=None)
    if live.count() >= MOST_KEYS:
        wrong.append(("name", "too_many"))
    return wrong


def _record(
    action: str,
    key_id: UUID,
    actor: str,
    at: dt.datetime,
    before: dict[str, object],
    after: dict[str, object],
) -> None:
    audit.write(
        actor=actor,
        action=action,
        subject_kind="key",
        subject_id=key_id,
        at=at,
        before=before,
        after=after,
    )
