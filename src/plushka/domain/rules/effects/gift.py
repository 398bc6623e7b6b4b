"""Goods for nothing."""

from typing import Annotated, override

from msgspec import Meta

from plushka.domain.rules.effects.effect import Effect, Problems, Word
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.words import Words

_WORDS = Words("подарок «{reward}»", "подарунок «{reward}»", "a gift: “{reward}”")


class Gift(Effect, frozen=True, tag="gift"):
    """A reward, by its code, as often as ``pieces`` says."""

    reward: Word
    pieces: Annotated[int, Meta(ge=1, le=100)] = 1

    @override
    def problems(self, trigger: Trigger) -> Problems:
        if not self.reward.strip():
            yield "reward", "name a reward"

    @override
    def told(self, language: str, currency: str) -> str:
        words = _WORDS.said_in(language).format(reward=self.reward)
        return words if self.pieces == 1 else f"{words} × {self.pieces}"
