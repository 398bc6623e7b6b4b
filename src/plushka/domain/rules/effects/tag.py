"""A tag is put on the member, or taken off."""

from typing import override

from plushka.domain.rules.effects.effect import Effect, Problems, Word
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.values.texts import WORDS
from plushka.domain.rules.words import Words

_PUT = Words("тег «{tag}»", "тег «{tag}»", "tag “{tag}”")
_TAKEN = Words("снят тег «{tag}»", "знято тег «{tag}»", "tag “{tag}” taken off")


class Tag(Effect, frozen=True, tag="tag"):
    """A free label; ``is_removed`` takes it off."""

    tag: Word
    is_removed: bool = False

    @override
    def problems(self, trigger: Trigger) -> Problems:
        try:
            WORDS.read(self.tag)
        except ValueError as error:
            yield "tag", str(error)

    @override
    def told(self, language: str, currency: str) -> str:
        return (_TAKEN if self.is_removed else _PUT).said_in(language).format(tag=self.tag)
