"""Joining a programme."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.confirmations import operations as confirmations
from plushka.domain.enrolment.asking import ask_code
from plushka.domain.enrolment.changing import change
from plushka.domain.enrolment.invited import InvitationNeeded, come_in
from plushka.domain.enrolment.joining import join
from plushka.domain.enrolment.leaving import erase
from plushka.domain.enrolment.newcomers import Newcomer, find_referrers, read_newcomer
from plushka.domain.limits import operations as limits
from plushka.domain.limits.kinds import Kind
from plushka.domain.members.operations import AlreadyMember, NewConsent, NewMember
from plushka.domain.members.queries import locate
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.days import local_day
from plushka.lib.refusal import BadField, Refusal

__all__ = [
    "AlreadyMember",
    "InvitationNeeded",
    "NewConsent",
    "Newcomer",
    "ask_code",
    "change",
    "enrol",
    "enrol_many",
    "erase",
]


def enrol(
    *,
    newcomer: Newcomer,
    actor: str,
    at: dt.datetime,
    confirmation: str | None = None,
    is_trusted: bool = False,
    is_let_in: bool = False,
) -> UUID:
    """Make a member of a newcomer; give the member's id.

    Where the programme asks for it, and the caller is not trusted, a phone is
    proved by the code that was sent to it; telling it is a consent to
    advertising by SMS (E22). Without a phone there is nothing to prove (U38).
    ``is_let_in``: staff who may change members let in whom nobody invited (U23);
    it is recorded.

    Refuses ``BadField``; ``InvitationNeeded``; ``ConfirmationNeeded`` and ``ConfirmationWrong``,
    which is remembered; ``AlreadyMember`` with the id of whose it is.
    """
    programme, today = _rules(at)
    [read] = _read([newcomer], programme=programme, today=today, at=at)
    if isinstance(read, Refusal):
        raise read
    if known := locate(locators=newcomer.identifiers, at=at):
        # Before any code: who asks again because an answer got lost must not need another one.
        raise AlreadyMember(next(iter(known.values())))
    if newcomer.phone and programme.document.confirmations.enrol and not is_trusted:
        version = confirmations.check(
            phone=newcomer.phone, outlet_id=newcomer.outlet_id, code=confirmation, at=at
        )
        agreed = NewConsent("ADVERTISING", version, "SMS")
        read = dataclasses.replace(read, consents=(*read.consents, agreed))
    limits.count(kind=Kind.ENROLMENTS, actor=actor, at=at)
    is_invited = come_in(
        read, newcomer, actor=actor, at=at, programme=programme, is_let_in=is_let_in
    )
    if limits.staff_of(actor) is not None:
        is_passed = programme.document.inviting.joining == "invited" and not is_invited
        _keep_who(read.id, newcomer, actor=actor, at=at, is_passed=is_passed)
    return read.id


def _keep_who(
    member_id: UUID, newcomer: Newcomer, *, actor: str, at: dt.datetime, is_passed: bool
) -> None:
    """Record who of the staff enrolled a member: a shift is counted by it.

    Also that they let in somebody whom nobody invited.
    """
    after: dict[str, object] = {"outlet": str(newcomer.outlet_id)} if newcomer.outlet_id else {}
    if is_passed:
        after["uninvited"] = True
    audit.write(
        actor=actor,
        action="member_enrolled",
        subject_kind="member",
        subject_id=member_id,
        at=at,
        before={},
        after=after,
    )


def enrol_many(
    *,
    newcomers: Sequence[Newcomer],
    actor: str,
    at: dt.datetime,
    is_moving_in: bool = False,
) -> list[UUID | Refusal]:
    """Make members of many newcomers, for a caller who is trusted; to each their own answer.

    The statements are as many for a thousand as for one, but for what rules
    promise. Of two who name the same phone the first joins. To those who move
    in from another system no rule promises anything. Nobody has to be invited.
    """
    programme, today = _rules(at)
    read = _read(newcomers, programme=programme, today=today, at=at, is_moving_in=is_moving_in)
    joining = [new for new in read if isinstance(new, NewMember)]
    refused = join(joining, actor=actor, at=at, programme=programme, is_moving_in=is_moving_in)
    return [refused.get(new.id, new.id) if isinstance(new, NewMember) else new for new in read]


def _rules(at: dt.datetime) -> tuple[Compiled, dt.date]:
    place = get_place(current_tenant())
    return programmes.rules(zone=place.zone).at(at), local_day(at, place.zone)


def _read(
    newcomers: Sequence[Newcomer],
    *,
    programme: Compiled,
    today: dt.date,
    at: dt.datetime,
    is_moving_in: bool = False,
) -> list[NewMember | Refusal]:
    referrers = find_referrers(newcomers, at=at)
    read: list[NewMember | Refusal] = []
    for new in newcomers:
        try:
            read.append(
                read_newcomer(
                    new,
                    programme=programme,
                    referrers=referrers,
                    at=at,
                    today=today,
                    is_moving_in=is_moving_in,
                )
            )
        except BadField as wrong:
            read.append(wrong)
    return read
