"""Publishing a programme."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import connection

from plushka.domain.ledger.models import Entry
from plushka.domain.members import tiers
from plushka.domain.programmes import files
from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.models import Version
from plushka.domain.tenants.context import current_tenant
from plushka.lib.refusal import BadField


def publish(
    *, programme: Programme, actor: str, at: dt.datetime, valid_from: dt.datetime | None = None
) -> Version:
    """Make a new version of the programme, valid from a moment: from `at` if none is named.

    A version never changes, and none begins before it is published: what was promised for a
    moment that has passed stays as it was. A version published later overrules an earlier one
    that has not begun yet. Refuses a document that is no programme, a moment in the past, and
    another value of points once members have some.
    """
    document = files.plain(programme)
    files.read(document)
    if valid_from is None:
        valid_from = at
    if valid_from < at:
        raise BadField("valid_from", "a version cannot begin in the past")
    wait_for_others()
    newest = Version.objects.order_by("number").last()
    if newest is not None and _steps(newest.document) != _steps(document):
        tiers.check_all(by=valid_from)
    if newest is not None:
        _check_value(newest.document, document, is_at_once=valid_from == at)
    version: Version = Version.objects.create(
        tenant_id=current_tenant(),
        number=(newest.number if newest else 0) + 1,
        document=document,
        valid_from=valid_from,
        published_at=at,
        actor=actor,
    )
    return version


def _check_value(before: dict[str, Any], after: dict[str, Any], *, is_at_once: bool) -> None:
    """Refuse another value of points that somebody has, or may have by then (E19, T35)."""
    old, new = (one["money"]["point_value"] for one in (before, after))
    if Decimal(old) == Decimal(new) or (is_at_once and not Entry.objects.exists()):
        return
    path, given = "money.point_value", f"members have points that are worth {old} each"
    raise files.ProgrammeInvalid([(path, f"{given}; their value cannot change any more")])


def wait_for_others() -> None:
    """Let nobody else change the tenant's programme until this transaction ends.

    Two that publish at once get their numbers one after the other.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('programmes.publish'), %s::int)",
            [current_tenant()],
        )


def _steps(document: dict[str, Any]) -> list[tuple[Any, Any]]:
    """What decides who holds which tier: rules that change here let all tiers be checked (T15)."""
    return [(tier["code"], tier.get("when")) for tier in document["tiers"]]
