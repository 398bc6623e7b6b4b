"""Who brought a member gets a part of the points of their codes, where the programme says so."""

import dataclasses
from uuid import UUID

from plushka.domain.codes.loading import Known
from plushka.domain.ledger.terms import Cause
from plushka.domain.sales import bringing
from plushka.domain.sales.bringing import Friend
from plushka.domain.sales.standing import Standing


def reward(known: Known, member: Standing, worth: int, cause: Cause, activation: UUID) -> None:
    """Put the referrer's part into the book (U25); nothing of it is shared any further (T23).

    ``worth`` is what the code gave, in points of the programme. Who is blocked or erased gets
    nothing.
    """
    above = known.named.referrers.get(member.member)
    referrer = known.standings.get(above) if above else None
    programme = known.named.rules.at(known.moment)
    if referrer is None or referrer.is_blocked or not programme.shares_points:
        return
    friend = Friend(member, known.moment, known.moment, known.place.zone)
    share = bringing.of_points(programme, referrer, friend, accrued=worth)
    if share is None:
        return
    account, value, points = referrer.account, programme.point_value, share.points
    own = known.book.counted(account, points, value=value)
    if not own:
        return
    told = known.book.why_counted(account, of=points, became=own, value=value)
    terms = programme.lot_terms("REFERRAL", referrer.tier, known.moment, known.moment)
    mine = dataclasses.replace(cause, key=f"{cause.key}:referral", explanation=[*share.why, *told])
    entry = known.book.accrue(account, own, terms, mine)
    referrer.count_for_friends(entry.points, friend.month)
    known.rewarded.append((activation, referrer.member, entry.id))
