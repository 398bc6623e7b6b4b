"""Rules of a purchase, compiled into what the sale itself does of them."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from plushka.domain.programmes.rounding import EXACT, percent_parts
from plushka.domain.rules.conditions.partly import Part, part_of
from plushka.domain.rules.conditions.predicate import Predicate, predicate
from plushka.domain.rules.conditions.reading import read
from plushka.domain.rules.conditions.tree import Tree
from plushka.domain.rules.effects.discount import Discount
from plushka.domain.rules.effects.fixed import Fixed
from plushka.domain.rules.effects.multiplier import Multiplier
from plushka.domain.rules.effects.percent import Percent
from plushka.domain.rules.effects.points import Points
from plushka.domain.rules.fields.kinds import OF_LINES
from plushka.domain.rules.rule import Rule
from plushka.lib import money

TRIGGER = "purchase"

type MoneyOff = Discount | Fixed
type PointsOn = Points | Percent | Multiplier


class Off(Struct, frozen=True):
    """One effect that lowers the price; ``chooses`` is asked of a line, None for all lines.

    ``number`` is its number ready to count with: so many millionths, or kopecks.
    """

    place: int
    effect: MoneyOff
    chooses: Predicate | None
    number: int


class On(Struct, frozen=True):
    """One effect that gives points. ``has_own_term`` says that they are a lot of their own.

    ``number`` is its number ready to count with: hundredths of points, or so
    many millionths, of a multiplier those above the whole.
    """

    place: int
    effect: PointsOn
    number: int
    has_own_term: bool


class Deal(Struct, frozen=True):
    """One rule: when it holds, and what it does to the receipt.

    ``asks`` says how much of the condition looks at the receipt, which a return changes.
    """

    rule: str
    name: str
    condition: Tree
    holds: Predicate
    asks: Part
    off: tuple[Off, ...]
    on: tuple[On, ...]


def deals(rules: Sequence[Rule], *, is_all: bool = False) -> tuple[Deal, ...]:
    """Compile the rules of a purchase that change its price or what it earns.

    With ``is_all`` also those that do neither: a campaign that may keep others away has to be
    known to hold where nothing else of it is decided.
    """
    found = (_deal(rule) for rule in rules if rule.trigger.code == TRIGGER)
    return tuple(deal for deal in found if is_all or deal.off or deal.on)


def _deal(rule: Rule) -> Deal:
    off: list[Off] = []
    on: list[On] = []
    for place, effect in enumerate(rule.effects):
        match effect:
            case Discount(lines=dict(lines), percent=percent):
                chooses = predicate(read(lines, OF_LINES))
                off.append(Off(place, effect, chooses, percent_parts(percent)))
            case Discount(percent=percent):
                off.append(Off(place, effect, None, percent_parts(percent)))
            case Fixed(sum=sum_):
                off.append(Off(place, effect, None, money.parse(sum_)))
            case Points() | Percent():
                is_usual = effect.valid_days is None and not effect.opens_days
                on.append(On(place, effect, _number(effect), not is_usual))
            case Multiplier():
                on.append(On(place, effect, _number(effect), has_own_term=False))
    return Deal(
        rule=rule.code,
        name=rule.name,
        condition=rule.condition,
        holds=predicate(rule.condition),
        asks=part_of(rule.condition),
        off=tuple(off),
        on=tuple(on),
    )


def _number(effect: PointsOn) -> int:
    match effect:
        case Multiplier(factor=factor):
            return int(Decimal(factor) * EXACT) - EXACT
        case Percent(percent=percent):
            return percent_parts(percent)
        case _:
            return money.parse(effect.points)
