"""Points that come in and are over by then."""

import dataclasses
from typing import Literal

from plushka.domain.ledger.lots import Lot
from plushka.domain.ledger.page import Page
from plushka.domain.ledger.terms import EXPIRY_ACTOR, Cause


def write_off(
    page: Page,
    parts: list[tuple[Lot, int]],
    cause: Cause,
    *,
    reason: Literal["GRANTED_AFTER_TERM", "RETURNED_AFTER_TERM"],
) -> int:
    """Let points that came into ended lots expire at once, as one entry; give how many."""
    points = sum(part for _, part in parts)
    if points:
        own = dataclasses.replace(
            cause,
            key=f"{cause.key}:expired",
            actor=EXPIRY_ACTOR,
            explanation=[{"rule": "expiry", "reason": reason}],
        )
        entry = page.post("EXPIRY", -points, own)
        for lot, part in parts:
            page.take(lot, part, entry.id)
            lot.expired += part
    return points
