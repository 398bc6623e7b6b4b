"""The vouchers that a list of sales names, in memory: which may be used, and which were.

They were read under a lock and are written by ``statements``, so of two tills one uses a
voucher; the sales of one list see what those before them used.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec

from plushka.domain.tenants.context import current_tenant
from plushka.domain.vouchers import codes
from plushka.domain.vouchers.refusals import VoucherNotValid, VoucherUnknown, VoucherUsed
from plushka.domain.vouchers.taking_off import Right, TakenOff
from plushka.domain.vouchers.terms import Terms
from plushka.lib.db.statements import Statement, load
from plushka.lib.refusal import BadField


class Found(msgspec.Struct, frozen=True):
    """A voucher as it stood when it was read."""

    id: UUID
    member: UUID | None
    state: str
    valid_from: dt.datetime
    valid_until: dt.datetime | None
    terms: Terms


@dataclass(slots=True)
class Vouchers:
    """The vouchers of a list of requests, and what became of them."""

    _found: dict[bytes, Found] = field(default_factory=dict)
    _used: dict[UUID, tuple[UUID, int]] = field(default_factory=dict)

    def right(self, told: str | None, *, member: UUID | None, at: dt.datetime) -> Right | None:
        """Give the right that a code is, to a member or to nobody; None where none was told.

        Refuses a typo, and ``VoucherUnknown``, ``VoucherUsed`` and ``VoucherNotValid``.
        """
        if told is None:
            return None
        found = self._found.get(codes.digest(codes.read(told)))
        if found is None or found.member not in {None, member}:
            raise VoucherUnknown
        if found.state == "USED" or found.id in self._used:
            raise VoucherUsed
        is_over = found.valid_until is not None and found.valid_until <= at
        if found.state == "REVOKED" or is_over or at < found.valid_from:
            raise VoucherNotValid(
                valid_from=found.valid_from,
                valid_until=found.valid_until,
                is_revoked=found.state == "REVOKED",
            )
        return Right(found.id, found.terms)

    def use(self, taken: TakenOff, *, sale: UUID) -> None:
        """Remember that a sale has used one."""
        self._used[taken.voucher] = (sale, taken.total)

    def statements(self, *, at: dt.datetime) -> list[Statement]:
        """Give what is to be written: nothing, or one statement."""
        if not self._used:
            return []
        rows = [
            {"id": voucher, "sale": sale, "taken_off": taken}
            for voucher, (sale, taken) in sorted(self._used.items())
        ]
        values = {"at": at, "rows": msgspec.json.encode(rows).decode()}
        return [_statement("use_vouchers", values, rows=len(rows))]


def digests_of(told: Iterable[str | None]) -> list[bytes]:
    """Give the digests of codes that were told; of a typo none, which is refused by itself."""
    found: list[bytes] = []
    for code in told:
        try:
            found += [] if code is None else [codes.digest(codes.read(code))]
        except BadField:
            continue
    return found


def lock_statement(digests: Sequence[bytes], ids: Sequence[UUID] = ()) -> Statement:
    """Give the statement that locks vouchers, by their codes or ids."""
    return _statement("lock_vouchers", {"digests": list(digests), "ids": list(ids)})


def find_statement(digests: Sequence[bytes]) -> Statement:
    """Give the statement that reads vouchers by their codes; ``vouchers_of`` reads its rows."""
    columns = (bytes, UUID, UUID | None, str, dt.datetime, dt.datetime | None, Terms)
    return _statement("find_vouchers", {"digests": list(digests)}, columns=columns)


def vouchers_of(rows: Iterable[tuple[Any, ...]]) -> Vouchers:
    """Read the rows of ``find_statement``."""
    return Vouchers({digest: Found(*row) for digest, *row in rows})


def give_back_statement(*, voucher: UUID, sale: UUID, at: dt.datetime) -> Statement:
    """Give what lets a voucher be used again whose sale came back whole.

    One whose term is over stays used, and one that was revoked stays so.
    """
    return _statement("give_back", {"id": voucher, "sale": sale, "at": at})


def _statement(
    name: str,
    values: dict[str, Any],
    *,
    rows: int | None = None,
    columns: tuple[Any, ...] = (),
) -> Statement:
    sql = load(__package__, name)
    return Statement(name, sql, {"tenant": current_tenant(), **values}, rows, columns=columns)
