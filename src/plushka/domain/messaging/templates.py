"""Which words a message gets: the most particular of the company's own, else the kind's.

Words for a tier come before words for everybody, and among those words for a way before words for
every way. Nobody is told something in another language than theirs: where the company has no words
in it, the kind's own are said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from plushka.domain.messaging.filters import Voice
from plushka.domain.messaging.kinds.kind import Class, Given, Kind
from plushka.domain.messaging.kinds.kinds import KINDS
from plushka.domain.messaging.models import Manner, Template
from plushka.domain.messaging.texts import render
from plushka.domain.rules.words import spoken

LONGEST_TEXT, LONGEST_SUBJECT = 4000, 200
"""Of a message as it is sent: what is longer for the values in it is cut."""


class Asked(NamedTuple):
    """Words that are asked for: a kind, a language, and the code of the member's tier."""

    kind: str
    language: str
    tier: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Words that were chosen, with their values' places; ``by_way`` are those of one way alone."""

    kind: Kind
    cls: Class
    #: Whether the company says this at all.
    is_on: bool
    #: Empty: the words come with the message.
    text: str
    subject: str
    #: Whether ``text`` is the company's own.
    is_own: bool = False
    by_way: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """What is said, ready to be sent."""

    text: str
    subject: str
    by_way: dict[str, str]


def find(asked: Iterable[Asked]) -> dict[Asked, Chosen]:
    """Choose words for many messages; two statements, however many there are."""
    wanted = set(asked)
    kinds = {one.kind for one in wanted}
    own: dict[tuple[str, str], list[Template]] = {}
    for row in Template.objects.filter(kind__in=kinds).order_by("way"):
        own.setdefault((row.kind, row.language), []).append(row)
    manners = {row.kind: row for row in Manner.objects.filter(kind__in=kinds)}
    return {
        one: choose(one, own.get((one.kind, spoken(one.language)), ()), manners.get(one.kind))
        for one in wanted
    }


def choose(asked: Asked, rows: Iterable[Template], manner: Manner | None) -> Chosen:
    """Choose among a company's words for a kind in one language; asks nothing."""
    kind = KINDS[asked.kind]
    fitting = [row for row in rows if row.tier in {"", asked.tier}]
    best: dict[str, Template] = {}
    for row in sorted(fitting, key=lambda row: bool(row.tier)):
        best[row.way] = row
    general = best.pop("", None)
    # What is said to a tier by every way stands before what is said to everybody by one.
    ways = {
        way: row.text
        for way, row in best.items()
        if row.tier or general is None or not general.tier
    }
    subject = kind.subject.said_in(asked.language)
    text = kind.texts.said_in(asked.language) if kind.texts else ""
    return Chosen(
        kind=kind,
        cls="ADVERTISING" if manner and manner.is_advertising else kind.cls,
        is_on=manner is None or manner.is_on,
        text=general.text if general else text,
        subject=(general.subject if general else "") or subject,
        is_own=general is not None,
        by_way=ways,
    )


def write(chosen: Chosen, *, values: Mapping[str, Given], voice: Voice) -> Written:
    """Write the words with their values, for every way that has words of its own."""
    text, subject, *rest = (
        render(chosen.kind, source, values=values, voice=voice)[:LONGEST_TEXT] if source else ""
        for source in (chosen.text, chosen.subject, *chosen.by_way.values())
    )
    return Written(
        text=text,
        subject=" ".join(subject.split())[:LONGEST_SUBJECT],
        by_way=dict(zip(chosen.by_way, rest, strict=True)),
    )
