"""Publishing a programme."""

import datetime as dt
from typing import Any

from django.db import connection

from plushka.domain.ledger import revaluing
from plushka.domain.members import tiers
from plushka.domain.programmes import files
from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.models import Version
from plushka.domain.programmes.queries import version_at
from plushka.domain.tenants.context import current_tenant
from plushka.lib import money
from plushka.lib.refusal import BadField


def publish(
    *, programme: Programme, actor: str, at: dt.datetime, valid_from: dt.datetime | None = None
) -> Version:
    """Make a new version of the programme, valid from a moment: from `at` if none is named.

    A version never changes, and none begins before it is published: what was promised for a
    moment that has passed stays as it was. A version published later overrules an earlier one
    that has not begun yet. Where a point is worth something else by it, every lot is converted
    from that moment on (T35). Refuses a document that is no programme, and a moment in the past.
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
    before = None if newest is None else version_at(valid_from).document
    version: Version = Version.objects.create(
        tenant_id=current_tenant(),
        number=(newest.number if newest else 0) + 1,
        document=document,
        valid_from=valid_from,
        published_at=at,
        actor=actor,
    )
    if before is not None:
        _revalue(before, version, at=at)
    return version


def _revalue(before: dict[str, Any], version: Version, *, at: dt.datetime) -> None:
    """Let all points be converted where the version says that they are worth something else (T35).

    What was planned by a version that this one overrules is withdrawn.
    """
    try:
        revaluing.plan(
            before=_value(before),
            after=_value(version.document),
            currency=version.document["money"]["currency"],
            version=version.id,
            valid_from=version.valid_from,
            at=at,
        )
    except revaluing.ValueAboutToChange as near:
        raise files.ProgrammeInvalid([("money.point_value", str(near))]) from near


def _value(document: dict[str, Any]) -> int:
    return money.parse(document["money"]["point_value"])


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
