"""When points open and when they end (E8, E10, E26)."""

from msgspec import UNSET

from plushka.domain.programmes.document import Activation, Expiry
from plushka.domain.programmes.telling.speech import Sentences, Speech


def activation(part: Activation, speech: Speech) -> Sentences:
    """Tell when points of a purchase can be used."""
    days = 0 if part.days is UNSET else part.days
    yield speech.say(f"activation {part.mode}", count=days)


def expiry(part: Expiry, speech: Speech) -> Sentences:
    """Tell how long points live."""
    yield _life("purchase", part.purchase_days, speech)
    yield _life("gift", part.gift_days, speech)


def _life(kind: str, days: int | None, speech: Speech) -> str:
    if days is None:
        return speech.say(f"expiry {kind} never")
    return speech.say(f"expiry {kind}", count=days)
