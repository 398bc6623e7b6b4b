"""What is set of a batch of codes, and what is refused of it."""

import datetime as dt
from typing import Any

from msgspec import Struct, structs

from plushka.domain.codes import giving
from plushka.domain.codes.alphabets import CHARACTERS, LONGEST_PREFIX, Alphabet
from plushka.domain.codes.giving import Gives
from plushka.domain.codes.models import Batch
from plushka.domain.codes.queries import gives_of
from plushka.domain.codes.spelling import folded
from plushka.domain.draws.models import Draw
from plushka.lib.refusal import BadField

LONGEST_NAME = 100
MOST_LIMIT = 10**6

_IN_PREFIX = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")


class Terms(Struct, frozen=True):
    """What may be set of a batch until it is over. What codes give, only until it is active.

    ``valid_from`` and ``valid_until`` None are no limit, as are ``most_per_member`` in all and
    ``most_per_day`` on a local day.
    """

    name: str
    gives: Gives
    valid_from: dt.datetime | None = None
    valid_until: dt.datetime | None = None
    most_per_member: int | None = None
    most_per_day: int | None = None


class NewBatch(Struct, frozen=True):
    """A batch that is wanted. ``length`` counts the random characters alone."""

    terms: Terms
    n_codes: int
    alphabet: Alphabet = "LETTERS"
    length: int = 12
    prefix: str = ""


def terms_of(row: Batch) -> Terms:
    """Give the terms of a batch as they stand."""
    return Terms(
        row.name,
        gives_of(row),
        row.valid_from,
        row.valid_until,
        row.most_per_member,
        row.most_per_day,
    )


def checked(terms: Terms) -> Terms:
    """Give terms as they are kept; refuses what cannot be meant, by the field."""
    name = " ".join(terms.name.split())
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise BadField("name", f"a name of 1 to {LONGEST_NAME} characters")
    giving.check(terms.gives)
    if terms.valid_from and terms.valid_until and terms.valid_until <= terms.valid_from:
        raise BadField("valid_until", "the end comes after the beginning")
    for field in ("most_per_member", "most_per_day"):
        most = getattr(terms, field)
        if most is not None and not 1 <= most <= MOST_LIMIT:
            raise BadField(field, f"1 to {MOST_LIMIT}, or no limit")
    return structs.replace(terms, name=name)


def check_draw(gives: Gives, *, at: dt.datetime) -> None:
    """Refuse a draw that the company does not have, or that takes no chances any more."""
    if gives.draw_id is None:
        return
    takes = Draw.objects.filter(state__in=(Draw.State.DRAFT, Draw.State.OPEN), closes_at__gt=at)
    if not takes.filter(id=gives.draw_id).exists():
        raise BadField("draw", "a draw that is open or is going to be")


def read_prefix(typed: str, alphabet: Alphabet) -> str:
    """Read a prefix; of codes of digits it is of digits too, or nobody could dial them."""
    prefix = typed.strip().upper()
    allowed = set(CHARACTERS["DIGITS"]) if alphabet == "DIGITS" else _IN_PREFIX
    if len(prefix) > LONGEST_PREFIX or not set(prefix) <= allowed:
        what = "digits" if alphabet == "DIGITS" else "Latin letters and digits"
        raise BadField("prefix", f"up to {LONGEST_PREFIX} {what}")
    if len(folded(prefix)) != len(prefix):
        raise BadField("prefix", "Latin letters and digits")
    return prefix


def put(row: Batch, terms: Terms) -> None:
    """Set the terms of a batch."""
    row.name = terms.name
    row.gives = giving.written(terms.gives)
    row.valid_from, row.valid_until = terms.valid_from, terms.valid_until
    row.most_per_member, row.most_per_day = terms.most_per_member, terms.most_per_day


def told(row: Batch) -> dict[str, Any]:
    """Give the terms as records of changes tell them."""
    return {
        "number": row.number,
        "name": row.name,
        "n_codes": row.n_codes,
        "gives": row.gives,
        "valid_from": row.valid_from and row.valid_from.isoformat(),
        "valid_until": row.valid_until and row.valid_until.isoformat(),
        "most_per_member": row.most_per_member,
        "most_per_day": row.most_per_day,
    }
