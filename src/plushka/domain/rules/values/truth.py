"""Yes or no."""

from plushka.domain.rules.values.type import Type
from plushka.domain.rules.words import Words

_YES = Words("да", "так", "yes")
_NO = Words("нет", "ні", "no")


def _read(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("write true or false")  # noqa: TRY004 - one refusal
    return value


def _write(value: bool) -> bool:  # noqa: FBT001 - a value like any other
    return value


def _tell(value: bool, language: str, _currency: str) -> str:  # noqa: FBT001
    return (_YES if value else _NO).said_in(language)


TRUTH = Type("bool", "boolean", _read, _write, _tell)
