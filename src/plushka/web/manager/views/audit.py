"""The record of changes: who did what, before and after, looked through."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from plushka.domain.audit.searching import Place, Wanted, search
from plushka.domain.tenants.rights import Right
from plushka.lib.days import start_of_day
from plushka.web.manager.audit import told
from plushka.web.manager.audit.words import ACTIONS, SUBJECTS
from plushka.web.manager.cabinet import Cabinet, in_cabinet
from plushka.web.ui.htmx import show

PAGE = 50
LONGEST_TEXT = 100
FIELDS = ("who", "what", "kind", "subject", "since", "until", "text")


@dataclass(frozen=True, slots=True)
class Asked:
    """The form as it was sent."""

    who: str = ""
    what: str = ""
    kind: str = ""
    subject: str = ""
    since: str = ""
    until: str = ""
    text: str = ""


@never_cache
@require_safe
@in_cabinet(Right.SEE_AUDIT)
def audit(request: HttpRequest, cabinet: Cabinet) -> HttpResponse:
    """Show changes newest first; for htmx, only their list."""
    asked = Asked(**{name: request.GET.get(name, "").strip()[:LONGEST_TEXT] for name in FIELDS})
    wanted = _wanted(asked, cabinet.place.zone)
    found = search(wanted=wanted, limit=PAGE, before=_before(request.GET))
    names = told.names_of(cabinet.place.id, found.rows)
    sent = {name: value for name in FIELDS if (value := getattr(asked, name))}
    context = {
        "cabinet": cabinet,
        "here": "audit",
        "asked": asked,
        "is_narrowed": bool(sent),
        "changes": [told.tell(row, names) for row in found.rows],
        "looked": found.looked,
        "actors": told.actors_of(cabinet.place.id),
        "actions": sorted(ACTIONS.items(), key=lambda one: str(one[1])),
        "kinds": list(SUBJECTS.items()),
        "further": urlencode(sent | _written(found.further)) if found.further else "",
    }
    return show(request, "manager/audit.html", "changes", context)


def _wanted(asked: Asked, zone: str) -> Wanted:
    since, until = _day(asked.since), _day(asked.until)
    return Wanted(
        actor=asked.who,
        action=asked.what,
        subject_kind=asked.kind,
        subject_id=_uuid(asked.subject),
        since=start_of_day(since, zone) if since else None,
        until=start_of_day(until + dt.timedelta(days=1), zone) if until else None,
        text=asked.text.replace("\x00", ""),
    )


def _day(text: str) -> dt.date | None:
    """Read a day; one that is no day, or whose neighbour is none, narrows nothing."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if dt.date(1900, 1, 1) <= day <= dt.date(9000, 1, 1) else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return UUID(int=1)  # of nothing: what is nonsense finds nothing


def _before(sent: QueryDict) -> Place | None:
    try:
        at = dt.datetime.fromisoformat(sent.get("at", ""))
        return (at, UUID(sent.get("id", ""))) if at.tzinfo else None
    except ValueError:
        return None


def _written(place: Place) -> dict[str, str]:
    at, last = place
    return {"at": at.isoformat(), "id": str(last)}
