"""What a kind of message is."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from plushka.domain.rules.words import Words

type Class = Literal["CODE", "SERVICE", "ADVERTISING"]
"""Codes go whatever happens; service messages tell of what is the member's own; advertising needs
a consent, and ends with it.
"""
type Choice = Literal["POINTS", "ENDING", "TIER", "OFFERS"]
"""Which choice of the member governs a message; the values of ``models.Choice.Kind``."""
type Topic = Literal[
    "CODES", "POINTS", "ENDING", "TIER", "GIFTS", "REVIEWS", "REFERRALS", "REWARDS", "PAYOUTS",
    "ACTIVATIONS", "ANSWERS", "OFFERS", "COMPANY",
]  # fmt: skip
"""What messages are counted and paid by (report 11)."""
type Measure = Literal["points", "money", "count", "date", "text"]
"""Hundredths of points, kopecks, whole numbers, local dates, words."""
type Given = int | str | dt.date
"""A value as it is handed over; a date may be ISO text, so that values can be kept as JSON."""
type Sample = Given | dt.timedelta
"""An example of a value; a span is that long from today."""


@dataclass(frozen=True, slots=True)
class Value:
    """A named value of a kind's texts.

    ``may_be_empty``: not everybody has it, so a text has to say what stands in its place.
    """

    measure: Measure
    words: Words
    sample: Sample
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """One thing we say: when, to whom it may be said, and in which words."""

    code: str
    cls: Class
    topic: Topic
    #: None = it is said whatever the member chose.
    choice: Choice | None
    words: Words
    values: Mapping[str, Value]
    #: None = the words come with the message: those of a rule, of a mailing.
    texts: Words | None
    #: Of an e-mail, and the title of a push; the same values.
    subject: Words
    #: So long after it is due it is still worth sending.
    valid_for: dt.timedelta
    to: Literal["MEMBER", "STAFF"] = "MEMBER"
    #: Each tier may have words of its own (E12, E4).
    has_tiers: bool = False
    #: What pressing 1 in a call of it means; None: it asks for no such key.
    agrees: Words | None = None
    #: Values without which the message is of no use.
    needs: frozenset[str] = frozenset()

    def samples(self, today: dt.date) -> dict[str, Given]:
        """Give an example of every value, as a message of today has them."""
        return {
            name: today + value.sample if isinstance(value.sample, dt.timedelta) else value.sample
            for name, value in self.values.items()
        }


MINUTES = dt.timedelta(minutes=1)
DAYS = dt.timedelta(days=1)

COMPANY = Value("text", Words("название компании", "назва компанії", "the company’s name"), "Липа")
NAME = Value(
    "text", Words("имя участника", "ім’я учасника", "the member’s name"), "Анна", may_be_empty=True
)
POINTS = Value("points", Words("бонусы", "бонуси", "points"), 5_000)
BALANCE = Value(
    "points", Words("баланс после этого", "баланс після цього", "the balance"), 500_000
)
LINK = Value("text", Words("ссылка", "посилання", "a link"), "https://b.example/XXXXXX")


def values(**own: Value) -> Mapping[str, Value]:
    """Give the values of a kind: its own, and those that every kind has."""
    return MappingProxyType({**own, "company": COMPANY, "name": NAME})
