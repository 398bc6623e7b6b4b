"""Findings in words."""

from collections.abc import Mapping
from typing import Any

from plushka.domain.programmes.lint.finding import Finding
from plushka.domain.programmes.lint.texts import en, ru, uk
from plushka.domain.programmes.texts.counted import Counted, Sentence
from plushka.domain.programmes.texts.wording import currency_symbol
from plushka.lib import money
from plushka.lib.plural import plural

_SENTENCES: Mapping[str, Mapping[str, Sentence]] = {
    "ru": ru.SENTENCES,
    "uk": uk.SENTENCES,
    "en": en.SENTENCES,
}
_SUMS = frozenset({"sum"})
_POINTS = frozenset({"points", "minimum", "multiple"})
_PERCENTS = frozenset({"percent", "before", "sensible"})


def say(finding: Finding, language: str) -> str:
    """Say what was found; in English where we do not speak the language."""
    language = language if language in _SENTENCES else "en"
    sentence = _SENTENCES[language][finding.code]
    if isinstance(sentence, Counted):
        hundredths = finding.facts[sentence.by] * (100 if sentence.in_ones else 1)
        sentence = sentence.form(plural(hundredths, language))
    facts = finding.facts
    return sentence.format_map({name: _word(name, facts, language) for name in facts})


def _word(name: str, facts: Mapping[str, Any], language: str) -> str:
    value = facts[name]
    if isinstance(value, dict):
        return str(value[language])
    if name in _SUMS:
        return f"{_plain(value, language)} {currency_symbol(facts['currency'])}"
    if name in _POINTS:
        return _plain(value, language)
    if name in _PERCENTS and language != "en":
        return str(value).replace(".", ",")
    return str(value)


def _plain(hundredths: int, language: str) -> str:
    return money.localised(hundredths, language).removesuffix(",00").removesuffix(".00")
