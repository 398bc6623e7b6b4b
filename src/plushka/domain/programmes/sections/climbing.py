"""What moves a member up, and down again."""

from msgspec import UNSET, UnsetType, field

from plushka.domain.programmes.sections.parts import Amount, Days, Months, Part


class Threshold(Part, frozen=True):
    """More than `gt`, or `from` and above: exactly one of them."""

    gt: Amount | UnsetType = UNSET
    from_: Amount | UnsetType = field(default=UNSET, name="from")


class Purchases(Part, frozen=True):
    """A threshold that purchases of the last days or months must meet: exactly one of both.

    Whoever meets it holds the tier for as long again, and then has to meet it anew (T15).
    """

    gt: Amount | UnsetType = UNSET
    from_: Amount | UnsetType = field(default=UNSET, name="from")
    days: Days | UnsetType = UNSET
    months: Months | UnsetType = UNSET


class Condition(Part, frozen=True):
    """What moves a member up to a tier (E3): purchases of a lifetime, or of a window."""

    lifetime_purchases: Threshold | UnsetType = UNSET
    purchases: Purchases | UnsetType = UNSET
