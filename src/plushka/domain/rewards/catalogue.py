"""People change the catalogue. In the tenant's transaction that the caller opened."""

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from plushka.domain.audit import operations as audit
from plushka.domain.rewards import stocks
from plushka.domain.rewards.described import MOST_STOCK, Terms, check
from plushka.domain.rewards.models import Picture, Reward, Stock, StockChange
from plushka.domain.rewards.refusals import RewardUnknown, SoldOut
from plushka.domain.tenants.context import current_tenant
from plushka.lib import pictures, shrinking
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField, Refusal
from plushka.lib.stamps import stamp_of

SMALL, SMALL_BYTES = 144, 2_500
MEDIUM, MEDIUM_BYTES = 400, 20_000
"""Pixels of the longer side, and bytes at most, of what members load."""

_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}", re.ASCII)


class RewardChanged(Refusal):
    """Somebody else has changed the reward since the form was filled."""

    code = "reward_changed"

    def __init__(self) -> None:
        super().__init__("Somebody changed this reward meanwhile; look at it again.")


def add(
    *,
    terms: Terms,
    actor: str,
    at: dt.datetime,
    pieces: int | None = None,
    reward_id: UUID | None = None,
) -> Reward:
    """Add a reward, with so many pieces; None is any number. Refuses what is wrong with it.

    The same ``reward_id`` again is the same reward, and changes nothing.
    """
    if reward_id and (known := Reward.objects.filter(id=reward_id).first()):
        return known  # type: ignore[no-any-return]
    check(terms)
    if not _CODE.fullmatch(terms.code):
        raise BadField("code", "use up to 40 of a-z, 0-9 and -, beginning with no -")
    if pieces is not None and not 0 <= pieces <= MOST_STOCK:
        raise BadField("stock", f"use a number from 0 to {MOST_STOCK}")
    values = _columns(terms)
    try:
        with transaction.atomic():
            row: Reward = Reward.objects.create(
                tenant_id=current_tenant(),
                id=reward_id or new_id(),
                **values,
                created_at=at,
                changed_at=at,
            )
    except IntegrityError as clash:
        raise BadField("code", "another reward has this code") from clash
    Stock.objects.create(
        tenant_id=row.tenant_id, id=row.id, is_limited=pieces is not None, put_in=pieces or 0
    )
    if pieces:
        _note(row.id, pieces, actor=actor, at=at)
    _record(row, "reward_added", actor=actor, at=at, before={}, after=_told(terms))
    return row


def change(
    *, reward_id: UUID, terms: Terms, actor: str, at: dt.datetime, stamp: str | None = None
) -> Reward:
    """Change a reward; its code stays. ``stamp`` is what the form was filled with.

    Refuses ``RewardChanged``, ``RewardUnknown``, and what is wrong with the terms. Orders
    keep what they were made with.
    """
    row = _locked(reward_id)
    before = terms_of(row)
    if stamp is not None and stamp != stamp_of(_told(before)):
        raise RewardChanged
    check(terms)
    if terms.code != row.code:
        raise BadField("code", "the code of a reward stays")
    for name, value in _columns(terms).items():
        setattr(row, name, value)
    row.changed_at = at
    row.save()
    was, now = _told(before), _told(terms)
    changed = [name for name in now if was[name] != now[name]]
    if changed:
        _record(
            row,
            "reward_changed",
            actor=actor,
            at=at,
            before={name: was[name] for name in changed},
            after={name: now[name] for name in changed},
        )
    return row


def change_stock(
    *,
    reward_id: UUID,
    actor: str,
    at: dt.datetime,
    reason: str,
    pieces: int = 0,
    is_limited: bool = True,
) -> None:
    """Put pieces in, or take some out by hand; or say whether there is a limit.

    The reason is kept by the audit. Refuses ``SoldOut`` where more would be taken out than are
    left, and a missing reason.
    """
    row = _locked(reward_id)
    if not reason.strip():
        raise BadField("reason", "say why")
    if abs(pieces) > MOST_STOCK:
        raise BadField("pieces", f"use a number up to {MOST_STOCK}")
    there = stocks.lock([reward_id])[reward_id]
    left = there.put_in + pieces - there.held - there.gone
    if is_limited and left < 0:
        raise SoldOut(row.code, left=max(0, there.put_in - there.held - there.gone))
    Stock.objects.filter(id=reward_id).update(
        is_limited=is_limited, put_in=F("put_in") + pieces, low_told_at=None
    )
    if pieces:
        _note(reward_id, pieces, actor=actor, at=at)
    _record(
        row,
        "reward_stock_changed",
        actor=actor,
        at=at,
        before={"put_in": there.put_in, "is_limited": there.is_limited},
        after={"put_in": there.put_in + pieces, "is_limited": is_limited},
        reason=reason,
    )


