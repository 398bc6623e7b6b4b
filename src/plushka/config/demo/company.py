"""The demo's company: who works there, and how to sign in."""

import contextlib
import datetime as dt
import json
import os
import secrets
from pathlib import Path
from typing import Any

from plushka.config.application import Unusable
from plushka.config.demo import caps, gifts, promises
from plushka.config.demo.members import KNOWN
from plushka.domain.programmes.founding import found_in_context
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff, Tenant
from plushka.domain.tenants.operations import Created
from plushka.domain.tenants.queries import bearer_of, hash_of

SLUG = "lipa"
CASHIER = "petro@lipa.example"

COLLEAGUES = (
    ("Оля", "olya@lipa.example", Staff.Role.MARKETER),
    ("Тарас", "taras@lipa.example", Staff.Role.ANALYST),
    ("Нина", "nina@lipa.example", Staff.Role.SUPPORT),
)
"""Who else works in the office, beside the owner."""


def ensure_company(home: Path, *, at: dt.datetime) -> tuple[Tenant, dict[str, Any]]:
    """Give the demo's company and how to sign in, founded the first time.

    How to sign in is kept in ``demo.json``, readable by its owner alone.
    Refuses a company of that slug which the demo did not found.
    """
    place = home / "demo.json"
    company = Tenant.objects.filter(slug=SLUG).first()
    if company is None:
        company = _found(place, at=at)
    kept = _read(place)
    bearer = bearer_of(hash_of(str(kept.get("key"))))
    if bearer is None or bearer.tenant_id != company.id:
        raise Unusable(
            f"There is already a company {SLUG!r} that this demo did not found:"
            " set PLUSHKA_HOME to another folder for it."
        )
    return company, kept


def _found(place: Path, *, at: dt.datetime) -> Tenant:
    with tenant_context(tenants.next_id()):
        created = found_in_context(
            slug=SLUG,
            name="Липа",
            at=at,
            preset="bonusplus",
            timezone="Europe/Moscow",
            rules=promises.RULES,
        )
        promises.launch_all(at=at, zone=created.tenant.timezone)
        gifts.put_on_shelves(at=at)
        caps.promise(at=at)
        password = secrets.token_urlsafe(6)
        tenants.add_staff(
            tenant=created.tenant,
            email=CASHIER,
            name="Петро",
            role=Staff.Role.CASHIER,
            password=password,
            at=at,
            outlet_id=created.outlet.id,
        )
        # Before the commit: a company whose secrets are lost would be of no use.
        colleagues = [_hired(created, *one, at=at) for one in COLLEAGUES]
        _write(place, _sign_in(created, password=password) | {"colleagues": colleagues})
    return created.tenant


def _hired(
    created: Created, name: str, email: str, role: Staff.Role, *, at: dt.datetime
) -> dict[str, str]:
    password = secrets.token_urlsafe(6)
    tenants.add_staff(
        tenant=created.tenant, email=email, name=name, role=role, password=password, at=at
    )
    return {"role": role.value, "email": email, "password": password}


def _sign_in(created: Created, *, password: str) -> dict[str, Any]:
    return {
        "tenant": created.tenant.slug,
        "tenant_id": created.tenant.id,
        "key": created.key,
        "outlet": created.outlet.code,
        "cashier": {"email": CASHIER, "password": password},
        "owner": {"email": created.owner.email, "password": created.password},
        "members": [{"name": who.name, "phone": who.phone} for who in KNOWN],
    }


def _write(place: Path, told: dict[str, Any]) -> None:
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(told, file, ensure_ascii=False, indent=2)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(place)


def _read(place: Path) -> dict[str, Any]:
    with contextlib.suppress(FileNotFoundError, json.JSONDecodeError):
        told = json.loads(place.read_text(encoding="utf-8"))
        if isinstance(told, dict):
            return told
    return {}
