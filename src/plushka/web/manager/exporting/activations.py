"""The worker's step of an export of activations of codes."""

import datetime as dt
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from plushka.domain.codes.listing import find_activations
from plushka.domain.codes.models import Activation
from plushka.domain.members.queries import find_profiles
from plushka.domain.tasks.running import Portion, Running
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.web.manager.codes import activations_view
from plushka.web.manager.codes.words import SOURCES
from plushka.web.manager.exporting.asking import may_see_phones
from plushka.web.manager.exporting.gathering import Book, Cell, gather, write
from plushka.web.manager.exporting.people import cell

PORTION = 2000


def step(task: Running, at: dt.datetime) -> Portion:
    """Gather the next activations; once all are there, write the file."""
    with override(task.request["language"]):
        has_phones = may_see_phones(task.actor)
        if task.progress.get("is_gathered"):
            book = Book(_("activations"), _heads(), task.request["language"])
            return write(task, book, subject="activations", has_phones=has_phones, at=at)
        zone = get_place(current_tenant()).zone
        after = task.progress.get("after")
        asked = activations_view.asked_of(activations_view.asked_for(task.request), zone)
        page = find_activations(asked, after=after and UUID(after), limit=PORTION)
        rows = _rows(page.rows, zone=zone, has_phones=has_phones)
        return gather(task, rows, after=page.after, of=task.of, at=at)


def _heads() -> list[str]:
    return [
        *(_("When"), _("Batch"), _("Channel"), _("Place"), _("Member"), _("Phone")),
        *(_("Points"), _("Chances")),
    ]


def _rows(rows: Iterable[Activation], *, zone: str, has_phones: bool) -> Iterator[list[Cell]]:
    known = list(rows)
    people = find_profiles(member_ids=list({row.member_id for row in known}))
    for row in known:
        who = people.get(row.member_id)
        phone = who and (who.phone if has_phones else who.masked_phone)
        yield [
            cell(row.at, "moment", zone),
            ("text", f"{row.batch.number}. {row.batch.name}"),
            ("text", str(SOURCES[row.source])),
            ("text", row.place),
            ("text", who.full_name if who else ""),
            ("phone", phone or ""),
            cell(row.points, "points", zone),
            cell(row.chances, "whole", zone),
        ]
