"""The worker's step of an export of sales."""

import datetime as dt
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from plushka.domain.members.queries import find_profiles
from plushka.domain.sales.listing import AskedSales, SaleRow, find_sales
from plushka.domain.tasks.running import Portion, Running
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place, outlets_by_id
from plushka.lib.days import start_of_day
from plushka.web.manager.exporting.asking import asker, may_see_phones
from plushka.web.manager.exporting.gathering import Book, Cell, gather, write
from plushka.web.manager.exporting.people import cell

PORTION = 2000
_NOBODY = UUID(int=0)


def step(task: Running, at: dt.datetime) -> Portion:
    """Gather the next sales; once all are there, write the file."""
    with override(task.request["language"]):
        has_phones = may_see_phones(task.actor)
        if task.progress.get("is_gathered"):
            book = Book(_("sales"), _heads(), task.request["language"])
            return write(task, book, subject="sales", has_phones=has_phones, at=at)
        zone = get_place(current_tenant()).zone
        after = task.progress.get("after")
        page = find_sales(_asked(task, zone), after=after and UUID(after), limit=PORTION)
        rows = _rows(page.rows, zone=zone, has_phones=has_phones)
        return gather(task, rows, after=page.after, of=task.of, at=at)


def _asked(task: Running, zone: str) -> AskedSales:
    asked = task.request
    staff = asker(task.actor)
    own = staff.outlet_id if staff is not None else None
    days = {}
    if asked["since"]:
        days["since"] = start_of_day(dt.date.fromisoformat(asked["since"]), zone)
    if asked["until"]:
        last = dt.date.fromisoformat(asked["until"])
        days["until"] = start_of_day(last + dt.timedelta(days=1), zone)
    return AskedSales(
        outlet=own or (UUID(asked["outlet"]) if asked["outlet"] else None),
        staff=asked["staff"],
        member=UUID(asked["member"]) if asked["member"] else None,
        receipt=asked["receipt"],
        **days,
    )


def _heads() -> list[str]:
    return [
        *(_("When"), _("Receipt"), _("Outlet"), _("Who served"), _("Member"), _("Phone")),
        *(_("Card number"), _("Total"), _("Discount"), _("Paid with points"), _("Paid")),
        *(_("Accrued"), _("Money back")),
    ]


def _rows(rows: Iterable[SaleRow], *, zone: str, has_phones: bool) -> Iterator[list[Cell]]:
    known = list(rows)
    people = find_profiles(member_ids=list({row.member_id for row in known if row.member_id}))
    outlets = outlets_by_id()
    for row in known:
        who = people.get(row.member_id or _NOBODY)
        phone = who and (who.phone if has_phones else who.masked_phone)
        yield [
            cell(row.at, "moment", zone),
            ("text", row.receipt),
            ("text", outlets.get(row.outlet_id, "")),
            ("text", row.staff),
            ("text", who.full_name if who else ""),
            ("phone", phone or ""),
            ("text", (who and who.card) or ""),
            *(
                cell(sum_, "money", zone)
                for sum_ in (row.total, row.discount, row.redeemed, row.to_pay)
            ),
            cell(row.accrued, "points", zone),
            cell(row.money_back, "money", zone),
        ]
