"""Vouchers among rewards: issued as soon as they are paid for, and handed over with that."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from plushka.domain.rewards import stocks
from plushka.domain.rewards.models import Order, OrderLine, Reward
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.domain.vouchers import operations as vouchers
from plushka.domain.vouchers.terms import Terms, checked, kept, terms_of
from plushka.lib.days import local_day, term_end
from plushka.lib.refusal import BadField

SOURCE = "REWARD"
"""What a voucher names as its source, with the order's id."""

_LONGEST = 3650


def described(terms: Terms, *, days: int | None) -> dict[str, Any]:
    """Give what a reward keeps of its vouchers: terms, and how many days they last."""
    if days is not None and not 0 < days <= _LONGEST:
        raise BadField("voucher_days", f"use 1 to {_LONGEST} days, or leave it empty")
    return {"terms": kept(checked(terms)), "days": days}


def give(made: Order, lines: Sequence[OrderLine], *, at: dt.datetime) -> None:
    """Issue the vouchers of an order that has just been paid.

    They are the member's from now on, so an order of nothing else is over with that, and what
    was issued is not cancelled. Saves the order and its lines where anything was issued.
    """
    found = Reward.objects.filter(
        id__in=[line.reward_id for line in lines], kind=Reward.Kind.VOUCHER
    )
    terms: Mapping[UUID, Any] = dict(found.values_list("id", "voucher"))
    mine = [line for line in lines if line.reward_id in terms]
    if not mine:
        return
    new = [_new(made, terms[line.reward_id], at=at) for line in mine for _ in range(line.quantity)]
    vouchers.issue(new, at)
    moved = Counter[UUID]()
    for line in mine:
        line.fulfilled = line.quantity
        moved[line.reward_id] += line.quantity
    stocks.lock(moved)
    stocks.move({reward: (-n, n) for reward, n in moved.items()})
    OrderLine.objects.bulk_update(mine, ["fulfilled"])
    if all(line.fulfilled == line.quantity for line in lines):
        made.state, made.closed_at = Order.State.FULFILLED, at
        made.save(update_fields=["state", "closed_at"])


def _new(made: Order, voucher: Any, *, at: dt.datetime) -> vouchers.NewVoucher:
    until = None
    if days := voucher["days"]:
        zone = get_place(current_tenant()).zone
        until = term_end(local_day(at, zone), days, zone)
    return vouchers.NewVoucher(
        terms=terms_of(voucher["terms"]),
        actor=made.actor,
        member=made.member_id,
        valid_until=until,
        source_kind=SOURCE,
        source_id=made.id,
    )
