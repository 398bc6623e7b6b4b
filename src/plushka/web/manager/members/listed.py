"""The list as an address asks for it, and what its page shows."""

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404
from django.utils.translation import get_language

from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.queries import rules
from plushka.domain.rules.conditions.telling import told
from plushka.domain.rules.conditions.tree import ALWAYS, Tree
from plushka.domain.rules.naming import named, names_of
from plushka.domain.segments import keeping
from plushka.domain.segments.listing import Asked, count_page, find_page
from plushka.domain.segments.orders import NEWEST, ORDERS
from plushka.domain.segments.queries import Named, SegmentUnknown, find_segments, get_segment
from plushka.domain.segments.rows import Row, find_rows
from plushka.domain.tenants.queries import outlet_names
from plushka.domain.tenants.rights import Right
from plushka.web.manager.cabinet import Cabinet
from plushka.web.manager.members import columns as all_columns
from plushka.web.manager.members.cells import Cell, Look, cells
from plushka.web.manager.members.columns import Column

EVERYBODY = "everybody"
"""Instead of a filter's id: the filter that lets everybody through."""


@dataclass(frozen=True, slots=True)
class View:
    """Which members are listed, and how."""

    segment: Named | None = None
    filter_id: UUID | None = None
    tree: Tree = ALWAYS
    order: str = NEWEST
    is_descending: bool = True
    after: UUID | None = None

    def address(self, **changes: Any) -> str:
        """Give the query of this view with something changed; it names nobody."""
        view = dataclasses.replace(self, **changes)
        asked = {
            "segment": view.segment and str(view.segment.id),
            "filter": view.filter_id and str(view.filter_id),
            "order": "" if (view.order, view.is_descending) == (NEWEST, True) else view.order,
            "down": "" if view.order == NEWEST and view.is_descending else _flag(view),
            "after": view.after and str(view.after),
        }
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    @property
    def audience(self) -> str:
        """Give the query by which all whom this view finds are meant (*For many*)."""
        if self.segment:
            return "?" + urlencode({"segment": str(self.segment.id)})
        return "?" + urlencode({"filter": str(self.filter_id or EVERYBODY)})


def _flag(view: View) -> str:
    return "1" if view.is_descending else "0"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: sorted by or not, and where a press on it leads."""

    words: Any
    is_number: bool
    address: str = ""
    #: ``ascending``, ``descending`` or nothing.
    sorted: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A member in the list."""

    id: UUID
    name: str
    is_blocked: bool
    cells: Sequence[Cell]


def asked_for(query: Mapping[str, str]) -> View:
    """Read an address; what it names of another company, or never, is not there."""
    order = query.get("order", NEWEST)
    order = order if order in ORDERS else NEWEST
    view = View(
        order=order,
        is_descending=query.get("down", "1" if order == NEWEST else "0") == "1",
        after=uuid_of(query.get("after", "")),
    )
    if segment_id := uuid_of(query.get("segment", "")):
        try:
            segment = get_segment(segment_id=segment_id)
        except SegmentUnknown:
            raise Http404 from None
        return dataclasses.replace(view, segment=segment, tree=segment.tree)
    if filter_id := uuid_of(query.get("filter", "")):
        return dataclasses.replace(view, filter_id=filter_id, tree=tree_of(str(filter_id)))
    return view


def tree_of(filter_id: str) -> Tree:
    """Give the condition of a filter that an address names; 404 where there is none."""
    if filter_id == EVERYBODY:
        return ALWAYS
    try:
        return keeping.get_filter(filter_id=uuid_of(filter_id) or UUID(int=0))
    except keeping.FilterUnknown:
        raise Http404 from None


def uuid_of(text: str) -> UUID | None:
    """Read an id; nothing of what is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def page_of(view: View, cabinet: Cabinet, *, at: dt.datetime) -> dict[str, Any]:
    """Give what the page of a view shows."""
    asked = Asked(at=at, tree=view.tree, order=view.order, is_descending=view.is_descending)
    found = find_page(asked, after=view.after)
    context = _rows(cabinet, found.ids, at=at)
    return context | {
        "view": view,
        "heads": heads(context["columns"], view),
        "name_head": _head(_NAME, view),
        "count": count_page(asked),
        "words": words_of(view.tree, cabinet, at=at),
        "segments": find_segments(),
        "more": found.after and view.address(after=found.after),
        "is_looked_short": found.after is not None and len(found.ids) == 0,
        "looked": found.looked,
        "first": view.address(after=None) if view.after else "",
    }


def found_of(ids: Sequence[UUID], cabinet: Cabinet, *, at: dt.datetime) -> dict[str, Any]:
    """Give what the page shows of members who were searched for, by name."""
    context = _rows(cabinet, ids, at=at)
    context["members"].sort(key=lambda one: (one.name.casefold(), str(one.id)))
    return context | {"heads": [Head(one.words, one.is_number) for one in context["columns"]]}


def _rows(cabinet: Cabinet, ids: Sequence[UUID], *, at: dt.datetime) -> dict[str, Any]:
    columns = all_columns.chosen(keeping.columns_of(staff_id=cabinet.staff.id))
    look = look_of(cabinet, at=at)
    rows = find_rows(ids, at=at)
    return {"columns": columns, "members": [_shown(row, columns, look) for row in rows]}


def _shown(row: Row, columns: Sequence[Column], look: Look) -> Shown:
    profile = row.profile
    return Shown(
        profile.id,
        profile.full_name or profile.card or "",
        profile.blocked_at is not None,
        cells(row, columns, look),
    )


def look_of(cabinet: Cabinet, *, at: dt.datetime) -> Look:
    """Say how cells are told to whoever looks."""
    programme = rules(zone=cabinet.place.zone).at(at)
    return Look(cabinet.place.zone, cabinet.may(Right.SEE_PHONES), tier_names(programme))


def tier_names(programme: Compiled) -> dict[str, str]:
    """Give what the tiers are called in the reader's language."""
    language = get_language() or "en"
    return {tier.code: tier.name.said_in(language) for tier in programme.document.tiers}


def words_of(tree: Tree, cabinet: Cabinet, *, at: dt.datetime) -> str:
    """Tell the condition of a view; nothing where there is none."""
    if tree == ALWAYS:
        return ""
    programme = rules(zone=cabinet.place.zone).at(at)
    names = names_of(tiers=tier_names(programme), outlets=dict(outlet_names().items()))
    currency = programme.document.money.currency
    return told(named(tree, names), get_language() or "en", currency=currency)


_NAME = Column("full_name", "", lambda row: row.profile.full_name, order="name")


def heads(columns: Sequence[Column], view: View) -> list[Head]:
    """Give the heads of the columns, each with where a press on it leads."""
    return [_head(column, view) for column in columns]


def _head(column: Column, view: View) -> Head:
    if not column.order:
        return Head(column.words, column.is_number)
    is_own = column.order == view.order
    # The largest and the newest first, but names and birth dates from the beginning.
    is_down = not view.is_descending if is_own else column.order not in {"name", "birth_date"}
    address = view.address(order=column.order, is_descending=is_down, after=None)
    state = ("descending" if view.is_descending else "ascending") if is_own else ""
    return Head(column.words, column.is_number, address, state)
