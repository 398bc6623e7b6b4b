"""Correct points by hand, within a limit for each key and day (T38)."""

import datetime as dt
import os

from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.limits import AdjustmentLimitReached, DailyLimit
from plushka.domain.ledger.models import AdjustmentDay
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.ledger.terms import Cause, LotTerms
from plushka.domain.members.queries import MemberUnknown, get_profile, identify
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes.compiled import Compiled
from plushka.lib import money
from plushka.lib.days import local_day
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from plushka.web.api import examples
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.reading.shape import Shape
from plushka.web.api.running import in_context
from plushka.web.api.schemas.points import (
    MOST_DAYS,
    AdjustmentIn,
    AdjustmentOut,
    AskedAdjustment,
    LimitOut,
)
from plushka.web.api.schemas.told import BalanceOut

LIMIT = money.parse(os.environ.get("PLUSHKA_ADJUSTMENT_LIMIT", "10000.00"))
"""Hundredths of points one key may correct on one local day, up and down together."""

_NEAR_PERCENT = 80


def adjust(call: Call[AskedAdjustment]) -> Answer:
    """Give or take points by hand, with a reason that is kept beside the ledger."""
    asked = call.asked
    member = identify(locator=asked.member, at=call.at)
    programme = programmes.rules(zone=call.place.zone).at(call.at)
    today = local_day(call.at, call.place.zone)
    cause = Cause(
        key=f"adjustment:{new_id()}",
        source_kind="ADJUSTMENT",
        source_id=None,
        version=programme.version,
        actor=call.actor,
        at=call.at,
        explanation=[_why(asked.points, programme)],
    )
    posted = ledger.adjust(
        account=accounts.accounts_of(members=[member])[member],
        points=asked.points,
        terms=_terms(call, programme, get_profile(member_id=member).tier, today),
        cause=cause,
        reason=asked.reason,
        at=call.at,
        limit=DailyLimit(LIMIT, today),
    )
    told = AdjustmentOut(
        id=str(posted.entry.id),
        points=money.show(posted.entry.points),
        balance=BalanceOut.of(posted.balance),
        today=_used(call.actor, today),
    )
    return Answer(told)


def _terms(
    call: Call[AskedAdjustment], programme: Compiled, tier: str, today: dt.date
) -> LotTerms | None:
    asked = call.asked
    if asked.points < 0:
        return None
    days = asked.days
    if asked.expires_on is not None:
        days = (asked.expires_on - today).days
        if days < 0:
            raise BadField("expires_on", "this day is over")
        if days > MOST_DAYS:
            raise BadField("expires_on", f"this is more than {MOST_DAYS} days ahead")
    kind = "GIFT" if asked.kind == "gift" else "MANUAL"
    return programme.lot_terms(kind, tier, call.at, call.at, days=days)  # type: ignore[arg-type]


def _why(points: int, programme: Compiled) -> dict[str, object]:
    return {
        "rule": "adjustment",
        "method": "adjustment",
        "base": 0,
        "points": abs(points),
        "currency": programme.document.money.currency,
    }


def _used(actor: str, today: dt.date) -> LimitOut:
    used = AdjustmentDay.objects.values_list("used", flat=True).get(actor=actor, day=today)
    return LimitOut(money.show(used), money.show(LIMIT), used * 100 >= LIMIT * _NEAR_PERCENT)


ENDPOINTS = (
    Endpoint(
        method="POST",
        path="/adjustments",
        scope="adjust",
        act=adjust,
        run=in_context,
        summary="Adjust points",
        tag="Points",
        body=Shape(AdjustmentIn),
        answers=AdjustmentOut,
        status=201,
        operation="adjustment",
        refuses=(MemberUnknown, NotEnoughPoints, AdjustmentLimitReached),
        example=examples.ADJUSTMENT,
    ),
)
