"""A return of the past, decided again: by the rules and the member of its sale."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import msgspec

from plushka.domain.ledger.converting import through
from plushka.domain.ledger.terms import Cause
from plushka.domain.programmes.facts import Buyer, Line
from plushka.domain.replay.happened import Returned
from plushka.domain.replay.lives import Bought, Life
from plushka.domain.replay.state import KeptSale, State
from plushka.domain.sales.asked import AskedReturn, AskedReturnLine
from plushka.domain.sales.bringing import month_of
from plushka.domain.sales.giving_back import Back, SoldLine, give_back
from plushka.domain.sales.returning_promises import Promised, with_promises
from plushka.lib.days import local_day, term_end

_ONCE = dt.datetime.min.replace(tzinfo=dt.UTC)

_lines = msgspec.json.Decoder(list[tuple[int, int]])


def take_back(state: State, old: Returned) -> None:
    """Take back what came back then: points first, then what was earned for them (T11)."""
    if old.sale is None:
        take_back_unreceipted(state, old)
        return
    sale, plan, moment = state.kept[old.sale], state.plan, old.received_at
    lines = _lines.decode(old.lines or "[]")
    for reward in sale.rewards:
        state.life(reward.life.page.account, reward.life.standing.member, moment)
    life = sale.life
    if life is not None:
        state.life(life.page.account, life.standing.member, moment)
        life.look_at_tier(moment, plan, may_move=plan.candidate is not None)
    back = give_back(
        asked_return(lines, is_itemised=old.is_itemised),
        sale.lines,
        is_itemised=old.is_itemised,
        programme=sale.programme,
        buyer=sale.buyer,
    )
    if sale.promised is not None:
        back = with_promises(back, sale.lines, sale.promised, sale.programme)
        _give_budgets_back(state, sale.promised, back)
    given, reversed_ = back.points, 0
    if life is not None and not life.is_erased:
        given, reversed_ = _settle(state, old, sale, back, life)
        _take_from_summary(state, sale, back, life, moment)
    _settle_rewards(state, old, sale, back)
    if plan.covers(old.at):
        state.counts.returned(back.lines, sale.lines)
    if plan.candidate is None:
        state.counts.compare(
            str(old.sale),
            points_back=(old.points_back, given),
            accrual_reversed=(old.reversed, reversed_),
        )
    sale.lines = lines_left(sale.lines, back)


def lines_left(sold: Sequence[SoldLine], back: Back) -> list[SoldLine]:
    """Give the lines of a sale after something came back."""
    now = {line.number: line.quantity for line in back.lines}
    return [replace(line, returned=line.returned + now.get(line.number, 0)) for line in sold]


def asked_return(lines: list[tuple[int, int]], *, is_itemised: bool) -> AskedReturn:
    """Ask for a return of so much of each line, by number."""
    if not is_itemised:
        return AskedReturn(receipt="", total=lines[0][1])
    return AskedReturn(
        receipt="",
        lines=tuple(AskedReturnLine(line=number, quantity=pieces) for number, pieces in lines),
    )


def _settle(
    state: State, old: Returned, sale: KeptSale, back: Back, life: Life
) -> tuple[int, int]:
    """Give points back and take what was earned; give how many of each, in points of now."""
    account, book = life.page.account, state.book
    given, reversed_, value = 0, 0, sale.programme.point_value
    if back.points and sale.redemption is not None:
        given = book.coming_back(
            account,
            sale.redemption,
            before=back.points_before,
            points=back.points,
            of=back.points_paid,
            value=value,
        )
        if given:
            book.give_back(account, given, sale.redemption, _cause(old, "give_back", sale))
    if sale.accrual is not None:
        stands = _now(life, sale.stands, since=sale.counted)
        due = book.counted(account, back.still_earned, value=value, since=sale.first)
        if stands > due:
            cause = _cause(old, "reverse", sale)
            entry = book.reverse(account, stands - due, [sale.accrual], cause)
            reversed_ = -entry.points if entry else 0
        sale.stands, sale.counted = stands - reversed_, life.page.conversion
    life.spent()
    life.note(state.plan)
    return given, reversed_


def _now(life: Life, points: int, *, since: int) -> int:
    """Give points of after a conversion in points of now (T35)."""
    page = life.page
    return through(page.conversions, points, since=since, upto=page.conversion)


def _settle_rewards(state: State, old: Returned, sale: KeptSale, back: Back) -> None:
    """Take back what others got for what came back (T11, T22)."""
    for number, reward in enumerate(sale.rewards, start=1):
        if reward.promise is None:
            due = sale.programme.referral_reward(
                back.remaining, back.kept, back.still_earned, tier=reward.tier
            )
            target = due.points if due else 0
        else:
            target = back.due[reward.promise] if back.due else 0
        if reward.life.is_erased:
            continue
        account, value = reward.life.page.account, sale.programme.point_value
        stands = _now(reward.life, reward.points, since=reward.counted)
        due_now = state.book.counted(account, target, value=value, since=reward.first)
        reward.points, reward.counted = stands, reward.life.page.conversion
        if stands <= due_now:
            continue
        entry = state.book.reverse(
            account,
            stands - due_now,
            [reward.entry],
            _cause(old, f"reward:{number}", sale),
        )
        reward.points += entry.points if entry else 0
        if entry and reward.month == month_of(old.received_at, state.plan.zone):
            reward.life.standing.count_for_friends(entry.points, reward.month)
        reward.life.spent()
        reward.life.note(state.plan)


def _give_budgets_back(state: State, promised: Promised, back: Back) -> None:
    codes = {one.campaign: one.offer.campaign for one in promised.kept}
    for (campaign, key), amount in back.budgets.items():
        known = (codes[campaign], key)
        state.rooms.taken[known] = state.rooms.taken.get(known, 0) - amount


def take_back_unreceipted(state: State, old: Returned) -> None:
    """Take back a sum without a receipt: what the member's tier gives for it alone (T41)."""
    if old.account is None or old.member is None:
        return
    plan = state.plan
    life = state.life(old.account, old.member, old.received_at)
    life.look_at_tier(old.received_at, plan, may_move=plan.candidate is not None)
    programme, standing = plan.in_force(old.at), life.standing
    line, sums = Line(1, old.money_back, quantity=old.money_back), [old.money_back]
    earned = programme.earn([line], sums, Buyer(standing.tier))
    points = state.book.counted(
        old.account, sum(one.points for one in earned), value=programme.point_value
    )
    counted = min(programme.counted_for_tier([line], sums), max(0, standing.paid_total))
    standing.paid_total -= counted
    if counted:
        standing.check_by(term_end(local_day(old.received_at, plan.zone), 0, plan.zone))
        gone = Bought(old.at, _ONCE, 0, [(old.received_at, counted)], is_gone=True)
        life.bought.append(gone)
    if points:
        key = f"return:{old.id}:reverse"
        cause = Cause(key, "UNRECEIPTED", old.id, programme.version, "system:replay", old.at, [])
        state.book.take_back(old.account, points, cause)
        life.spent()
        life.note(plan)
    if plan.covers(old.at):
        state.counts.returns += 1
        state.counts.money_back += old.money_back
    if plan.candidate is None:
        state.counts.compare(str(old.id), accrual_reversed=(old.reversed, points))


def _take_from_summary(
    state: State, sale: KeptSale, back: Back, life: Life, moment: dt.datetime
) -> None:
    """Undo in the purchase summary what the sale had added; see ``take_from_summary`` of sales."""
    standing, zone = life.standing, state.plan.zone
    standing.paid_total -= back.counted
    if sale.bought is not None and back.counted:
        sale.bought.back.append((moment, back.counted))
        standing.check_by(term_end(local_day(life.page.now, zone), 0, zone))
    if sale.bought is not None and back.is_all:
        sale.bought.is_gone = True
        standing.n_purchases -= 1
        standing.last_at, standing.previous_at = last_purchases(life, zone)


def last_purchases(life: Life, zone: str) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Give the last purchase that stands, and the last one of an earlier local day (T46)."""
    kept = [(local_day(one.at, zone), one.at) for one in life.bought if not one.is_gone]
    if not kept:
        return None, None
    last = max(kept)[0]
    return max(at for _, at in kept), max((at for day, at in kept if day < last), default=None)


def _cause(old: Returned, part: str, sale: KeptSale) -> Cause:
    version = sale.programme.version
    return Cause(
        f"return:{old.id}:{part}", "RETURN", old.sale, version, "system:replay", old.at, []
    )
