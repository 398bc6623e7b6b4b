"""Budgets of campaigns in a replay: what was used of them when the window began, and since (T32).

Sales from before the window keep what they were promised, and what came back of them is decided
again; what campaigns gave otherwise than in sales was written down as it was counted.
"""

import datetime as dt
from typing import Any
from uuid import UUID

import msgspec

from plushka.domain.campaigns.queries import get_live
from plushka.domain.campaigns.rooms import Use, Whose, keys
from plushka.domain.programmes.facts import Buyer
from plushka.domain.replay.happened import Counted
from plushka.domain.replay.reading import rows
from plushka.domain.replay.returning import asked_return, lines_left
from plushka.domain.replay.state import State
from plushka.domain.sales.giving_back import SoldLine, give_back
from plushka.domain.sales.keeping import Kept
from plushka.domain.sales.returning_promises import Promised, promised, with_promises
from plushka.lib.days import local_day

_ONCE = dt.datetime(1, 1, 2, tzinfo=dt.UTC)

_promises = msgspec.json.Decoder(list[dict[str, Any]])
_lines = msgspec.json.Decoder(
    list[tuple[int, int, int, int, int, str, str, int, int, str, str, int, int | None]]
)
_returns = msgspec.json.Decoder(list[tuple[bool, list[tuple[int, int]]]])
_counted = msgspec.json.Decoder(tuple[UUID, dict[str, int]])


def open_budgets(state: State, *, begins: dt.datetime) -> None:
    """Bring budgets to where they stood at a moment."""
    state.codes = {one.campaign: get_live(one.version).code for one in state.campaigns.launched}
    for row in rows("opening_budgets", begins=begins):
        _open_sale(state, *row)
    for row in rows("counted", since=_ONCE, until=begins):
        count(state, Counted(*row))


def count(state: State, old: Counted) -> None:
    """Count what a campaign gave otherwise than in a sale, or what of it was taken back."""
    campaign, amounts = _counted.decode(old.counted)
    for key, amount in amounts.items():
        _take(state, campaign, key, -amount if old.is_back else amount)


def _open_sale(
    state: State,
    at: dt.datetime,
    outlet: str,
    promises: str,
    version: UUID,
    member: UUID,
    *more: Any,
) -> None:
    *seen, is_itemised, returns, lines = more
    programme, zone = state.plan.recorded(version), state.plan.zone
    known = promised(
        _promises.decode(promises),
        programme,
        buyer=Buyer(*seen),
        whose=Whose(member, outlet, local_day(at, zone)),
        at=at,
        zone=zone,
    )
    _use(state, known)
    if returns is None:
        return
    sold = [SoldLine(*line) for line in _lines.decode(lines)]
    for is_after, quantities in _returns.decode(returns):
        asked = asked_return(quantities, is_itemised=is_itemised)
        back = give_back(
            asked, sold, is_itemised=is_itemised, programme=programme, buyer=known.buyer
        )
        if is_after:
            back = with_promises(back, sold, known, programme)
            for (campaign, key), amount in back.budgets.items():
                _take(state, campaign, key, -amount)
        sold = lines_left(sold, back)


def _use(state: State, known: Promised) -> None:
    """Count what each campaign gave on one receipt, as ``using.uses`` did."""
    given: dict[UUID, list[Kept]] = {}
    for one in known.kept:
        if one.campaign is not None and one.offer.budgets:
            given.setdefault(one.campaign, []).append(one)
    for campaign, of_one in given.items():
        use = Use(
            points=sum(one.points for one in of_one), money=sum(sum(one.off) for one in of_one)
        )
        for budget, key in keys(of_one[0].offer, known.whose):
            _take(state, campaign, key, use.of(budget))


def _take(state: State, campaign: UUID, key: str, amount: int) -> None:
    if code := state.codes.get(campaign):
        taken = state.rooms.taken
        taken[code, key] = taken.get((code, key), 0) + amount