def draw(*, reward_id: UUID, content: bytes, actor: str, at: dt.datetime) -> str:
    """Give a reward a picture, drawn anew; gives its digest. Refuses what is no picture.

    What is sent may be a script, or have a second file behind it: only pixels are kept.
    """
    row = _locked(reward_id)
    try:
        drawn = pictures.redraw(content)
    except pictures.NotAPicture as fault:
        raise BadField("picture", "send a PNG, JPEG or WebP of at most 256 KB") from fault
    digest = hashlib.sha256(drawn.content).hexdigest()[:16]
    Picture.objects.update_or_create(
        id=reward_id,
        defaults={
            "tenant_id": current_tenant(),
            "digest": digest,
            "content": drawn.content,
            "small": shrinking.shrunk(drawn.content, side=SMALL, most=SMALL_BYTES),
            "medium": shrinking.shrunk(drawn.content, side=MEDIUM, most=MEDIUM_BYTES),
            "width": drawn.width,
            "height": drawn.height,
        },
    )
    before, row.picture = row.picture, digest
    row.save(update_fields=["picture"])
    _record(
        row,
        "reward_drawn",
        actor=actor,
        at=at,
        before={"picture": before},
        after={"picture": digest},
    )
    return digest


def erase_picture(*, reward_id: UUID, actor: str, at: dt.datetime) -> None:
    """Take the picture away; where there is none nothing happens."""
    row = _locked(reward_id)
    if not row.picture:
        return
    Picture.objects.filter(id=reward_id).delete()
    before, row.picture = row.picture, ""
    row.save(update_fields=["picture"])
    _record(
        row, "reward_drawn", actor=actor, at=at, before={"picture": before}, after={"picture": ""}
    )


def terms_of(row: Reward) -> Terms:
    """Describe a reward as a form does."""
    values = {one.name: getattr(row, one.name) for one in fields(Terms)}
    return Terms(**values | {"tiers": tuple(row.tiers), "outlets": tuple(row.outlets)})


def stamp_of_reward(row: Reward) -> str:
    """Give what a form of it is filled with, so that a change meanwhile is noticed."""
    return stamp_of(_told(terms_of(row)))


def take_low(*, at: dt.datetime) -> list[tuple[Reward, int]]:
    """Give the rewards of which little is left, with how much, each once until more is put in."""
    left = F("put_in") - F("held") - F("gone")
    counted = Stock.objects.filter(is_limited=True).annotate(left=left)
    rewards = {row.id: row for row in Reward.objects.filter(low__isnull=False, is_shown=True)}
    found = {row.id: row for row in counted.filter(id__in=list(rewards)).order_by("id")}
    low = {id_: row for id_, row in found.items() if row.left <= (rewards[id_].low or 0)}
    enough = [id_ for id_, row in found.items() if id_ not in low and row.low_told_at is not None]
    if enough:
        Stock.objects.filter(id__in=enough).update(low_told_at=None)
    new = [id_ for id_, row in low.items() if row.low_told_at is None]
    if new:
        Stock.objects.filter(id__in=new).update(low_told_at=at)
    return [(rewards[id_], low[id_].left) for id_ in new]


def _columns(terms: Terms) -> dict[str, Any]:
    values = asdict(terms)
    kept = {code: text.strip() for code, text in terms.names.items() if text.strip()}
    told = {code: text.strip() for code, text in terms.descriptions.items() if text.strip()}
    return values | {
        "names": kept,
        "descriptions": told,
        "category": terms.category.strip(),
        "tiers": list(terms.tiers),
        "outlets": list(terms.outlets),
    }


def _told(terms: Terms) -> dict[str, Any]:
    told = asdict(terms)
    for name in ("valid_from", "valid_until"):
        told[name] = told[name] and told[name].isoformat()
    return told | {"tiers": list(terms.tiers), "outlets": list(terms.outlets)}


def _locked(reward_id: UUID) -> Reward:
    row = Reward.objects.select_for_update(no_key=True, of=("self",)).filter(id=reward_id).first()
    if row is None:
        raise RewardUnknown(str(reward_id))
    assert isinstance(row, Reward)  # noqa: S101 - for the type checker
    return row


def _note(reward_id: UUID, pieces: int, *, actor: str, at: dt.datetime) -> None:
    StockChange.objects.create(
        tenant_id=current_tenant(), reward_id=reward_id, pieces=pieces, at=at, actor=actor
    )


def _record(
    row: Reward,
    action: str,
    *,
    actor: str,
    at: dt.datetime,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    reason: str = "",
) -> None:
    audit.write(
        actor=actor,
        action=action,
        subject_kind="reward",
        subject_id=row.id,
        at=at,
        before=before,
        after={**after, "code": row.code},
        reason=reason,
    )
