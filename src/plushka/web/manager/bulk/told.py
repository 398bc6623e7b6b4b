"""Bulks as pages tell them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from plushka.domain.bulk import queries
from plushka.domain.bulk.audience import Audience
from plushka.domain.bulk.models import Bulk
from plushka.domain.bulk.previewing import Preview
from plushka.domain.members.queries import Profile, find_profiles
from plushka.domain.programmes.queries import rules
from plushka.domain.tasks.models import Task
from plushka.domain.tenants.queries import names_of_staff
from plushka.domain.tenants.rights import Right
from plushka.lib.money import show
from plushka.web.manager.bulk.words import KINDS, STATES, left_out
from plushka.web.manager.cabinet import Cabinet
from plushka.web.ui.clock import now

_GOING_ON = {Bulk.State.RUNNING, Bulk.State.UNDOING}


def units(cabinet: Cabinet) -> Mapping[str, Any]:
    """Give what points are called, and the currency."""
    document = rules(zone=cabinet.place.zone).at(now()).document
    return {"unit": document.unit, "currency": document.money.currency}


def listed(rows: Sequence[Bulk]) -> list[dict[str, Any]]:
    """Give rows of the list."""
    who = names_of_staff(actors=[row.actor for row in rows])
    return [
        {
            "row": row,
            "kind": KINDS[row.kind],
            "state": STATES[row.state],
            "who": who.get(row.actor, row.actor),
            "deed": queries.deed_of(row),
        }
        for row in rows
    ]


def policy_of(typed: str | None) -> Mapping[str, Any]:
    """Give up to which cost one person is enough, as it is edited, and when it was changed."""
    found = queries.policy()
    alone = "" if found.alone is None else show(found.alone).removesuffix(".00")
    return {
        "alone": alone if typed is None else typed,
        "is_always": found.alone is None,
        "sum": found.alone or 0,
        "based_on": found.changed_at.isoformat() if found.changed_at else "",
    }


def moment_of(text: str) -> dt.datetime | None:
    """Read the moment that a form is based on; nonsense is the beginning of time."""
    if not text:
        return None
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return dt.datetime.min.replace(tzinfo=dt.UTC)


def seen(found: Preview, cabinet: Cabinet) -> Mapping[str, Any]:
    """Give a preview, with the first members by name."""
    return {
        "found": found,
        "left_out": [left_out(why, n) for why, n in sorted(found.left_out.items())],
        "sample": people(found.sample, cabinet),
        "more": found.n_members - len(found.sample),
    }


def story(row: Bulk, cabinet: Cabinet) -> Mapping[str, Any]:
    """Give all that is told of one: what, for whom, how far, and what can be done about it."""
    outcome = queries.outcome(row.id)
    task = _task(row)
    is_stopped = task is not None and task.state in {Task.State.CANCELLED, Task.State.FAILED}
    is_going_on = row.state in _GOING_ON and not is_stopped
    mine = row.actor == cabinet.actor
    done = row.n_members - outcome.n_waiting
    if row.state == Bulk.State.UNDOING:
        done = outcome.n_undone
    may_change = cabinet.may(Right.CHANGE_MANY)
    who = names_of_staff(actors=[row.actor, row.decided_by, row.undone_by])
    rows = queries.sample(row.id)
    return {
        "bulk": row,
        "deed": queries.deed_of(row),
        "kind": KINDS[row.kind],
        "state": STATES[row.state],
        "audience": audience_of(queries.audience_of(row)),
        "outcome": outcome,
        "why": [left_out(why, n) for why, n in outcome.why.items()],
        "who": who.get(row.actor, ""),
        "decided_by": who.get(row.decided_by, ""),
        "undone_by": who.get(row.undone_by, ""),
        "percent": min(100, done * 100 // max(1, row.n_members)),
        "done": done,
        "is_going_on": is_going_on,
        "is_stopped": is_stopped and row.state in _GOING_ON,
        "may_approve": row.state == Bulk.State.ASKED and not mine and cabinet.may(Right.APPROVE),
        "may_decline": row.state == Bulk.State.ASKED
        and (cabinet.may(Right.APPROVE) or mine)
        and may_change,
        "may_undo": may_change
        and (row.state == Bulk.State.DONE or (row.state == Bulk.State.RUNNING and is_stopped))
        and bool(outcome.n_done),
        "may_carry_on": may_change and is_stopped and row.state in _GOING_ON,
        "sample": people([(one.member_id, one.planned) for one in rows], cabinet),
        "task": task,
    }


def audience_of(found: Audience) -> str:
    """Say whom it was asked for."""
    if found.name:
        return _("The segment “%(name)s”") % {"name": found.name}
    if found.condition is not None:
        return _("A filter of the list of members")
    return _("Members chosen one by one")


def people(rows: Iterable[tuple[UUID, int]], cabinet: Cabinet) -> list[tuple[UUID, str, int]]:
    """Give members by name, else by what else they are known by."""
    found = list(rows)
    known = find_profiles(member_ids=[member for member, _ in found])
    return [
        (member, name_of(known[member], cabinet), points)
        for member, points in found
        if member in known
    ]


def name_of(profile: Profile, cabinet: Cabinet) -> str:
    """Name a member to staff; the phone as their right shows it (U28)."""
    phone = profile.phone if cabinet.may(Right.SEE_PHONES) else profile.masked_phone
    return profile.name or phone or profile.card or profile.alias or _("No name")


def _task(row: Bulk) -> Task | None:
    wanted = row.undo_task_id or row.task_id
    return None if wanted is None else Task.objects.filter(id=wanted).first()
