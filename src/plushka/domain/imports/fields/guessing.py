"""What the columns of a file probably mean: by their names, and by what stands in them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import islice

from plushka.domain.imports.fields.field import Field, Kind, Look, attribute
from plushka.domain.imports.fields.kinds import FIELDS, field_of
from plushka.domain.imports.fields.looks import looks_like

type Meanings = tuple[str, ...]
"""What each column means, in their order; empty where a column is passed over."""

SAMPLE = 40
"""Rows that are looked at."""

_EXACT, _BEGINS, _WITHIN, _CERTAIN, _LOOKS = 100, 70, 50, 60, 30
_LEAST = 30
_LIES = 2
"""So much less a name says where the cells look otherwise."""

_TELLING = frozenset({Look.PHONE, Look.CARD, Look.EMAIL})
"""What looks like nothing else."""

_SIGNS = re.compile(r"[\W_]+")


def folded(name: str) -> str:
    """Fold the name of a column: case, ё, signs and spaces do not count."""
    plain = unicodedata.normalize("NFKC", name).casefold().replace("ё", "е")
    return " ".join(_SIGNS.split(plain)).strip()


def guess(
    kind: Kind,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    region: str,
    remembered: Mapping[str, str] | None = None,
) -> Meanings:
    """Guess what each column means; what somebody once chose for such a name comes first.

    No meaning is given to two columns: of two that would fit, the better one
    has it, and of equals the first.
    """
    known = remembered or {}
    found: dict[int, str] = {}
    taken: set[str] = set()
    for place, name in enumerate(header):
        meaning = known.get(folded(name), "")
        if meaning and meaning not in taken and is_meaning(kind, meaning):
            found[place] = meaning
            taken.add(meaning)
    left_out = {place for place, name in enumerate(header) if known.get(folded(name)) == ""}
    scores = sorted(
        (
            (-_score(field, name, _sample(rows, place), region), order, place, field.code)
            for order, field in enumerate(FIELDS[kind])
            for place, name in enumerate(header)
            if place not in found and place not in left_out
        ),
    )
    for score, _, place, code in scores:
        if -score >= _LEAST and place not in found and code not in taken:
            found[place] = code
            taken.add(code)
    return tuple(found.get(place, "") for place in range(len(header)))


def is_meaning(kind: Kind, meaning: str) -> bool:
    """Whether a column of such an import may mean it."""
    is_attribute = kind is Kind.MEMBERS and bool(attribute(meaning))
    return is_attribute or field_of(kind, meaning) is not None


def _score(field: Field, name: str, sample: Sequence[str], region: str) -> int:
    named = _named(field, folded(name))
    fit = looks_like(field.look, sample, region=region)
    if fit is None:  # its cells say nothing of what it could be
        return named
    if not fit:
        return named // _LIES
    return named + (_CERTAIN if field.look in _TELLING else _LOOKS)


def _named(field: Field, name: str) -> int:
    if name in field.words:
        return _EXACT - field.words.index(name)
    padded = f" {name} "
    if any(name.startswith(f"{word} ") for word in field.words):
        return _BEGINS
    return _WITHIN if any(f" {word} " in padded for word in field.words) else 0


def _sample(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    cells = (row[place].strip() for row in rows)
    return list(islice((cell for cell in cells if cell), SAMPLE))
