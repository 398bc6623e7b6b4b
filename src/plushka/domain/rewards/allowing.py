"""Whether somebody's points may be spent on rewards now."""

import datetime as dt
from uuid import UUID

from plushka.domain.access.refusals import MemberBlocked, SecondProofNeeded, SpendingFrozen
from plushka.domain.access.sessions import is_silent
from plushka.domain.confirmations.codes import codes_of
from plushka.domain.confirmations.queries import codes_of_members_statement
from plushka.domain.confirmations.refusals import ConfirmationNeeded
from plushka.domain.members.queries import Profile
from plushka.domain.rewards.asked import AskedOrder, Orderer
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import run
from plushka.lib.refusal import BadField


def check(profile: Profile, *, orderer: Orderer, at: dt.datetime) -> None:
    """Refuse who is blocked, has frozen spending (B12), or is doubted (T43)."""
    if profile.blocked_at:
        raise MemberBlocked
    if profile.frozen_at:
        raise SpendingFrozen
    if not orderer.is_proved and not orderer.is_trusted and is_silent(profile, at=at):
        raise SecondProofNeeded


def confirm(asked: AskedOrder, *, member_id: UUID, points: int, at: dt.datetime) -> None:
    """Use the code that the member told. A wrong one is remembered: nothing is written before."""
    if asked.confirmation is None:
        raise ConfirmationNeeded
    if asked.confirmed_at is None:
        raise BadField("outlet", "name the outlet where the code was asked for")
    [rows] = run(raw(), [codes_of_members_statement(member_ids=[member_id])])
    codes = codes_of(rows)
    try:
        codes.confirm(
            whom=member_id,
            outlet_id=asked.confirmed_at,
            code=asked.confirmation,
            at=at,
            amount=points,
        )
    finally:
        run(raw(), codes.statements(at=at))
