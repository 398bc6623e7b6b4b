"""What a sum that effects take a part of is called."""

from plushka.domain.rules.fields.kinds import FIELDS
from plushka.domain.rules.triggers.kinds import TRIGGERS

_FIELDS = FIELDS | {field.name: field for trigger in TRIGGERS.values() for field in trigger.own}


def told_sum(name: str, language: str) -> str:
    """Tell the name of a sum."""
    return _FIELDS[name].words.said_in(language)
