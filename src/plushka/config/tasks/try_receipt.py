"""Try a receipt at a moment to come."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from plushka.config.clock import now
from plushka.config.companies import get_company
from plushka.domain.members.locator import read_typed
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import place_of
from plushka.domain.workbench.trials import try_at
from plushka.lib.refusal import BadField, Refusal
from plushka.web.api.reading.shape import Shape
from plushka.web.api.schemas.trial import AskedTrial, TrialIn, TrialOut


def run(
    *,
    slug: str,
    body: dict[str, Any],
    moment: dt.datetime | None,
    member: str | None,
    language: str,
) -> dict[str, Any]:
    """Give what the API answers to the same; ``member`` is one there is, as somebody typed it."""
    company = get_company(slug)
    place = place_of(company)
    asked = _read(body, place.region)
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(place.zone))
    named = member and read_typed(member, region=place.region, path="member")
    with tenant_context(company.id):
        trial = try_at(
            receipt=msgspec.structs.replace(asked.receipt, at=moment, member=named or None),
            source=asked.source,
            member=asked.member,
            place=place,
            at=now(),
        )
        told = TrialOut.of(trial, zone=place.zone, language=language)
    found: dict[str, Any] = msgspec.to_builtins(told)
    return found


def _read(body: dict[str, Any], region: str) -> AskedTrial:
    """Read what was typed, as the API reads it; one sentence names the first wrong place."""
    try:
        return Shape(TrialIn).read(msgspec.json.encode(body), region)
    except Refusal as refused:
        errors: Any = refused.facts.get("errors")
        if not errors:
            raise
        raise BadField(errors[0]["path"], errors[0]["message"]) from None
