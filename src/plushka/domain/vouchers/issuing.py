"""Vouchers are issued, many as one. In the caller's transaction."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from plushka.domain.events import operations as events
from plushka.domain.events.operations import NewEvent
from plushka.domain.tenants.context import current_tenant
from plushka.domain.vouchers import codes
from plushka.domain.vouchers.models import Voucher
from plushka.domain.vouchers.terms import Terms, checked, kept
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVoucher:
    """A voucher to be: what it gives, to whom, and in which term; who issues it, and for what.

    ``member`` None is a bearer's. ``valid_from`` None is at once, ``valid_until`` None for ever.
    ``source_kind`` and ``source_id`` say where it comes from: ``REWARD`` and the order.
    """

    terms: Terms
    actor: str
    member: UUID | None = None
    valid_from: dt.datetime | None = None
    valid_until: dt.datetime | None = None
    source_kind: str = "MANAGER"
    source_id: UUID | None = None
    batch: UUID | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """A voucher that was issued, and its code: told this once, unless it is a member's."""

    id: UUID
    code: str


def issue(new: Sequence[NewVoucher], at: dt.datetime) -> list[Issued]:
    """Issue vouchers, in the order given; refuses terms that nobody could redeem.

    The code of a member's voucher stays readable, sealed, and so does one of a batch until it is
    handed over; of any other a digest alone is kept.
    """
    if not new:
        return []
    known: dict[Terms, dict[str, Any]] = {}
    rows: list[Voucher] = []
    issued: list[Issued] = []
    for one in new:
        if one.terms not in known:
            known[one.terms] = kept(checked(one.terms))
        row, code = _row(one, known[one.terms], at=at)
        rows.append(row)
        issued.append(Issued(row.id, code))
    Voucher.objects.bulk_create(rows, batch_size=1000)
    events.write(
        events=[
            NewEvent("voucher_issued", at, row.member_id, {"voucher": str(row.id)}) for row in rows
        ]
    )
    return issued


def _row(one: NewVoucher, terms: dict[str, Any], *, at: dt.datetime) -> tuple[Voucher, str]:
    valid_from = one.valid_from or at
    if one.valid_until is not None and one.valid_until <= max(valid_from, at):
        raise BadField("valid_until", "this is over before it begins")
    code = codes.new_code()
    is_shown_again = one.member is not None or one.batch is not None
    row = Voucher(
        tenant_id=current_tenant(),
        id=new_id(),
        digest=codes.digest(code),
        ending=code[-codes.ENDING :],
        sealed=codes.sealed(code) if is_shown_again else None,
        terms=terms,
        member_id=one.member,
        batch_id=one.batch,
        valid_from=valid_from,
        valid_until=one.valid_until,
        source_kind=one.source_kind,
        source_id=one.source_id,
        actor=one.actor,
        issued_at=at,
    )
    return row, code
