"""A tier, held for some days whatever was bought (R41)."""

from typing import Annotated, override

from msgspec import Meta

from plushka.domain.rules.effects.effect import Code, Effect
from plushka.domain.rules.values.numbers import told_days
from plushka.domain.rules.words import Words

_WORDS = Words(
    "уровень «{tier}», срок: {days}", "рівень «{tier}», строк: {days}", "tier “{tier}” for {days}"
)


class Tier(Effect, frozen=True, tag="tier"):
    """A member is at least on a tier of the programme for so many days."""

    tier: Code
    days: Annotated[int, Meta(ge=1, le=36_500)]

    @override
    def told(self, language: str, currency: str) -> str:
        days = told_days(self.days, language)
        return _WORDS.said_in(language).format(tier=self.tier, days=days)
