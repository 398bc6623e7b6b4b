"""What a company wants to know of its members besides; the type is that of what is asked.

A value of another type than asked for is missing: 5 is not "5".
"""

from functools import partial

from plushka.domain.rules.facts import Facts
from plushka.domain.rules.fields.field import Family, Field
from plushka.domain.rules.values.numbers import NUMBER
from plushka.domain.rules.values.texts import ANYTHING, TEXT
from plushka.domain.rules.values.truth import TRUTH
from plushka.domain.rules.values.type import Type
from plushka.domain.rules.words import Words

PREFIX = "member.attributes."
_KINDS: dict[str, tuple[type, ...]] = {
    TEXT.name: (str,),
    NUMBER.name: (int,),
    TRUTH.name: (bool,),
    ANYTHING.name: (str, int, bool),
}
_VALUE = "known.attributes ->> {argument}"
_IS = "CASE WHEN jsonb_typeof(known.attributes -> {argument}) ="
_SQL = {
    TEXT.name: f"{_IS} 'string' THEN NULLIF({_VALUE}, '') END",
    NUMBER.name: f"{_IS} 'number' THEN ({_VALUE})::numeric END",
    TRUTH.name: f"{_IS} 'boolean' THEN ({_VALUE})::boolean END",
    ANYTHING.name: f"NULLIF({_VALUE}, '')",
}


def of_kind(value: object, kinds: tuple[type, ...]) -> object | None:
    """Give a value if it is of one of the kinds and not empty."""
    return value if type(value) in kinds and value != "" else None


def _attribute(code: str, kinds: tuple[type, ...], facts: Facts) -> object | None:
    return of_kind(facts.member.attributes.get(code), kinds)


def _make(code: str, kind: Type) -> Field:
    return Field(
        PREFIX + code,
        kind,
        Words(f"«{code}» участника", f"«{code}» учасника", f"the member’s “{code}”"),
        partial(_attribute, code, _KINDS[kind.name]),
        _SQL[kind.name],
        argument=code,
    )


ATTRIBUTES = Family(
    PREFIX,
    Words("что ещё известно об участнике", "що ще відомо про учасника", "what else is known"),
    _make,
    has_sql=True,
)
