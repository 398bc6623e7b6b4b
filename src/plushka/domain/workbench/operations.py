"""Examples are saved and removed; a draft they all agree with is published."""

import datetime as dt
from functools import partial
from typing import Any
from uuid import UUID

import msgspec

from plushka.domain.audit import operations as audit
from plushka.domain.programmes import drafts
from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.models import Version
from plushka.domain.sales.asked import AskedSale
from plushka.domain.sales.lines import check_moment, lines_of
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import Place
from plushka.domain.workbench import queries, receipts, running
from plushka.domain.workbench.models import Example
from plushka.domain.workbench.queries import Ran
from plushka.domain.workbench.states import MemberState, check_state, state_of
from plushka.lib.refusal import BadField, Refusal

MOST = 200
"""Examples of one company: all are run before each publishing."""

_FARTHEST = dt.timedelta(days=3_660)
"""How far ahead of now an example may lie."""


class ExamplesFail(Refusal):
    """Examples come out otherwise than they say; each is named with every number that differs."""

    code = "examples_fail"

    def __init__(self, failed: list[Ran]) -> None:
        differing = [
            {
                "example": one.example.name,
                "path": each.path,
                "expected": each.expected,
                "actual": each.actual,
            }
            for one in failed
            for each in one.differences
        ]
        told = "; ".join(map(_sentence, differing))
        super().__init__(f"Examples come out differently. {told}.", examples=differing)
        self.failed = failed


def save_example(
    *,
    name: str,
    receipt: AskedSale,
    place: Place,
    actor: str,
    at: dt.datetime,
    member: MemberState | None = None,
    expected: dict[str, Any] | None = None,
) -> Example:
    """Keep a worked receipt with the numbers it has to come to.

    A member whom the receipt names is looked at and forgotten: kept is where they stand. Numbers
    that are left out are those it comes to now, by the draft or else by the newest version.
    Refuses a name that is taken, a receipt that cannot be, a tier nobody knows, and more than
    200 examples.
    """
    _check_receipt(receipt, at=at)
    programme = queries.compiled(queries.programme_tried(), zone=place.zone)
    if receipt.member is not None:
        if member is not None:
            raise BadField("member", "the receipt names a member already; give one of them")
        member = state_of(member=receipt.member, programme=programme, place=place, at=at)
    if member is not None:
        check_state(member, programme)
    _check_room(name)
    kept = receipts.written(receipt, at=at)
    if expected is None:
        asked = receipts.read(kept)
        expected = running.outcome(asked, member, programme=programme, zone=place.zone)
    example: Example = Example.objects.create(
        tenant_id=current_tenant(),
        name=name,
        receipt=kept,
        member=None if member is None else msgspec.to_builtins(member),
        expected=expected,
        created_at=at,
        actor=actor,
    )
    _record("example_saved", example.id, actor, at, after={"expected": expected})
    return example


def remove_example(*, example_id: UUID, actor: str, at: dt.datetime) -> None:
    """Forget an example. Refuses ``ExampleUnknown``."""
    example = queries.get_example(example_id)
    _record("example_removed", example.id, actor, at, before={"expected": example.expected})
    example.delete()


def publish_draft(
    *, place: Place, actor: str, at: dt.datetime, valid_from: dt.datetime | None = None
) -> Version:
    """Publish the draft that every example agrees with; it is valid from a moment or from now.

    Refuses ``ExamplesFail`` and what ``drafts.publish_draft`` refuses.
    """
    return drafts.publish_draft(
        actor=actor, at=at, examine=partial(_examine, place.zone), valid_from=valid_from
    )


def _examine(zone: str, programme: Programme) -> None:
    ran = queries.run(queries.find_examples(), programme=programme, zone=zone)
    if failed := [one for one in ran if one.differences]:
        raise ExamplesFail(failed)


def _check_receipt(receipt: AskedSale, *, at: dt.datetime) -> None:
    try:
        lines_of(receipt)
        check_moment(receipt.at, moment=at + _FARTHEST)
    except BadField as wrong:
        message = str(wrong).removeprefix(f"{wrong.path}: ")
        raise BadField(f"receipt.{wrong.path}", message) from None


def _check_room(name: str) -> None:
    if Example.objects.filter(name=name).exists():
        raise BadField("name", "there is an example of this name")
    if Example.objects.count() >= MOST:
        raise BadField("name", f"there are {MOST} examples already; remove one first")


def _sentence(differing: dict[str, str]) -> str:
    expected, actual = differing["expected"] or "nothing", differing["actual"] or "nothing"
    return f"{differing['example']}: {differing['path']} is {actual} and not {expected}"


def _record(
    action: str,
    example: UUID,
    actor: str,
    at: dt.datetime,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    audit.write(
        actor=actor,
        action=action,
        subject_kind="example",
        subject_id=example,
        at=at,
        before=before or {},
        after=after or {},
    )
