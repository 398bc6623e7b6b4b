"""A draw is prepared, opened, and perhaps cancelled."""

import datetime as dt
import hashlib
import secrets
from contextlib import suppress
from uuid import UUID

from django.conf import settings

from plushka.domain.audit import operations as audit
from plushka.domain.draws.models import Draw
from plushka.domain.draws.refusals import DrawNotReady, DrawOutdated, DrawUnknown
from plushka.domain.draws.terms import Terms, check
from plushka.domain.tenants.context import current_tenant
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from plushka.lib.sealing import Unreadable, seal, unseal

_PURPOSE = "draws.seed"
_SEED = 32
LONGEST_REASON = 500


def prepare(*, terms: Terms, actor: str, at: dt.datetime, draw_id: UUID | None = None) -> Draw:
    """Write down a draw that nobody sees yet. Refuses terms that cannot be kept.

    With an id of the caller's it is done once, however often it is asked for.
    """
    checked = check(terms)
    if draw_id is not None:
        known: Draw | None = Draw.objects.filter(id=draw_id).first()
        if known is not None:
            return known
    draw = Draw(tenant_id=current_tenant(), id=draw_id or new_id(), changed_at=at)
    _fill(draw, checked)
    draw.save(force_insert=True)
    record(draw, "draw_prepared", actor=actor, at=at)
    return draw


def change(*, draw_id: UUID, version: int, terms: Terms, actor: str, at: dt.datetime) -> Draw:
    """Change a draw that is not open yet; what is promised to members is changed no more.

    Refuses terms that cannot be kept, a change of somebody else's, and an open draw.
    """
    checked = check(terms)
    draw = locked(draw_id, version)
    if draw.state != Draw.State.DRAFT:
        raise DrawNotReady("opened")
    before = _told(draw)
    _fill(draw, checked)
    step(draw, at=at)
    record(draw, "draw_changed", actor=actor, at=at, before=before)
    return draw


def open_(*, draw_id: UUID, version: int, actor: str, at: dt.datetime) -> Draw:
    """Promise a draw: its seed is made and sealed, the digest of it told, chances are taken.

    Refuses where the time for chances is over already.
    """
    draw = locked(draw_id, version)
    if draw.state != Draw.State.DRAFT:
        raise DrawNotReady("opened")
    if draw.closes_at <= at:
        raise DrawNotReady("too_late")
    seed = secrets.token_bytes(_SEED)
    draw.sealed_seed = seal(seed.hex(), key=settings.SECRET_KEY, purpose=_PURPOSE)
    draw.commitment = hashlib.sha256(seed).hexdigest()
    draw.opened_at, draw.state = at, Draw.State.OPEN
    step(draw, at=at)
    record(draw, "draw_opened", actor=actor, at=at)
    return draw


def cancel(*, draw_id: UUID, version: int, reason: str, actor: str, at: dt.datetime) -> Draw:
    """Cancel a draw for a reason that is told to everybody.

    Of a closed draw the seed is opened too, so that everybody can see who would have won: nobody
    cancels one unseen because they dislike its winners. Refuses what is drawn or cancelled.
    """
    told = reason.strip()
    if not 0 < len(told) <= LONGEST_REASON:
        raise BadField("reason", f"use 1 to {LONGEST_REASON} characters")
    draw = locked(draw_id, version)
    if draw.state in {Draw.State.DRAWN, Draw.State.CANCELLED}:
        raise DrawNotReady("over")
    if draw.closed_at is not None:
        # One that this installation cannot open any more stays closed for everybody.
        with suppress(Unreadable):
            draw.seed = seed_of(draw).hex()
    draw.state, draw.cancelled_at, draw.cancel_reason = Draw.State.CANCELLED, at, told
    step(draw, at=at)
    record(draw, "draw_cancelled", actor=actor, at=at)
    return draw


def locked(draw_id: UUID, version: int | None = None) -> Draw:
    """Lock a draw against all who enter it; refuses one nobody knows and an older version."""
    draw: Draw | None = (
        Draw.objects.select_for_update(no_key=True, of=("self",)).filter(id=draw_id).first()
    )
    if draw is None:
        raise DrawUnknown
    if version is not None and draw.version != version:
        raise DrawOutdated(version=draw.version)
    return draw


def step(draw: Draw, *, at: dt.datetime) -> None:
    """Save a draw as its next version."""
    draw.version, draw.changed_at = draw.version + 1, at
    draw.save()


def seed_of(draw: Draw) -> bytes:
    """Open the seed; raises ``Unreadable`` where the installation's secret was changed."""
    sealed = bytes(draw.sealed_seed or b"")
    return bytes.fromhex(unseal(sealed, key=settings.SECRET_KEY, purpose=_PURPOSE))


def record(
    draw: Draw,
    action: str,
    *,
    actor: str,
    at: dt.datetime,
    before: dict[str, object] | None = None,
) -> None:
    """Write into the record of changes what was done with a draw."""
    audit.write(
        actor=actor,
        action=action,
        subject_kind="draw",
        subject_id=draw.id,
        at=at,
        before=before or {},
        after=_told(draw),
        reason=draw.cancel_reason,
    )


def _fill(draw: Draw, terms: Terms) -> None:
    draw.name, draw.rules, draw.reserves = terms.name, terms.rules, terms.reserves
    draw.prizes = [{"name": one.name, "count": one.count} for one in terms.prizes]
    draw.is_once_a_member = terms.is_once_a_member
    draw.opens_at, draw.closes_at = terms.opens_at, terms.closes_at
    draw.outside, draw.outside_promise = terms.outside, terms.outside_promise


def _told(draw: Draw) -> dict[str, object]:
    told: dict[str, object] = {
        "name": draw.name,
        "prizes": draw.prizes,
        "opens_at": draw.opens_at.isoformat(),
        "closes_at": draw.closes_at.isoformat(),
        "state": draw.state,
    }
    digests = {"commitment": draw.commitment, "list": draw.list_digest}
    return told | {name: value for name, value in digests.items() if value}
