"""How much of a receipt points may pay (E9), what a point is worth, and which go first."""

from decimal import Decimal

from msgspec import UNSET

from plushka.domain.programmes.document import KindLimit, Money, Paying
from plushka.domain.programmes.telling.speech import Sentences, Speech

_EVERY_KOPECK = Decimal("0.01")
_WHOLE = Decimal(100)


def paying(part: Paying, speech: Speech) -> Sentences:
    """Tell the limits of paying with points, those that bind."""
    percent = Decimal(part.max_percent)
    if not percent:
        yield speech.say("paying nothing")
        return
    if percent == _WHOLE:
        yield speech.say("paying all")
    else:
        yield speech.say("paying percent", percent=speech.percent(part.max_percent))
    if Decimal(part.multiple) != _EVERY_KOPECK:
        yield speech.say("paying multiple", points=speech.points(part.multiple))
    if Decimal(part.minimum):
        yield speech.say("paying minimum", points=speech.points(part.minimum))
    if Decimal(part.min_line_price):
        yield speech.say("paying line price", price=speech.money(part.min_line_price))
    if part.purchase is not UNSET:
        yield from _kind("purchase", part.purchase, speech)
    if part.gift is not UNSET:
        yield from _kind("gift", part.gift, speech)


def _kind(kind: str, part: KindLimit, speech: Speech) -> Sentences:
    """Tell what binds one kind of points besides (T45)."""
    percent = Decimal(part.max_percent)
    if not percent:
        yield speech.say(f"paying {kind} nothing")
        return
    if percent < _WHOLE:
        yield speech.say(f"paying {kind} percent", percent=speech.percent(part.max_percent))
    if part.exclusions:
        yield speech.say(f"paying {kind} excluded", categories=", ".join(part.exclusions))
    if not part.with_discount:
        yield speech.say(f"paying {kind} undiscounted")


def worth(part: Money, speech: Speech) -> Sentences:
    """Tell what one point pays (E19)."""
    yield speech.say("point value", point=speech.points("1"), value=speech.money(part.point_value))


def spending_order(order: str, speech: Speech) -> Sentences:
    """Tell which points are spent first."""
    yield speech.say(f"spending {order}")


def negative(way: str, speech: Speech) -> Sentences:
    """Tell what becomes of points that were spent and have to be taken back (T13)."""
    yield speech.say(f"negative {way}")
