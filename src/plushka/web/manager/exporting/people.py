"""The worker's step of an export of members: the columns somebody chose, of whom they filtered."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from plushka.domain.programmes.queries import rules
from plushka.domain.rules.conditions.tree import ALWAYS, Tree
from plushka.domain.segments import keeping
from plushka.domain.segments.listing import Asked, find_page
from plushka.domain.segments.orders import NEWEST, ORDERS
from plushka.domain.segments.queries import SegmentUnknown, count_members, get_segment
from plushka.domain.segments.rows import Row, find_rows
from plushka.domain.tasks.running import Portion, Running
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib import money
from plushka.lib.days import NO_YEAR
from plushka.web.manager.exporting.asking import may_see_phones
from plushka.web.manager.exporting.gathering import Book, Cell, gather, write
from plushka.web.manager.members import columns
from plushka.web.manager.members.cells import Look, bare
from plushka.web.manager.members.columns import Column, Value
from plushka.web.manager.members.listed import tier_names

PORTION = 2000


def step(task: Running, at: dt.datetime) -> Portion:
    """Gather the next members; once all are there, write the file."""
    with override(task.request["language"]):
        chosen = columns.chosen(task.request["columns"])
        has_phones = may_see_phones(task.actor)
        if task.progress.get("is_gathered"):
            heads = [str(column.words) for column in (_NAME, *chosen)]
            book = Book(_("members"), heads, task.request["language"])
            return write(task, book, subject="members", has_phones=has_phones, at=at)
        asked = _asked(task, at)
        after = task.progress.get("after")
        page = find_page(asked, after=after and UUID(after), limit=PORTION)
        place = get_place(current_tenant())
        programme = rules(zone=place.zone).at(at)
        look = Look(place.zone, has_phones, tier_names(programme))
        rows = (_row(row, chosen, look) for row in find_rows(page.ids, at=at))
        of = task.of or count_members(tree=asked.tree, at=at)
        return gather(task, rows, after=page.after, of=of, at=at)


_NAME = Column("full_name", columns.MEMBER, lambda row: row.profile.full_name)


def _asked(task: Running, at: dt.datetime) -> Asked:
    """Orders that sales turn round while they are walked along would tell of somebody twice."""
    order = task.request["order"]
    if order not in ORDERS or not ORDERS[order].is_kept:
        return Asked(at=at, tree=_tree(task), order=NEWEST)
    descending = bool(task.request["is_descending"])
    return Asked(at=at, tree=_tree(task), order=order, is_descending=descending)


def _tree(task: Running) -> Tree:
    """Give the condition as it is now; what was deleted since finds nobody more, so it fails."""
    if segment := task.request.get("segment"):
        try:
            return get_segment(segment_id=UUID(segment)).tree
        except SegmentUnknown as gone:
            raise LookupError("the segment is gone") from gone
    if kept := task.request.get("filter"):
        return keeping.get_filter(filter_id=UUID(kept))
    return ALWAYS


def _row(row: Row, chosen: Sequence[Column], look: Look) -> list[Cell]:
    return [cell(bare(row, column, look), column.kind, look.zone) for column in (_NAME, *chosen)]


def cell(value: Value, kind: str, zone: str) -> Cell:  # noqa: PLR0911 - one a type
    """Write a value as it is gathered."""
    match value:
        case None:
            return "text", ""
        case bool():
            return "text", _("yes") if value else _("no")
        case dt.datetime():
            local = value.astimezone(ZoneInfo(zone)).replace(tzinfo=None, microsecond=0)
            return "moment", local.isoformat()
        case dt.date():
            if value.year == NO_YEAR:
                return "text", f"{value:%d.%m}"
            return "day", value.isoformat()
        case int():
            return "number", money.show(value) if kind in {"points", "money"} else str(value)
        case tuple():
            return "text", ", ".join(value)
    return ("phone" if kind == "phone" else "text"), value
