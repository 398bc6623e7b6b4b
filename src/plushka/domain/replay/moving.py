"""What no receipt decides: gifts, corrections, holds, erasures. They happen as they did.

Gifts that a programme promises are the exception: a birthday's, a newcomer's and the part of a
friend's code are what the programme that is tried would give.
"""

import datetime as dt
from dataclasses import replace
from uuid import UUID

import msgspec
from msgspec import structs

from plushka.domain.enrolment.leaving import forfeit
from plushka.domain.ledger.book import Book
from plushka.domain.ledger.converting import value_at
from plushka.domain.ledger.holding import pinned_of
from plushka.domain.ledger.page import Page
from plushka.domain.ledger.terms import Cause, LotTerms
from plushka.domain.members.tiers import HAND, OneFloor, put, without
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.replay.happened import SHARE, Held, Moved, Told
from plushka.domain.replay.lives import Life
from plushka.domain.replay.state import State
from plushka.domain.sales import bringing
from plushka.domain.sales.bringing import Friend, month_of
from plushka.lib.days import term_end

_ACTOR = "system:replay"


def move(state: State, old: Moved) -> None:
    """Repeat an entry of the ledger."""
    life = state.life(old.account, old.member, old.posted_at)
    if old.source == "ERASURE":
        return  # the erasure itself forfeits everything
    book, page, plan = state.book, life.page, state.plan
    value = plan.value_then(old.conversion)
    old = structs.replace(old, points=_counted(book, page.account, old.points, value=value))
    cause = Cause(old.key, old.source, old.id, plan.in_force(old.at).version, _ACTOR, old.at, [])
    match old.kind:
        case "ACCRUAL" | "ADJUSTMENT" if old.points > 0:
            _give(state, life, old, cause)
        case "ADJUSTMENT":
            points = -old.points if old.owed else min(-old.points, page.spendable)
            if points:
                book.adjust(page.account, -points, None, cause, may_owe=old.owed)
        case "REDEMPTION" if old.id in state.captured:
            _capture(state, life, old, cause)
        case "REDEMPTION" | "RETURN" if old.source == "BULK":
            _take_or_give_back(state, life, old, cause)
        case _:
            _reverse_or_extend(state, page, old, cause)
    if old.points < 0:
        life.spent()
    life.note(state.plan)


def _give(state: State, life: Life, old: Moved, cause: Cause) -> None:
    """Let points come in that came in, or as many as the programme that is tried would give."""
    book, account, plan = state.book, life.page.account, state.plan
    points, terms = _given(state, life, old)
    if points:
        made = (
            book.accrue(account, points, terms, cause)
            if old.kind == "ACCRUAL"
            else book.adjust(account, points, terms, cause)
        )
        state.lots[old.id] = made.id
        life.kept.add(made.id)
        life.opened(made.id)
        if old.is_share:
            life.standing.count_for_friends(points, month_of(old.posted_at, plan.zone))
    if old.is_code and plan.candidate is not None and plan.covers(old.at):
        _share(state, life, old, plan.candidate, cause)


def _reverse_or_extend(state: State, page: Page, old: Moved, cause: Cause) -> None:
    match old.kind:
        case "REVERSAL" if old.undoes is not None:
            _reverse(state, page, old, old.undoes, cause)
        case "EXTENSION" if old.ending is not None and old.until is not None:
            if state.book.extend(page.account, cause, ending=old.ending, until=old.until):
                page.exact_until = page.next_change()


def _reverse(state: State, page: Page, old: Moved, undoes: UUID, cause: Cause) -> None:
    """Take back what was given, where it was given here too."""
    lot = state.lots.get(undoes, undoes)
    if lot in page.lots:
        points = min(-old.points, page.lots[lot].granted)
        state.book.reverse(page.account, points, [lot], cause)


def _take_or_give_back(state: State, life: Life, old: Moved, cause: Cause) -> None:
    """Take points that many gave at once, as far as they are there, or give them back."""
    book, page = state.book, life.page
    if old.points < 0:
        if points := min(-old.points, page.spendable):
            made = book.redeem(page.account, points, cause)
            state.taken[old.id] = made.id
            life.kept.update(lot for lot, _ in page.redemptions[made.id])
    elif old.undoes in state.taken:
        redemption = state.taken[old.undoes]
        left = sum(part for _, part in page.redemptions[redemption])
        if points := min(old.points, left):
            book.give_back(page.account, points, redemption, cause)


def _counted(book: Book, account: UUID, points: int, *, value: int) -> int:
    """Give how many points of the account those are that were recorded at such a value (T35)."""
    own = book.counted(account, abs(points), value=value)
    return own if points > 0 else -own


