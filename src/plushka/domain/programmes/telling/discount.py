"""What a tier takes off the price (E6)."""

from msgspec import UNSET

from plushka.domain.programmes.document import Discount
from plushka.domain.programmes.telling import rates
from plushka.domain.programmes.telling.speech import Sentences, Speech


def discount(part: Discount, speech: Speech) -> Sentences:
    """Tell the discount in the one way that it names."""
    if part.percent is not UNSET:
        yield speech.say("discount percent", percent=speech.percent(part.percent))
    if part.bands is not UNSET:
        yield from rates.bands(f"discount {part.mode}", part.bands, speech)
    if part.days_since is not UNSET:
        yield from rates.days_since("discount", part.days_since, speech)
