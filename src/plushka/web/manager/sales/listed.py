"""Which sales the list shows: days, outlet, staff, receipt, and one member by a link."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext as _

from plushka.domain.sales.listing import AskedSales
from plushka.lib.days import start_of_day
from plushka.web.manager.cabinet import Cabinet
from plushka.web.manager.members.listed import uuid_of

_LONGEST = 100
_FIRST_DAY, _LAST_DAY = dt.date(1970, 1, 2), dt.date(9999, 1, 1)


@dataclass(slots=True)
class SalesView:
    """The filter as it stands in the address; ``errors`` beside what cannot be read."""

    since: dt.date | None = None
    until: dt.date | None = None
    outlet: UUID | None = None
    staff: str = ""
    receipt: str = ""
    member: UUID | None = None
    after: UUID | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for."""
        return any((self.since, self.until, self.outlet, self.staff, self.receipt, self.member))

    def address(self, *, after: UUID | None = None) -> str:
        """Give the query of this view, from one sale on."""
        asked = {
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "outlet": self.outlet and str(self.outlet),
            "staff": self.staff,
            "receipt": self.receipt,
            "member": self.member and str(self.member),
            "after": after and str(after),
        }
        return "?" + urlencode({name: value for name, value in asked.items() if value})


def asked_for(query: Mapping[str, str]) -> SalesView:
    """Read an address."""
    view = SalesView(
        outlet=uuid_of(query.get("outlet", "")),
        staff=query.get("staff", "").strip()[:_LONGEST].replace("\x00", ""),
        receipt=query.get("receipt", "").strip()[:_LONGEST].replace("\x00", ""),
        member=uuid_of(query.get("member", "")),
        after=uuid_of(query.get("after", "")),
    )
    view.since = _day(view, "since", query.get("since", ""))
    view.until = _day(view, "until", query.get("until", ""))
    if view.since and view.until and view.until < view.since:
        view.errors["until"] = _("Choose a last day that is not before the first one.")
    return view


def asked_of(view: SalesView, cabinet: Cabinet) -> AskedSales:
    """Put the view in the domain's words; whoever is bound to an outlet sees that one alone."""
    zone, asked = cabinet.place.zone, {}
    if view.since:
        asked["since"] = start_of_day(view.since, zone)
    if view.until:
        asked["until"] = start_of_day(view.until + dt.timedelta(days=1), zone)
    return AskedSales(
        outlet=cabinet.staff.outlet_id or view.outlet,
        staff=view.staff,
        member=view.member,
        receipt=view.receipt,
        **asked,
    )


def _day(view: SalesView, name: str, text: str) -> dt.date | None:
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