def _given(state: State, life: Life, old: Moved) -> tuple[int, LotTerms]:
    """Say how many points came in, and on which terms."""
    if old.lot_kind is None or old.available_at is None:
        raise ValueError(f"entry {old.id} gives points and made no lot")
    terms = LotTerms(old.lot_kind, old.available_at, old.expires_at)
    plan = state.plan
    if plan.candidate is None or not plan.covers(old.at):
        return old.points, terms
    programme, tier = plan.candidate, life.standing.tier
    match old.source, old.key:
        case "BIRTHDAY", _:
            gift = programme.birthday(tier)
            if gift is None:
                return 0, terms
            part, facts = gift
            lot = programme.lot_terms("GIFT", tier, old.at, old.posted_at, days=part.valid_days)
            return facts["points"], lot
        case "ENROLMENT", "enrolment:referral":
            lot = programme.newcomer_terms(old.at, old.posted_at)
            return programme.newcomer_gift()[0], lot
        case "ACTIVATION", _ if old.is_share:
            return 0, terms  # given with the code itself, as the programme that is tried says
    return old.points, terms


def _share(state: State, life: Life, old: Moved, programme: Compiled, cause: Cause) -> None:
    """Give who brought the owner of a code what a programme promises of it (U25)."""
    if old.referrer is None or old.referrer_account is None or not old.worth:
        return
    referrer = state.life(old.referrer_account, old.referrer, old.posted_at)
    friend = Friend(life.standing, old.at, old.posted_at, state.plan.zone)
    share = bringing.of_points(programme, referrer.standing, friend, accrued=old.worth)
    account, value = referrer.page.account, programme.point_value
    if share is None or not (own := state.book.counted(account, share.points, value=value)):
        return
    terms = programme.lot_terms("REFERRAL", referrer.standing.tier, old.at, old.posted_at)
    made = state.book.accrue(account, own, terms, replace(cause, key=f"{cause.key}{SHARE}"))
    referrer.standing.count_for_friends(own, friend.month)
    referrer.opened(made.id)
    referrer.note(state.plan)


def hold(state: State, old: Held) -> None:
    """Set points aside as then, as far as there are so many."""
    life = state.life(old.account, old.member, old.held_at)
    page = life.page
    value = state.plan.value_then(old.conversion)
    asked = state.book.counted(page.account, old.points, value=value)
    points = 0 if page.debt else min(asked, page.spendable)
    if not points:
        return
    ends = old.until
    if old.entry is None and old.closed_at is not None:
        # Freed by hand: as if that had been its end.
        ends = min(ends, old.closed_at)
    if ends <= page.now:
        return
    made = state.book.hold(page.account, points, until=ends, key=f"hold:{old.id}", actor=_ACTOR)
    if old.entry is not None:
        state.captured[old.entry] = made.id
    life.kept.update(lot for lot, _ in made.pins)
    life.spent()


def _capture(state: State, life: Life, old: Moved, cause: Cause) -> None:
    held = life.page.holds.get(state.captured.pop(old.id))
    if held is not None and held.state == "OPEN":
        points = held.points
        if -old.points < held.pinned:
            # As many of the hold's own points as were as many of now.
            now = value_at(state.plan.conversions, life.page.conversion) or 1
            then = value_at(state.plan.conversions, held.conversion) or 1
            known, upto = state.plan.conversions, life.page.conversion
            points = min(points, -(old.points * now // then))
            while pinned_of(held, points, known, upto=upto) < -old.points:
                points += 1
        state.book.capture(held.id, points, cause)


def tell(state: State, old: Told) -> None:
    """Let a member's tier move or be held as it was, or the member be erased."""
    life = state.life(old.account, old.member, old.at)
    match old.kind:
        case "tier_moved" if state.plan.candidate is None:
            told = msgspec.json.decode(old.data)
            # Without an explanation a floor moved it, of which its own row tells.
            if told["explanation"] is not None:
                life.look_at_tier(old.at, state.plan, may_move=True)
                if life.standing.tier != told["tier"]:
                    # The look was due before the window began, and was taken in it.
                    ladder = state.plan.in_force(old.at).ladder
                    life.standing.earn_tier(told["tier"], ladder, at=old.at)
        case "tier_held":
            life.look_at_tier(old.at, state.plan, may_move=state.plan.candidate is not None)
            told = msgspec.json.decode(old.data)
            ends = term_end(dt.date.fromisoformat(told["until"]), 0, state.plan.zone)
            _hold_tier(state, life, OneFloor(HAND, told["floor"], ends))
        case "tier_given":
            life.look_at_tier(old.at, state.plan, may_move=state.plan.candidate is not None)
            told = msgspec.json.decode(old.data)
            ends = dt.datetime.fromisoformat(told["ends"])
            _hold_tier(state, life, OneFloor(told["by"], told["floor"], ends))
        case "effect_undone":
            standing, by = life.standing, msgspec.json.decode(old.data)["applied"]
            ladder = state.plan.in_force(old.at).ladder
            standing.stand_on(without(standing.floors, by), ladder, at=old.at)
        case "member_erased":
            programme = state.plan.in_force(old.at)
            cause = Cause("erasure", "ERASURE", old.member, programme.version, _ACTOR, old.at, [])
            forfeit(state.book, old.account, cause=cause)
            life.is_erased = True
            life.spent()
            life.note(state.plan)


def _hold_tier(state: State, life: Life, one: OneFloor) -> None:
    """See ``hold_tier`` of sales; a tier that the tried programme lacks is not held."""
    standing, moment = life.standing, life.page.now
    ladder = state.plan.in_force(moment).ladder
    if one.tier in ladder.places:
        standing.stand_on(put(standing.floors, one), ladder, at=moment)
