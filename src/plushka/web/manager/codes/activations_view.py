"""Which activations the list shows: days, batch, channel."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext as _

from plushka.domain.codes.listing import AskedActivations
from plushka.lib.days import start_of_day
from plushka.web.manager.codes.words import SOURCES
from plushka.web.manager.members.listed import uuid_of

_FIRST_DAY, _LAST_DAY = dt.date(1970, 1, 2), dt.date(9999, 1, 1)


@dataclass(slots=True)
class View:
    """The filter as it stands in the address; ``errors`` beside what cannot be read."""

    batch: UUID | None = None
    source: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    after: UUID | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for."""
        return any((self.batch, self.source, self.since, self.until))

    def address(self, *, after: UUID | None = None) -> str:
        """Give the query of this view, from one activation on."""
        asked = {
            "batch": self.batch and str(self.batch),
            "source": self.source,
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "after": after and str(after),
        }
        return "?" + urlencode({name: value for name, value in asked.items() if value})


def asked_for(query: Mapping[str, str]) -> View:
    """Read an address; what nobody knows narrows nothing."""
    source = query.get("source", "")
    view = View(
        batch=uuid_of(query.get("batch", "")),
        source=source if source in SOURCES else "",
        after=uuid_of(query.get("after", "")),
    )
    view.since = day_of(view.errors, "since", query.get("since", ""))
    view.until = day_of(view.errors, "until", query.get("until", ""))
    if view.since and view.until and view.until < view.since:
        view.errors["until"] = _("Choose a last day that is not before the first one.")
    return view


def asked_of(view: View, zone: str) -> AskedActivations:
    """Put the view in the domain's words."""
    return AskedActivations(
        batch=view.batch,
        source=view.source,
        since=start_of_day(view.since, zone) if view.since else None,
        until=start_of_day(view.until + dt.timedelta(days=1), zone) if view.until else None,
    )


def day_of(errors: dict[str, str], name: str, text: str) -> dt.date | None:
    """Read a day of an address; says beside its field where there is none."""
    if not text:
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = _LAST_DAY
    if not _FIRST_DAY <= day < _LAST_DAY:
        errors[name] = _("Choose a day.")
        return None
    return day
