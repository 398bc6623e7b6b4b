"""Why a number is what it is, in the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from plushka.domain.programmes.explain import explain
from plushka.lib.money import show
from plushka.web.api.schemas.told import Decimal


class ReasonOut(msgspec.Struct, frozen=True):
    """How a rule came to a number, also in words."""

    rule: str
    base: Decimal
    points: Decimal
    text: str


def reasons(kept: Iterable[Mapping[str, Any]], language: str) -> list[ReasonOut]:
    """Put the facts kept with a number into words."""
    return [
        ReasonOut(
            rule=one["rule"],
            base=show(one["base"]),
            points=show(one["points"]),
            text=explain(one.get("facts", one), language),
        )
        for one in kept
    ]
