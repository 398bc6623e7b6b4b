"""A member is looked for by whatever part of them somebody has: quickly, among a million.

Each way of looking walks along an index and takes no more than it shows, so that what is typed
decides nothing about how long it takes. Text that could mean several things is looked for as all
of them.
"""

import contextlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.members import alias, locator, naming
from plushka.domain.members.locator import Locator
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.refusal import BadField

MOST = 50
"""Members that a search gives; whoever finds more has to say more."""

SHORTEST_TAIL = 3
"""Fewer last digits are everybody's."""

LONGEST = 200
_CANDIDATES = 3000
"""Bearers of one word that are looked through for the others."""

_MOST_WORDS = 4

_DIGITS = re.compile(r"[^0-9]+")
_LOOKS_LIKE_NUMBER = re.compile(r"[\s0-9+()./\N{NO-BREAK SPACE}\N{HYPHEN}-\N{MINUS SIGN}-]+")
_LAST = chr(0x10FFFF)
_COUNTRIES = {"RU": ("7", "8"), "KZ": ("7", "8"), "UA": ("380", "0"), "BY": ("375", "80")}
"""Codes of countries, and what is dialled there in their place."""


@dataclass(frozen=True, slots=True)
class Found:
    """Members in no order, and whether there are more than are given."""

    ids: tuple[UUID, ...]
    is_more: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Values that begin alike."""

    kind: str
    since: str
    before: str


def search(*, text: str, region: str) -> Found:
    """Find members by a phone, card or alias, its beginning or its end, or by words of a name.

    Nothing is found by nothing. ``region`` is the country of phones written without one.
    """
    typed = text.strip()[:LONGEST]
    words = naming.words([typed])
    if not words:
        return Found((), is_more=False)
    is_number = bool(_LOOKS_LIKE_NUMBER.fullmatch(typed))
    exact = list(_exact(typed, region))
    begins = list(_beginnings(typed, region) if is_number else _alias_beginnings(typed))
    ends = list(_ends(typed) if is_number else ())
    names = [] if is_number else words[:_MOST_WORDS]
    values = {
        "tenant": current_tenant(),
        "exact_kinds": [one.kind for one in exact],
        "exact_values": [one.value for one in exact],
        **_spans("begin", begins),
        **_spans("end", ends),
        "words_since": names,
        "words_before": [_after(word) for word in names],
        "candidates": _CANDIDATES,
        "most": MOST + 1,
    }
    [rows] = run(raw(), [Statement("search_members", load(__package__, "search_members"), values)])
    ids = tuple(dict.fromkeys(member_id for (member_id,) in rows))
    return Found(ids[:MOST], is_more=len(ids) > MOST)


def _exact(typed: str, region: str) -> Iterator[Locator]:
    for kind in ("phone", "card", "alias"):
        try:
            yield locator.read(kind, typed, region=region, path="")
        except BadField:
            continue


def _beginnings(typed: str, region: str) -> Iterator[Span]:
    """Give what cards and phones may begin with, in the ways a country writes its phones."""
    digits = _DIGITS.sub("", typed)
    if not digits:
        return
    yield _begin("CARD", digits)
    code, trunk = _COUNTRIES.get(region, ("", ""))
    starts = {f"+{digits}"}
    if not typed.startswith("+") and code:
        starts.add(f"+{code}{digits}")
        if len(digits) > len(trunk) and digits.startswith(trunk):
            starts.add(f"+{code}{digits.removeprefix(trunk)}")
    yield from (_begin("PHONE", start) for start in sorted(starts))


def _alias_beginnings(typed: str) -> Iterator[Span]:
    """Give what an alias may begin with, in either alphabet."""
    starts = {naming.spelt(typed)}
    with contextlib.suppress(ValueError):
        starts.add(alias.normalise(typed))
    yield from (_begin("ALIAS", start) for start in sorted(starts))


def _ends(typed: str) -> Iterator[Span]:
    digits = _DIGITS.sub("", typed)
    if len(digits) >= SHORTEST_TAIL and not typed.startswith("+"):
        yield from (_begin(kind, digits[::-1]) for kind in ("PHONE", "CARD"))


def _begin(kind: str, start: str) -> Span:
    return Span(kind, start, _after(start))


def _after(start: str) -> str:
    """Give what comes after everything that begins so, in the order of code points."""
    return f"{start}{_LAST}"


def _spans(name: str, spans: Iterable[Span]) -> dict[str, list[str]]:
    known = list(spans)
    return {
        f"{name}_kinds": [one.kind for one in known],
        f"{name}_since": [one.since for one in known],
        f"{name}_before": [one.before for one in known],
    }
