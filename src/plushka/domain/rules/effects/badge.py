"""An honour without points (R42)."""

from typing import override

from plushka.domain.rules.effects.effect import Code, Effect
from plushka.domain.rules.words import Words

_WORDS = Words("награда «{badge}»", "нагорода «{badge}»", "badge “{badge}”")


class Badge(Effect, frozen=True, tag="badge"):
    """A badge, by its code; a member has it once."""

    badge: Code

    @override
    def told(self, language: str, currency: str) -> str:
        return _WORDS.said_in(language).format(badge=self.badge)
