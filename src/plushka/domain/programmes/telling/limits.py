"""What is left out, and what a member is asked at the till."""

from plushka.domain.programmes.document import Confirmations, Exclusions
from plushka.domain.programmes.telling.speech import Sentences, Speech


def exclusions(part: Exclusions, speech: Speech) -> Sentences:
    """Tell which goods are left out of what (T8, D31)."""
    for key, categories in (
        ("excluded accrual", part.accrual),
        ("excluded redemption", part.redemption),
        ("excluded tier_total", part.tier_total),
        ("excluded discount", part.discount),
    ):
        if categories:
            yield speech.say(key, categories=", ".join(categories))


def confirmations(part: Confirmations, speech: Speech) -> Sentences:
    """Tell when a code is asked for, and how long it is good (E22, E23)."""
    if part.enrol:
        yield speech.say("confirm enrol")
    if part.redeem:
        yield speech.say("confirm redeem")
    if part.enrol or part.redeem:
        yield speech.say("confirm code", count=part.ttl_minutes, digits=str(part.digits))
