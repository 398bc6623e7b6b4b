"""What every effect says of itself."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from plushka.domain.rules.fields.field import Field
from plushka.domain.rules.fields.kinds import FIELDS
from plushka.domain.rules.invalid import Problem
from plushka.domain.rules.triggers.trigger import Trigger

AMOUNT = r"^[0-9]{1,12}(\.[0-9]{1,2})?\Z"
PERCENT = r"^[0-9]{1,4}(\.[0-9]{1,4})?\Z"
CODE = r"^[a-z][a-z0-9_]{0,39}\Z"

IN_WORDS = {
    AMOUNT: "use digits with at most two decimals, such as 146.98",
    PERCENT: "use digits with at most four decimals, such as 7.5",
    CODE: "use a-z, 0-9 and _, beginning with a letter",
}

type Amount = Annotated[str, Meta(pattern=AMOUNT)]
type Share = Annotated[str, Meta(pattern=PERCENT)]
type Code = Annotated[str, Meta(pattern=CODE)]
type Days = Annotated[int, Meta(ge=0, le=36_500)]
type Word = Annotated[str, Meta(min_length=1, max_length=50)]
type Problems = Iterator[Problem]


class Effect(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="effect"):
    """One thing a rule yields.

    ``code`` tells two effects of one kind in one rule apart; it is a part of
    the key, so that a rule whose effects change their order pays nothing twice.
    """

    code: Code | UnsetType = UNSET

    @property
    def kind(self) -> str:
        """The name of its kind: ``points``."""
        return str(type(self).__struct_config__.tag)

    @property
    def name(self) -> str:
        """What tells it from the others of its rule."""
        return self.kind if self.code is UNSET else self.code

    def problems(self, trigger: Trigger) -> Problems:  # noqa: ARG002 - kinds look at it
        """Yield what the shape cannot say: the field, and what is wrong with it."""
        yield from ()

    def told(self, language: str, currency: str) -> str:
        """Tell what is given, in words."""
        raise NotImplementedError


def is_nothing(number: str) -> bool:
    """Whether a decimal text is zero."""
    return not number.strip("0.")


def sums_of(trigger: Trigger) -> list[Field]:
    """Give the sums a trigger brings, of which a percent may be taken."""
    brought = [
        one
        for one in FIELDS.values()
        if one.type.name == "money" and one.group == "receipt" and "receipt" in trigger.groups
    ]
    return [*brought, *(one for one in trigger.own if one.type.name == "money")]


def money_problems(field: str, wanted: str, trigger: Trigger) -> Problems:
    """Yield what is wrong with the name of a sum that a trigger must bring."""
    names = {one.name for one in sums_of(trigger)}
    if wanted not in names:
        known = ", ".join(sorted(names)) or "none"
        yield field, f"the trigger {trigger.code} brings no such sum; it brings {known}"


def purchase_problems(trigger: Trigger) -> Problems:
    """Yield that an effect changes a price or an accrual and the trigger is no purchase."""
    if trigger.code != "purchase":
        yield "effect", "only a purchase can yield this"
