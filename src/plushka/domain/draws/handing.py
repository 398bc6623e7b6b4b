"""Prizes are handed over, or passed on to who was drawn in reserve."""

import datetime as dt
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.draws.drawing import tell_winners
from plushka.domain.draws.models import Winner
from plushka.domain.draws.preparing import locked
from plushka.domain.draws.refusals import DrawNotReady
from plushka.lib.refusal import BadField

REASONS = ("DECLINED", "UNREACHABLE", "NOT_ALLOWED", "LEFT")
"""Why a winner gets no prize, as everybody is told: would not have it, was not reached, may not
by the rules, is a member no more.
"""


def hand_over(*, draw_id: UUID, winner_id: UUID, actor: str, at: dt.datetime) -> Winner:
    """Write down that a winner has their prize. Refuses where nothing is due to them."""
    row = _due(draw_id, winner_id)
    return _change(row, Winner.State.HANDED_OVER, "prize_handed_over", actor=actor, at=at)


def take_back(*, draw_id: UUID, winner_id: UUID, actor: str, at: dt.datetime) -> Winner:
    """Write down that a prize was not handed over after all."""
    row = _locked(draw_id, winner_id)
    if row.state != Winner.State.HANDED_OVER:
        raise DrawNotReady("not_handed_over")
    return _change(row, Winner.State.WON, "prize_taken_back", actor=actor, at=at)


def pass_on(
    *, draw_id: UUID, winner_id: UUID, reason: str, actor: str, at: dt.datetime
) -> Winner | None:
    """Let the next in reserve have a prize, for a reason that is told in public.

    Gives who has it now; nobody where no one is left in reserve.
    """
    if reason not in REASONS:
        raise BadField("reason", f"use one of {', '.join(REASONS)}")
    row = _due(draw_id, winner_id)
    row.reason = reason
    _change(row, Winner.State.PASSED_ON, "prize_passed_on", actor=actor, at=at)
    reserves = Winner.objects.filter(draw_id=draw_id, state=Winner.State.RESERVE)
    following: Winner | None = reserves.select_related("ticket").order_by("place").first()
    if following is None:
        return None
    following.prize = row.prize
    _change(following, Winner.State.WON, "prize_passed_on_to", actor=actor, at=at)
    tell_winners(row.draw, [following], at=at)
    return following


def _due(draw_id: UUID, winner_id: UUID) -> Winner:
    row = _locked(draw_id, winner_id)
    if row.state != Winner.State.WON:
        raise DrawNotReady("not_due")
    return row


def _locked(draw_id: UUID, winner_id: UUID) -> Winner:
    draw = locked(draw_id)
    row: Winner | None = Winner.objects.filter(draw_id=draw_id, id=winner_id).first()
    if row is None:
        raise DrawNotReady("no_winner")
    row.draw = draw
    return row


def _change(row: Winner, state: str, action: str, *, actor: str, at: dt.datetime) -> Winner:
    before = {"place": row.place, "state": row.state}
    row.state, row.changed_at, row.actor = state, at, actor
    row.save(update_fields=["state", "prize", "reason", "changed_at", "actor"])
    audit.write(
        actor=actor,
        action=action,
        subject_kind="draw",
        subject_id=row.draw_id,
        at=at,
        before=before,
        after={"place": row.place, "state": row.state, "prize": row.prize},
        reason=row.reason,
    )
    return row
