"""Points set aside for a sale that is not final yet: an order being packed, a table being served.

Everything here runs in the tenant's transaction that the caller opened. What
a hold takes at last is a redemption, so it needs what a redemption needs: a
member who is not blocked and has not frozen spending, and the member's code
where the programme asks for one and the caller is not trusted (E22).
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from plushka.domain.access.sessions import is_silent
from plushka.domain.confirmations.codes import codes_of
from plushka.domain.confirmations.queries import codes_of_members_statement
from plushka.domain.confirmations.refusals import ConfirmationNeeded
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.lots import Hold
from plushka.domain.ledger.operations import Held
from plushka.domain.ledger.queries import HoldUnknown
from plushka.domain.ledger.terms import Cause
from plushka.domain.members.doubting import PROVING
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import get_profile, identify
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes import reasons
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.sales.asked import Asker
from plushka.domain.sales.refusals import MemberBlocked, SecondProofNeeded, SpendingFrozen
from plushka.domain.tenants.queries import Place, get_outlet
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import run
from plushka.lib.refusal import BadField


@dataclass(frozen=True, slots=True)
class AskedHold:
    """What shall be set aside, in hundredths of points, and until when or how long.

    ``reference`` is the caller's own number of the order: the same again in
    the same outlet is the same hold. ``outlet`` is the caller's where none is
    named; keys of other outlets cannot touch the hold. Where the member's code
    is needed, ``outlet`` and ``confirmation`` are too.
    """

    member: Locator
    points: int
    until: dt.datetime | dt.timedelta | None = None
    outlet: str | None = None
    reference: str | None = None
    confirmation: str | None = None


def hold(*, place: Place, asked: AskedHold, asker: Asker, at: dt.datetime) -> Held:
    """Set points aside; refuses whoever may not redeem them now.

    A repeat is answered whatever has changed since: a code is good once, and
    whoever asks again has used it. A refusal of a wrong code is remembered:
    nothing is written before it.
    """
    member = identify(locator=asked.member, at=at)
    outlet = asker.outlet_id
    if asked.outlet is not None:
        outlet = get_outlet(asked.outlet, allowed=asker.outlet_id).id
    programme = programmes.rules(zone=place.zone).at(at).document
    needs_code = programme.confirmations.redeem and not asker.is_trusted
    return ledger.hold(
        account=accounts.accounts_of(members=[member])[member],
        points=asked.points,
        until=asked.until,
        actor=asker.actor,
        at=at,
        outlet=outlet,
        reference=asked.reference or "",
        order=programme.spending_order,
        allow=lambda: _allow(
            asked,
            member=member,
            outlet=outlet,
            needs_code=needs_code,
            is_trusted=asker.is_trusted,
            at=at,
        ),
    )


def capture(
    *, place: Place, hold_id: UUID, points: int | None, asker: Asker, at: dt.datetime
) -> ledger.Posted:
    """Redeem what a hold set aside, or less; the rest is free in the same commit (T4)."""
    held = _held(hold_id, asker)
    if points is None:
        points = held.points
    programme = programmes.rules(zone=place.zone).at(at)
    cause = Cause(
        key=f"hold:{hold_id}:capture",
        source_kind="HOLD",
        source_id=hold_id,
        version=programme.version,
        actor=asker.actor,
        at=at,
    )
    return ledger.capture(
        hold=hold_id, points=points, cause=cause, at=at, why=lambda now: _why(now, programme)
    )


def _why(points: int, programme: Compiled) -> dict[str, Any]:
    worth, currency = programme.worth(points), programme.currency
    return reasons.redemption(points=points, redeemed=worth, net=worth, currency=currency)


def release(*, hold_id: UUID, asker: Asker, at: dt.datetime) -> Held:
    """Free what a hold set aside; one that is free already stays so."""
    _held(hold_id, asker)
    return ledger.release(hold=hold_id, at=at)


def _held(hold_id: UUID, asker: Asker) -> Hold:
    """Give a hold that the caller may touch: for another outlet's key there is none."""
    held = accounts.get_hold(hold=hold_id)
    if asker.outlet_id is not None and held.outlet not in {None, asker.outlet_id}:
        raise HoldUnknown
    return held


def _allow(
    asked: AskedHold,
    *,
    member: UUID,
    outlet: UUID | None,
    needs_code: bool,
    is_trusted: bool,
    at: dt.datetime,
) -> None:
    profile = get_profile(member_id=member)
    if profile.blocked_at:
        raise MemberBlocked
    if profile.frozen_at:
        raise SpendingFrozen
    is_proved = is_trusted or asked.member.kind in PROVING
    if not is_proved and is_silent(profile, at=at):
        raise SecondProofNeeded
    if needs_code:
        _confirm(asked, member=member, outlet=outlet, at=at)


def _confirm(asked: AskedHold, *, member: UUID, outlet: UUID | None, at: dt.datetime) -> None:
    if asked.confirmation is None:
        raise ConfirmationNeeded
    if outlet is None:
        raise BadField("outlet", "name the outlet where the code was asked for")
    [rows] = run(raw(), [codes_of_members_statement(member_ids=[member])])
    codes = codes_of(rows)
    try:
        codes.confirm(
            whom=member, outlet_id=outlet, code=asked.confirmation, at=at, amount=asked.points
        )
    finally:
        run(raw(), codes.statements(at=at))
