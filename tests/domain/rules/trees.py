"""Random conditions as documents, over few values, so that members are met often."""

import datetime as dt
from collections.abc import Iterator

from hypothesis import strategies as st

from plushka.domain.rules.fields.field import Field
from plushka.domain.rules.fields.kinds import FIELDS, LINE_FIELDS, OF_MEMBERS
from plushka.domain.rules.operators.kinds import OPERATORS
from plushka.domain.rules.values.kinds import TYPES
from plushka.lib import money
from plushka.lib.days import NO_YEAR

TEXTS = ("gold", "silver", "Ґанок", "ґанок", "е\u0301", "\u00e9", "😀", "'; --", "%s {x} \\", "ﬁ")
"""Two spellings of é, capitals, a ligature, and what statements stumble over."""
TAGS = ("vip", "кава", "ґанок", "😀", "straße")
CODES = ("color", "children", "newsletter")
DAYS_OF_BIRTH = (
    dt.date(2000, 2, 29),
    dt.date(1996, 2, 29),
    dt.date(1990, 2, 28),
    dt.date(1990, 3, 1),
    dt.date(1985, 12, 31),
    dt.date(1986, 1, 1),
    dt.date(2004, 7, 15),
)
BIRTHDAYS = (dt.date(NO_YEAR, 2, 29), dt.date(NO_YEAR, 11, 22))
"""Days of the year of those who did not tell their year."""
MOMENTS = tuple(
    dt.datetime(year, month, day, hour, minute, second, micro, dt.UTC)
    for year, month, day in ((2024, 2, 28), (2024, 2, 29), (2025, 2, 28), (2025, 12, 31))
    for hour, minute, second, micro in (
        (0, 0, 0, 0),
        (20, 59, 59, 999_999),
        (21, 0, 0, 0),
        (22, 30, 0, 1),
    )
)
"""Around midnight in Moscow, Kyiv and London, over a leap day and a New Year."""
LOCAL_DAYS = (dt.date(2024, 2, 29), dt.date(2024, 3, 1), dt.date(2025, 2, 28), dt.date(2026, 1, 1))

_SUMS = (0, 1, 9_999, 10_000, 33_333, 100_000, 999_999_999_999)
POOLS = {
    "money": tuple(money.show(kopecks) for kopecks in _SUMS),
    "number": (-5, 0, 1, 2, 3, 20, 21, 23, 24, 28, 2**53),
    "days": (-1, 0, 1, 2, 27, 28, 29, 59, 306, 364, 365, 366, 730),
    "text": TEXTS,
    "word": TEXTS,
    "words": (*TAGS, " VIP", "STRASSE"),
    "date": tuple(sorted(str(day) for day in (*DAYS_OF_BIRTH, *LOCAL_DAYS))),
    "moment": tuple(at.isoformat() for at in MOMENTS),
    "time": ("00:00", "12:00", "23:59"),
    "bool": (True, False),
}
"""Values of each type as a document has them; those that stand in an order, in that order."""

WORDS_OF = {
    kind: [word for word, operator in OPERATORS.items() if operator.fits(TYPES[kind])]
    for kind in POOLS
}


@st.composite
def leaves(draw: st.DrawFn, fields: tuple[Field, ...], *, attributes: bool = True) -> dict:
    """One question of one field."""
    if attributes and draw(st.integers(0, 4)) == 0:
        kind = draw(st.sampled_from(("text", "number", "bool")))
        name = f"member.attributes.{draw(st.sampled_from(CODES))}"
        return draw(asked(name, kind, draw(st.sampled_from(WORDS_OF[kind]))))
    field = draw(st.sampled_from(fields))
    word = draw(st.sampled_from(WORDS_OF[field.type.name]))
    values = st.sampled_from(field.choices) if field.choices else None
    return draw(asked(field.name, field.type.name, word, values))


@st.composite
def asked(draw: st.DrawFn, name: str, kind: str, word: str, values=None) -> dict:
    """A field, an operator, and a value of a type."""
    values = st.sampled_from(POOLS[kind]) if values is None else values
    match word:
        case "exists":
            value = draw(st.booleans())
        case "in":
            value = draw(st.lists(values, min_size=1, max_size=3))
        case "between":
            low, high = draw(values), draw(values)
            value = sorted((low, high), key=POOLS[kind].index)
        case _:
            value = draw(values)
    return {"field": name, word: value}


def questions() -> Iterator[dict]:
    """Every question of every field that members have, one value at a time."""
    asked_of = [
        (field.name, field.type.name)
        for field in OF_MEMBERS.fields.values()
        if not field.choices  # one of a list is asked like any other word
    ]
    asked_of += [
        (f"member.attributes.{code}", kind)
        for code in CODES
        for kind in ("text", "number", "bool")
    ]
    for name, kind in asked_of:
        for word in WORDS_OF[kind]:
            values = (True, False) if word == "exists" else POOLS[kind]
            for value in values:
                match word:
                    case "in":
                        yield {"field": name, "in": [value, values[0]]}
                    case "between":
                        yield {"field": name, "between": [value, values[-1]]}
                    case _:
                        yield {"field": name, word: value}


def trees(leaf: st.SearchStrategy[dict]) -> st.SearchStrategy[dict]:
    """All, any and not over leaves."""
    return st.recursive(
        leaf,
        lambda part: st.one_of(
            st.lists(part, max_size=3).map(lambda parts: {"all": parts}),
            st.lists(part, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
            part.map(lambda inner: {"not": inner}),
        ),
        max_leaves=8,
    )


of_members = trees(leaves(tuple(OF_MEMBERS.fields.values())))
"""What may be asked of members."""

_lines = trees(leaves(tuple(LINE_FIELDS.values()), attributes=False))
_of_lines = st.one_of(
    _lines.map(lambda part: {"any_line": part}),
    _lines.map(lambda part: {"all_lines": part}),
    st.tuples(_lines, st.sampled_from(POOLS["money"])).map(
        lambda two: {"lines": two[0], "total": {"from": two[1]}}
    ),
    st.tuples(_lines, st.integers(0, 3)).map(
        lambda two: {"lines": two[0], "count": {"lt": two[1]}}
    ),
)
of_sales = trees(st.one_of(leaves(tuple(FIELDS.values())), _of_lines))
"""What may be asked of a sale."""
