"""When points open and when they end (E8, E10, E26)."""

from msgspec import UNSET, UnsetType

from plushka.domain.programmes.document import Activation, Expiry, Term
from plushka.domain.programmes.telling.speech import Sentences, Speech


def activation(part: Activation, speech: Speech) -> Sentences:
    """Tell when points of a purchase can be used."""
    if part.type is not UNSET:
        if part.latest_days is UNSET:
            yield speech.say("activation event", type=part.type)
        else:
            yield speech.say("activation event latest", count=part.latest_days, type=part.type)
        return
    days = 0 if part.days is UNSET else part.days
    yield speech.say(f"activation {part.mode}", count=days)


def expiry(part: Expiry, speech: Speech) -> Sentences:
    """Tell how long points live."""
    yield _life("purchase", part.purchase, part.purchase_days, speech)
    yield _life("gift", part.gift, part.gift_days, speech)


def _life(kind: str, term: Term | UnsetType, days: int | UnsetType | None, speech: Speech) -> str:
    if term is not UNSET:
        return _term(kind, term, speech)
    if days is None or days is UNSET:
        return speech.say(f"expiry {kind} never")
    return speech.say(f"expiry {kind} days", count=days)


def _term(kind: str, part: Term, speech: Speech) -> str:
    """Tell a term; an end of a month and the like may lie some months ahead."""
    if part.date is not UNSET:
        return speech.say(f"expiry {kind} date", date=f"{part.date:%d.%m.%Y}")
    if part.days is not UNSET:
        return speech.say(f"expiry {kind} days", count=part.days)
    if part.after_months is not UNSET and part.after_months:
        return speech.say(f"expiry {kind} {part.mode} later", count=part.after_months)
    return speech.say(f"expiry {kind} {part.mode}")
