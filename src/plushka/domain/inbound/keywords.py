"""What a text means: the words of each wish, in any case, spelling and alphabet."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from plushka.domain.messaging.kinds.kind import Given
from plushka.domain.tenants.queries import Place
from plushka.lib.folding import skeleton

_LONGEST = 200
"""Characters that are looked at: no wish is longer."""

_NOISE = re.compile(r"[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Written:
    """What came from a phone: a member's, or nobody's."""

    phone: str
    text: str
    place: Place
    at: dt.datetime
    member_id: UUID | None = None
    #: TEXT or CALL: who calls says nothing, and may hide behind another's number.
    kind: str = "TEXT"

    @property
    def actor(self) -> str:
        """Whoever did it, as records know them: without personal data."""
        return f"member:{self.member_id}" if self.member_id else "system:inbound"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered: a kind of message, with its values."""

    kind: str
    values: Mapping[str, Given] = field(default_factory=dict)
    #: Who became a member by what they wrote.
    member_id: UUID | None = None


type Does = Callable[[Written], Answer]


@dataclass(frozen=True, slots=True)
class Keyword:
    """One wish: which texts ask for it, and what it does.

    ``does`` refuses before it has written anything, or not at all. ``holds``: it is carried out
    whatever else the sender wrote; others are not in a flood.
    """

    name: str
    is_meant: Callable[[str], bool]
    does: Does
    holds: bool = False
    #: For one phone: who asks for the balance every minute pays us in messages.
    answers_an_hour: int = 5
    #: What is kept of the text, where it is worth something.
    kept: Callable[[str], str] = str


def plain(text: str) -> str:
    """Write a text as keywords are compared: «Стоп!» in either alphabet is one."""
    return skeleton(_NOISE.sub(" ", text.strip()[:_LONGEST]))


def whole(*words: str) -> Callable[[str], bool]:
    """Mean texts that are one of these, and nothing besides."""
    known = frozenset(plain(word) for word in words)
    return lambda text: text in known


def first(*words: str) -> Callable[[str], bool]:
    """Mean texts that begin with one of these words, whatever follows."""
    known = frozenset(plain(word) for word in words)
    return lambda text: text.partition(" ")[0] in known


def either(*meanings: Callable[[str], bool]) -> Callable[[str], bool]:
    """Mean what any of them means."""
    return lambda text: any(is_meant(text) for is_meant in meanings)


def understand(text: str, keywords: Iterable[Keyword]) -> Keyword | None:
    """Give the first wish that a text asks for; None for what says nothing to us."""
    said = plain(text)
    return next((one for one in keywords if said and one.is_meant(said)), None)


def named(name: str, keywords: Sequence[Keyword]) -> Keyword | None:
    """Give a wish by its name, for what is said without words: a missed call."""
    return next((one for one in keywords if one.name == name), None)
