"""The open codes of a list of requests, in memory: which are used, and how often one was tried.

Plain Python. They were read under a lock and are written by ``statements``,
so two tills cannot use one code, nor try it more often than it stands.
"""

import datetime as dt
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from plushka.domain.confirmations.refusals import ConfirmationNeeded, ConfirmationWrong
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.statements import Statement, load


@dataclass(frozen=True, slots=True)
class CodeTerms:
    """What a programme says of codes: how long, how long-lived, how many wrong tries (T26).

    ``text`` goes with the code, at ``[CODE]``, and ``text_version`` names it for
    the consent; the company's templates come before it. None: the kind's words.
    """

    digits: int = 4
    ttl_minutes: int = 5
    tries: int = 5
    text: str | None = None
    text_version: str = ""


@dataclass(frozen=True, slots=True)
class OpenCode:
    """A code as it is kept: neither used nor followed by a newer one.

    ``whom`` is a member or a contact; ``outlet_id`` None is a code of the
    member's own cabinet. ``amount`` is the most it confirms, in
    hundredths of points; None is any sum.
    """

    id: UUID
    whom: UUID
    outlet_id: UUID | None
    amount: int | None
    digest: bytes
    text_version: str
    tries: int
    most_tries: int
    expires_at: dt.datetime


def new_code(digits: int) -> str:
    """Make digits nobody can foresee."""
    return f"{secrets.randbelow(10**digits):0{digits}d}"


def digest(confirmation_id: UUID, code: str) -> bytes:
    """Give what is kept of a code: keyed, and worth nothing for any other."""
    told = f"{confirmation_id}:{code}".encode(errors="backslashreplace")
    return salted_hmac("plushka.confirmations", told, algorithm="sha256").digest()


def matches(
    kept: OpenCode,
    *,
    code: str,
    outlet_id: UUID | None,
    amount: int,
    at: dt.datetime,
    tries: int = 0,
) -> bool:
    """Tell whether a code confirms a sum at an outlet and a moment.

    ``tries`` are wrong ones since it was read. All is compared, whatever
    fails first, so the time taken tells nothing.
    """
    is_the_code = constant_time_compare(kept.digest, digest(kept.id, code))
    is_for_this = outlet_id == kept.outlet_id and amount <= (
        amount if kept.amount is None else kept.amount
    )
    return is_the_code and is_for_this and is_open(kept, at=at, tries=tries)


def is_open(kept: OpenCode, *, at: dt.datetime, tries: int = 0) -> bool:
    """Tell whether a code still stands a try."""
    return at < kept.expires_at and kept.tries + tries < kept.most_tries


@dataclass(slots=True)
class Codes:
    """The open codes of members or contacts, and what a list of requests made of them."""

    _kept: dict[tuple[UUID, UUID | None], OpenCode]
    _used: set[UUID] = field(default_factory=set)
    _tries: dict[UUID, int] = field(default_factory=dict)

    def confirm(
        self,
        *,
        whom: UUID,
        outlet_id: UUID | None,
        code: str | None,
        at: dt.datetime,
        amount: int = 0,
    ) -> OpenCode:
        """Use the code that a member or contact told at an outlet; give what was kept of it.

        Refuses ``ConfirmationNeeded`` where none was told. Anything else that
        is not right is ``ConfirmationWrong`` and counts as a try. ``amount`` is
        what it shall confirm, in hundredths of points.
        """
        if code is None:
            raise ConfirmationNeeded
        kept = self._kept.get((whom, outlet_id))
        if kept is None or kept.id in self._used:
            raise ConfirmationWrong
        tries = self._tries.get(kept.id, 0)
        if matches(kept, code=code, outlet_id=outlet_id, amount=amount, at=at, tries=tries):
            self._used.add(kept.id)
            return kept
        if is_open(kept, at=at, tries=tries):
            self._tries[kept.id] = tries + 1
        raise ConfirmationWrong

    def statements(self, *, at: dt.datetime) -> list[Statement]:
        """Give what is to be written: nothing, or one statement."""
        touched = sorted(self._used | self._tries.keys())
        if not touched:
            return []
        return [
            Statement(
                name="save_codes",
                sql=load(__package__, "save_codes"),
                values={
                    "tenant": current_tenant(),
                    "at": at,
                    "ids": touched,
                    "tries": [self._tries.get(id_, 0) for id_ in touched],
                    "is_used": [id_ in self._used for id_ in touched],
                },
                rows=len(touched),
            )
        ]


def codes_of(rows: Iterable[tuple[Any, ...]]) -> Codes:
    """Read the rows of a statement of ``queries``."""
    kept = [OpenCode(*row) for row in rows]
    return Codes({(code.whom, code.outlet_id): code for code in kept})
