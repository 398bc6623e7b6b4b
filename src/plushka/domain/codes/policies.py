"""What a company wants of its codes: who joins by one, how often one tries, when it is told."""

import datetime as dt

from msgspec import Struct, structs

from plushka.domain.audit import operations as audit
from plushka.domain.codes.keys import new_company_key
from plushka.domain.codes.models import Policy
from plushka.domain.tenants.context import current_tenant
from plushka.lib.refusal import BadField, Refusal
from plushka.lib.stamps import stamp_of

MOST_A_DAY = 1000
MOST_ALARM_AT = 1_000_000


class CodesPolicyChanged(Refusal):
    """Somebody changed what the company wants of its codes meanwhile."""

    code = "codes_policy_changed"

    def __init__(self) -> None:
        super().__init__("Somebody changed these settings meanwhile; look at them again.")


class Wishes(Struct, frozen=True):
    """``enrols``: who is unknown joins by a good code. ``most_a_day``: codes that one sender may
    try on a local day. ``alarm_at``: wrong codes within an hour, from anywhere, of which people
    are told.
    """

    enrols: bool = True
    most_a_day: int = 50
    alarm_at: int = 100


def wishes() -> Wishes:
    """Give what the company wants; before its first batch, what everybody begins with."""
    row = Policy.objects.values("enrols", "most_a_day", "alarm_at").first()
    return Wishes(**row) if row else Wishes()


def stamp(of: Wishes) -> str:
    """Give what a form was filled with, so that a change meanwhile is noticed."""
    return stamp_of(structs.asdict(of))


def wish(*, wanted: Wishes, seen: str, actor: str, at: dt.datetime) -> None:
    """Set what the company wants of its codes; it holds from the next try on.

    Refuses numbers that cannot be meant, by the field, and ``CodesPolicyChanged`` where it is not
    as the person saw it. Asked for what is there already, it does nothing.
    """
    _check("most_a_day", wanted.most_a_day, MOST_A_DAY)
    _check("alarm_at", wanted.alarm_at, MOST_ALARM_AT)
    row = lock_policy(at=at)
    before = Wishes(row.enrols, row.most_a_day, row.alarm_at)
    if wanted == before:
        return
    if seen != stamp(before):
        raise CodesPolicyChanged
    told = structs.asdict(wanted)
    for name, value in told.items():
        setattr(row, name, value)
    row.changed_at = at
    row.save(update_fields=[*told, "changed_at"])
    audit.write(
        actor=actor,
        action="codes_policy_changed",
        subject_kind="codes_policy",
        subject_id=row.id,
        at=at,
        before=structs.asdict(before),
        after=told,
    )


def lock_policy(*, at: dt.datetime) -> Policy:
    """Wait for whoever makes a batch of the company, so that numbers and odds are true."""
    Policy.objects.get_or_create(
        tenant_id=current_tenant(), defaults={"key": new_company_key(), "changed_at": at}
    )
    row: Policy = Policy.objects.select_for_update().get()
    return row


def _check(field: str, number: int, most: int) -> None:
    if not 1 <= number <= most:
        raise BadField(field, f"1 to {most}")
