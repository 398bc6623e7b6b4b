"""A reward to the supplier of what was sold (R20)."""

from typing import override

from plushka.domain.rules.effects.effect import Effect, Problems, Share
from plushka.domain.rules.effects.percent import percent_problems, told_percent
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.words import Words

_WORDS = Words(
    "поставщику {percent} % от проданных товаров",
    "постачальнику {percent} % від проданих товарів",
    "{percent}% of the goods sold to their supplier",
)


class Supplier(Effect, frozen=True, tag="supplier"):
    """A percent of what the supplier's goods came to."""

    percent: Share

    @override
    def problems(self, trigger: Trigger) -> Problems:
        if trigger.code != "supplier_sale":
            yield "effect", "only the sale of a supplier's goods can yield this"
        yield from percent_problems("percent", self.percent)

    @override
    def told(self, language: str, currency: str) -> str:
        return _WORDS.said_in(language).format(percent=told_percent(self.percent, language))
