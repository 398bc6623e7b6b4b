"""How a member reaches a tier (E3)."""

from msgspec import UNSET, UnsetType

from plushka.domain.programmes.document import Condition, Threshold
from plushka.domain.programmes.telling.speech import Sentences, Speech


def when(part: Condition | UnsetType, speech: Speech) -> Sentences:
    """Tell what moves a member up to a tier; the first is where everybody begins."""
    if part is UNSET:
        yield speech.say("tier first")
    else:
        yield from condition(part, speech)


def condition(part: Condition, speech: Speech) -> Sentences:
    """Tell what is asked of purchases."""
    yield from threshold(part.lifetime_purchases, speech)


def threshold(part: Threshold, speech: Speech) -> Sentences:
    """Tell the sum, and whether it is enough or has to be exceeded."""
    if part.gt is not UNSET:
        yield speech.say("tier gt", sum=speech.money(part.gt))
    if part.from_ is not UNSET:
        yield speech.say("tier from", sum=speech.money(part.from_))
