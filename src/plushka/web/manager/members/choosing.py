"""Which columns are seen, as a form: all there are, those that are seen first and in order."""

from dataclasses import dataclass

from django.http import QueryDict

from plushka.domain.members.attributes import known_attributes
from plushka.web.manager.members.columns import ATTRIBUTES, COLUMNS, DEFAULT, Column, find


@dataclass(frozen=True, slots=True)
class Choice:
    """One column that may be seen."""

    column: Column
    is_seen: bool


@dataclass(frozen=True, slots=True)
class ColumnsForm:
    """All columns, in the order they stand in the form."""

    choices: list[Choice]

    @property
    def chosen(self) -> list[str]:
        """Give the codes of those that are seen, in their order."""
        return [one.column.code for one in self.choices if one.is_seen]


def read(chosen: list[str]) -> ColumnsForm:
    """Begin with what somebody sees now."""
    return _form(chosen or list(DEFAULT), seen=chosen or list(DEFAULT))


def sent(posted: QueryDict) -> ColumnsForm:
    """Take a form that was sent, after its button moved a column up or down."""
    order = list(dict.fromkeys(posted.getlist("order")))[:_MOST]
    word, _colon, code = posted.get("do", "").partition(":")
    if code in order and word in {"up", "down"}:
        place = order.index(code)
        other = max(0, place - 1) if word == "up" else min(len(order) - 1, place + 1)
        order[place], order[other] = order[other], order[place]
    return _form(order, seen=posted.getlist("column"))


_MOST = 100


def _form(order: list[str], *, seen: list[str]) -> ColumnsForm:
    known = [*COLUMNS, *(f"{ATTRIBUTES}{code}" for code in known_attributes())]
    codes = dict.fromkeys([*order, *known])
    found = [column for code in codes if (column := find(code)) is not None]
    return ColumnsForm([Choice(column, column.code in seen) for column in found])
