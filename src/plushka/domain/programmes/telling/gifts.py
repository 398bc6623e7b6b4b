"""Gifts for a birthday and for bringing a friend (E12, E14 to E16)."""

from decimal import Decimal

from msgspec import UNSET

from plushka.domain.programmes.document import Birthday, Inviting, Newcomer, Referral, Referrer
from plushka.domain.programmes.telling.speech import Sentences, Speech


def birthday(part: Birthday, speech: Speech) -> Sentences:
    """Tell the gift around the birthday; nothing where it is none."""
    if not Decimal(part.gift):
        return
    points = speech.points(part.gift)
    key = "birthday before" if part.days_before else "birthday"
    yield speech.say(key, count=part.days_before, points=points)
    yield speech.say("birthday life", count=part.valid_days)


def referral(part: Referral, speech: Speech) -> Sentences:
    """Tell who invites whom, and what both get."""
    yield speech.say("referral keys " + " ".join(sorted(set(part.keys))))
    yield from referrer(part.referrer, speech)
    yield from newcomer(part.newcomer, speech)


def inviting(part: Inviting, speech: Speech) -> Sentences:
    """Tell who may join, and who may invite; nothing where anybody may."""
    is_narrow = part.joining == "invited"
    if is_narrow:
        yield speech.say("inviting only")
    if Decimal(part.right_from):
        yield speech.say(f"inviting {part.right_of}", points=speech.points(part.right_from))
        is_narrow = True
    if is_narrow:
        a_month, in_all = str(part.a_month), str(part.in_all)
        yield speech.say("inviting limits", a_month=a_month, in_all=in_all)
        yield speech.say("inviting life", count=part.valid_days)


def referrer(part: Referrer, speech: Speech) -> Sentences:
    """Tell what the one who invited gets, and for how long; nothing where it is nothing."""
    if not Decimal(part.percent):
        return
    yield speech.say(f"referrer {part.base}", percent=speech.percent(part.percent))
    if part.first_n_purchases is not UNSET:
        yield speech.say("referrer first", count=part.first_n_purchases)
    if part.period_days is not UNSET:
        yield speech.say("referrer days", count=part.period_days)
    if part.most_a_month is not UNSET:
        yield speech.say("referrer most", points=speech.points(part.most_a_month))


def newcomer(part: Newcomer, speech: Speech) -> Sentences:
    """Tell what the one who came gets."""
    if not Decimal(part.gift):
        return
    yield speech.say("newcomer", points=speech.points(part.gift))
    if not part.usable_at_first_purchase:
        yield speech.say("newcomer later")
