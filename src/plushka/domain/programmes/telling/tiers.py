"""How a member reaches a tier (E3)."""

from msgspec import UNSET, UnsetType

from plushka.domain.programmes.document import Condition, Purchases, Threshold
from plushka.domain.programmes.telling.speech import Sentences, Speech


def when(part: Condition | UnsetType, speech: Speech) -> Sentences:
    """Tell what moves a member up to a tier; the first is where everybody begins."""
    if part is UNSET:
        yield speech.say("tier first")
    else:
        yield from condition(part, speech)


def condition(part: Condition, speech: Speech) -> Sentences:
    """Tell what is asked of purchases, of a lifetime or of a window."""
    if part.lifetime_purchases is not UNSET:
        yield from threshold(part.lifetime_purchases, speech)
    if part.purchases is not UNSET:
        yield from window(part.purchases, speech)


def threshold(part: Threshold, speech: Speech) -> Sentences:
    """Tell the sum, and whether it is enough or has to be exceeded."""
    if part.gt is not UNSET:
        yield speech.say("tier gt", sum=speech.money(part.gt))
    if part.from_ is not UNSET:
        yield speech.say("tier from", sum=speech.money(part.from_))


def window(part: Purchases, speech: Speech) -> Sentences:
    """Tell the sum and the time in which it is bought, and how long the tier is held then."""
    unit, count = ("days", part.days) if part.days is not UNSET else ("months", part.months)
    count = 0 if count is UNSET else count
    if part.gt is not UNSET:
        yield speech.say(f"tier gt {unit}", count=count, sum=speech.money(part.gt))
    if part.from_ is not UNSET:
        yield speech.say(f"tier from {unit}", count=count, sum=speech.money(part.from_))
    yield speech.say("tier held")
