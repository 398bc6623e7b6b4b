"""Publish the draft of a company."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from plushka.config.clock import now
from plushka.config.companies import get_company
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import place_of
from plushka.domain.workbench import operations as workbench

ACTOR = "system:command"


def run(*, slug: str, valid_from: dt.datetime | None) -> dict[str, Any]:
    """Give the number of the new version and when it begins, by the company's clocks."""
    place = place_of(get_company(slug))
    zone = ZoneInfo(place.zone)
    if valid_from is not None and valid_from.tzinfo is None:
        valid_from = valid_from.replace(tzinfo=zone)
    with tenant_context(place.id):
        version = workbench.publish_draft(
            place=place, actor=ACTOR, at=now(), valid_from=valid_from
        )
    begins = version.valid_from.astimezone(zone)
    return {"version": version.number, "valid_from": begins.isoformat(timespec="seconds")}
