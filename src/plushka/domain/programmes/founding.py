"""Founding a company: it begins with a programme, so that its first sale has rules."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.programmes import files
from plushka.domain.programmes.operations import publish
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.operations import Created
from plushka.lib.refusal import BadField

ACTOR = "system:founding"


def found(
    *,
    slug: str,
    name: str,
    at: dt.datetime,
    preset: str = "bonusplus",
    timezone: str = "Europe/Moscow",
) -> Created:
    """Make a company and publish its programme, in one transaction of its own.

    Refuses a preset nobody knows, and what ``tenants.create`` refuses.
    """
    with tenant_context(tenants.next_id()):
        return found_in_context(slug=slug, name=name, at=at, preset=preset, timezone=timezone)


def found_in_context(
    *,
    slug: str,
    name: str,
    at: dt.datetime,
    preset: str,
    timezone: str,
    rules: Sequence[dict[str, Any]] = (),
    language: str = "ru",
    region: str = "RU",
    founder: tenants.Founder | None = None,
) -> Created:
    """Do so in the context of ``tenants.next_id()``, which the caller has opened.

    ``rules`` are documents of rules that the programme has besides.
    """
    if preset not in files.PRESETS:
        known = ", ".join(sorted(files.PRESETS))
        raise BadField("preset", f"there is no {preset!r}, choose one of {known}")
    created = tenants.create(
        slug=slug,
        name=name,
        at=at,
        timezone=timezone,
        language=language,
        region=region,
        founder=founder,
    )
    plain = files.plain(files.preset(preset)) | {"rules": list(rules)}
    publish(programme=files.read(plain), actor=ACTOR, at=at)
    audit.write(
        actor=ACTOR,
        action="company_founded",
        subject_kind="company",
        subject_id=UUID(int=created.tenant.id),
        at=at,
        before={},
        after={"name": name, "slug": slug, "preset": preset, "timezone": timezone},
    )
    return created
