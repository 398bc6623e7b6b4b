"""The journal of messages as its address asks for it, and in words."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from plushka.domain.messaging import keys
from plushka.domain.messaging.journal import Asked, Entry
from plushka.domain.messaging.kinds.kinds import KINDS
from plushka.integrations.providers import PROVIDERS
from plushka.lib.days import start_of_day
from plushka.web.manager.members.listed import uuid_of
from plushka.web.manager.messages.troubles import words_of
from plushka.web.manager.messages.words import WAYS

STATES: Mapping[str, Any | Promise] = {
    "WAITING": gettext_lazy("Waits"),
    "SENDING": gettext_lazy("Is being sent"),
    "SENT": gettext_lazy("Sent"),
    "DELIVERED": gettext_lazy("Delivered"),
    "PERHAPS": gettext_lazy("Perhaps sent"),
    "DEAD": gettext_lazy("Was not sent"),
    "SKIPPED": gettext_lazy("Skipped"),
}
TRIED: Mapping[str, Any | Promise] = {
    "STARTED": gettext_lazy("Is being sent"),
    "ACCEPTED": gettext_lazy("The provider has it"),
    "DELIVERED": gettext_lazy("Delivered"),
    "FAILED": gettext_lazy("Failed"),
    "PERHAPS": gettext_lazy("Perhaps sent"),
}
_NAMES = {one.code: one.name for one in PROVIDERS}
_FIRST_DAY, _LAST_DAY = dt.date(1970, 1, 2), dt.date(9999, 1, 1)


@dataclass(slots=True)
class View:
    """The filter as it stands in the address; ``errors`` beside what cannot be read."""

    kind: str = ""
    way: str = ""
    state: str = ""
    #: The key that was pressed in a call.
    pressed: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    member: UUID | None = None
    contact: UUID | None = None
    after: UUID | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for."""
        return any(
            (
                self.kind,
                self.way,
                self.state,
                self.pressed,
                self.since,
                self.until,
                self.member,
                self.contact,
            )
        )

    def address(self, *, after: UUID | None = None) -> str:
        """Give the query of this view, from one message on."""
        asked = {
            "kind": self.kind,
            "way": self.way,
            "state": self.state,
            "pressed": self.pressed,
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "member": self.member and str(self.member),
            "contact": self.contact and str(self.contact),
            "after": after and str(after),
        }
        return "?" + urlencode({name: value for name, value in asked.items() if value})


@dataclass(frozen=True, slots=True)
class Told:
    """One attempt in words."""

    name: str | Promise
    state: str
    words: Any | Promise
    why: str
    at: dt.datetime
    n_parts: int
    cost: int | None
    reported_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Line:
    """One message in words."""

    entry: Entry
    kind: str
    way: Any | Promise
    state: Any | Promise
    #: Why it was skipped, or did not go.
    why: str
    #: The key that was pressed in a call, and what it means.
    pressed: str
    attempts: list[Told]


def kinds() -> list[tuple[str, str]]:
    """Give the kinds of messages with their names."""
    language = get_language() or "en"
    return [(code, kind.words.said_in(language)) for code, kind in KINDS.items()]


def answers() -> list[tuple[str, str]]:
    """Give the keys that mean something in a call, each with what it means."""
    language = get_language() or "en"
    return [(key, f"{key}: {words.said_in(language)}") for key, words in keys.MEANINGS.items()]


def asked_for(query: Mapping[str, str]) -> View:
    """Read an address; what nobody knows narrows nothing."""
    view = View(
        kind=_known(query.get("kind", ""), KINDS),
        way=_known(query.get("way", ""), WAYS),
        state=_known(query.get("state", ""), STATES),
        pressed=_known(query.get("pressed", ""), keys.MEANINGS),
        member=uuid_of(query.get("member", "")),
        contact=uuid_of(query.get("contact", "")),
        after=uuid_of(query.get("after", "")),
    )
    view.since = _day(view, "since", query.get("since", ""))
    view.until = _day(view, "until", query.get("until", ""))
    if view.since and view.until and view.until < view.since:
        view.errors["until"] = _("Choose a last day that is not before the first one.")
    return view


def asked_of(view: View, zone: str) -> Asked:
    """Put the view in the domain's words."""
    asked: dict[str, Any] = {}
    if view.since:
        asked["since"] = start_of_day(view.since, zone)
    if view.until:
        asked["until"] = start_of_day(view.until + dt.timedelta(days=1), zone)
    return Asked(
        kind=view.kind,
        way=view.way,
        state=view.state,
        pressed=view.pressed,
        member=view.member,
        contact=view.contact,
        **asked,
    )


def line(entry: Entry) -> Line:
    """Put a message in words."""
    row, names = entry.row, dict(kinds())
    provider = entry.attempts[-1].provider if entry.attempts else ""
    is_stopped = row.state in {"SKIPPED", "DEAD", "PERHAPS"} or (row.code and row.due_at)
    return Line(
        entry=entry,
        kind=names.get(row.kind, row.kind),
        way=WAYS.get(row.way, ""),
        state=STATES[row.state],
        why=words_of(row.code, provider) if is_stopped else "",
        pressed=_pressed(entry.pressed, row.kind),
        attempts=[
            Told(
                name=_NAMES.get(one.provider, "") or WAYS.get(one.way, one.way),
                state=one.state,
                words=TRIED[one.state],
                why=words_of(one.code, one.provider) if one.state != "DELIVERED" else "",
                at=one.at,
                n_parts=one.n_parts,
                cost=one.cost,
                reported_at=one.reported_at,
            )
            for one in entry.attempts
        ],
    )


def _pressed(key: str, kind: str) -> str:
    if not key:
        return ""
    meant = keys.meaning_of(key, kind=kind)
    means = f" ({meant.said_in(get_language() or 'en')})" if meant else ""
    return _("Key %(key)s was pressed%(means)s.") % {"key": key, "means": means}


def _known(text: str, known: Mapping[str, Any]) -> str:
    return text if text in known else ""


def _day(view: View, name: str, text: str) -> dt.date | None:
    if not text:
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = _LAST_DAY
    if not _FIRST_DAY <= day < _LAST_DAY:
        view.errors[name] = _("Choose a day.")
        return None
    return day
