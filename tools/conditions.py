"""The tables of ``docs/reference/conditions.md``, written from the declarations.

``python -m tools.conditions`` brings the page up to date; a test holds it.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import NODEFAULT, UNSET, structs

from plushka.domain.rules.conditions.measures import MEASURES
from plushka.domain.rules.effects.effect import Effect
from plushka.domain.rules.effects.kinds import EFFECTS
from plushka.domain.rules.fields.attributes import ATTRIBUTES
from plushka.domain.rules.fields.field import Family, Field
from plushka.domain.rules.fields.happened import DATA
from plushka.domain.rules.fields.kinds import FIELDS, LINE_FIELDS
from plushka.domain.rules.operators.kinds import OPERATORS
from plushka.domain.rules.triggers.kinds import TRIGGERS
from plushka.domain.rules.triggers.trigger import Trigger
from plushka.domain.rules.values.kinds import TYPES

PAGE = Path(__file__).parents[1] / "docs/reference/conditions.md"
_TABLE = re.compile(r"<!-- (\w+) -->\n.*?<!-- end -->", re.DOTALL)
_MISSING = "—"


def page() -> str:
    """Give the page as it should be."""
    tables = {
        "operators": _rows(("operator", "goes with", *_SPOKEN), _asked()),
        "fields": _rows(("field", "type", "of members", *_SPOKEN), _fields()),
        "lines": _rows(("field", "type", *_SPOKEN), map(_plain, LINE_FIELDS.values())),
        "measures": _rows(("measure", "type", *_SPOKEN), map(_plain, MEASURES.values())),
        "triggers": _rows(
            ("trigger", "profile", "brings", "key", *_SPOKEN), map(_trigger, TRIGGERS.values())
        ),
        "own": _rows(("trigger", "field", "type", *_SPOKEN), _own()),
        "effects": _rows(("effect", "what it is", "fields"), map(_effect, EFFECTS.values())),
    }
    text = PAGE.read_text(encoding="utf-8")
    return _TABLE.sub(lambda found: f"<!-- {found[1]} -->\n{tables[found[1]]}<!-- end -->", text)


_SPOKEN = ("русский", "українська", "English")


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _asked() -> Iterator[tuple[str, ...]]:
    for operator in OPERATORS.values():
        kinds = ", ".join(name for name, kind in TYPES.items() if operator.fits(kind))
        yield f"`{operator.name}`", kinds, *operator.words


def _fields() -> Iterator[tuple[str, ...]]:
    for field in FIELDS.values():
        name, kind, *words = _plain(field)
        yield name, kind, "yes" if field.sql else "", *words
    for family in (ATTRIBUTES, DATA):
        yield _family(family)


def _family(family: Family) -> tuple[str, ...]:
    is_asked = "yes" if family.has_sql else ""
    return f"`{family.prefix}…`", "that of the value asked for", is_asked, *family.words


def _plain(field: Field) -> tuple[str, ...]:
    choices = f": {', '.join(field.choices)}" if field.choices else ""
    return f"`{field.name}`", f"{field.type.name}{choices}", *field.words


def _trigger(trigger: Trigger) -> tuple[str, ...]:
    key = ", ".join(f"`{field.name}`" for field in trigger.key)
    brings = ", ".join(trigger.brings)
    return f"`{trigger.code}`", trigger.profile, brings, key, *trigger.words


def _own() -> Iterator[tuple[str, ...]]:
    for trigger in TRIGGERS.values():
        for field in trigger.own:
            yield f"`{trigger.code}`", *_plain(field)


def _effect(kind: type[Effect]) -> tuple[str, ...]:
    told = (kind.__doc__ or "").splitlines()[0].replace("``", "`")
    fields = (_told(one) for one in structs.fields(kind) if one.name != "code")
    return f"`{kind.__struct_config__.tag}`", told, "; ".join(fields)


def _told(field: structs.FieldInfo) -> str:
    """Tell a field and what it is when it is left out."""
    if field.required:
        return f"`{field.encode_name}`"
    value = field.default if field.default is not NODEFAULT else None
    shown = _MISSING if value is UNSET else f"`{msgspec.json.encode(value).decode()}`"
    return f"`{field.encode_name}` ({shown})"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
