"""How sentences about a programme are said: one language, one money, one name for points."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plushka.domain.programmes.document import Programme, Unit
from plushka.domain.programmes.telling import en, ru, uk
from plushka.domain.programmes.texts.counted import Counted, Sentence
from plushka.domain.programmes.texts.wording import currency_symbol
from plushka.lib import money
from plushka.lib.plural import plural

type Sentences = Iterator[str]

NBSP = "\N{NO-BREAK SPACE}"

_SENTENCES: Mapping[str, Mapping[str, Sentence]] = {
    "ru": ru.SENTENCES,
    "uk": uk.SENTENCES,
    "en": en.SENTENCES,
}


@dataclass(frozen=True, slots=True)
class Speech:
    """Says things in ``language``; amounts come as the document writes them."""

    language: str
    currency: str
    unit: Unit

    def say(self, key: str, *, count: int = 0, **words: str) -> str:
        """Give a sentence with its words filled in; ``count`` chooses among plural forms."""
        sentence = _SENTENCES[self.language][key]
        if isinstance(sentence, Counted):
            sentence = sentence.form(plural(count * 100, self.language))
        return sentence.format(count=count, **words)

    def money(self, amount: str) -> str:
        """Write "10000" as «10 000 ₽»."""
        return f"{self.number(amount)}{NBSP}{currency_symbol(self.currency)}"

    def points(self, amount: str) -> str:
        """Write "50" as «50 бонусов», in the company's word for its points."""
        forms = getattr(self.unit, self.language)
        word: str = getattr(forms, plural(money.parse(amount), self.language))
        return f"{self.number(amount)}{NBSP}{word}"

    def number(self, amount: str) -> str:
        """Write a decimal string as people write it, whole numbers without decimals."""
        written = money.localised(money.parse(amount), self.language)
        return written.removesuffix(",00").removesuffix(".00")

    def percent(self, text: str) -> str:
        """Write "7.50" as «7,5»."""
        short = text.rstrip("0").rstrip(".") if "." in text else text
        return short if self.language == "en" else short.replace(".", ",")


def speech_of(programme: Programme, language: str) -> Speech:
    """Choose how to speak of a programme; in English where we do not speak a language."""
    known = language if language in _SENTENCES else "en"
    return Speech(known, programme.money.currency, programme.unit)
