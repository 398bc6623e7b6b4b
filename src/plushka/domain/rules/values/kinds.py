"""The table of types."""

from plushka.domain.rules.values.numbers import DAYS, MONEY, NUMBER
from plushka.domain.rules.values.texts import TEXT, WORD, WORDS
from plushka.domain.rules.values.times import DATE, MOMENT, TIME
from plushka.domain.rules.values.truth import TRUTH
from plushka.domain.rules.values.type import Type

TYPES: dict[str, Type] = {
    kind.name: kind for kind in (MONEY, NUMBER, DAYS, TEXT, WORD, WORDS, DATE, MOMENT, TIME, TRUTH)
}
