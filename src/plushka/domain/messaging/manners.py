"""Whether a company says a kind of thing at all, and whether it says it as advertising."""

import datetime as dt

from plushka.domain.audit import operations as audit
from plushka.domain.messaging.models import Manner
from plushka.domain.messaging.wording import TemplateChanged, kind_of
from plushka.domain.tenants.context import current_tenant
from plushka.lib.refusal import BadField


def say(
    *, kind: str, is_on: bool, is_advertising: bool, edition: int, actor: str, at: dt.datetime
) -> None:
    """Say a kind of thing or not, and as what.

    A notice may become advertising, never the other way; a code is always said. Refuses
    ``BadField`` and ``TemplateChanged``.
    """
    known = kind_of(kind)
    if known.cls == "CODE" and (is_advertising or not is_on):
        raise BadField("is_on", "codes are always said")
    is_advertising = is_advertising or known.cls == "ADVERTISING"
    row = Manner.objects.select_for_update(no_key=True).filter(kind=kind).first()
    now = {"is_on": is_on, "is_advertising": is_advertising}
    before = {"is_on": True, "is_advertising": known.cls == "ADVERTISING"}
    if row is not None:
        before = {"is_on": row.is_on, "is_advertising": row.is_advertising}
    if before == now:
        return
    if edition != (row.edition if row else 0):
        raise TemplateChanged
    if row is None:
        row = Manner(tenant_id=current_tenant(), kind=kind, edition=0)
    row.is_on, row.is_advertising, row.changed_at, row.actor = is_on, is_advertising, at, actor
    row.edition += 1
    _save(row)
    audit.write(
        actor=actor,
        action="message_kind_changed",
        subject_kind="message_kind",
        subject_id=row.id,
        at=at,
        before={"kind": kind, **before},
        after={"kind": kind, **now},
    )


def _save(row: Manner) -> None:
    if row.edition > 1:
        row.save()
        return
    Manner.objects.bulk_create([row], ignore_conflicts=True)
    if not Manner.objects.filter(id=row.id).exists():
        raise TemplateChanged
