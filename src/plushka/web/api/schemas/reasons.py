"""Why a number is what it is, in the reader's language."""

from collections.abc import Iterable
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


def reasons(kept: Iterable[dict[str, Any]], language: str) -> list[ReasonOut]:
    """Put the facts kept with a number into words."""
    return [
        ReasonOut(
            rule=one["rule"],
            base=show(one.get("base", 0)),
            points=show(one.get("points", 0)),
            text=_text(one.get("facts", one), language),
        )
        for one in kept
    ]


def _text(facts: dict[str, Any], language: str) -> str:
    """Say it; what nobody has words for yet, such as an erasure, stays a rule's name."""
    try:
        return explain(facts, language)
    except ValueError:
        return ""
