"""An outlet as a form."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from plushka.domain.company.outlets import Described, describe
from plushka.domain.tenants.hours import WEEKDAYS
from plushka.domain.tenants.models import Outlet
from plushka.lib.ids import new_id
from plushka.web.manager.company.words import sentence
from plushka.web.manager.forms.inputs import Input, Shown


@dataclass(frozen=True, slots=True)
class OutletForm:
    """What the page shows; ``id`` makes a new one open once, however often it is sent."""

    id: UUID
    edition: int
    main: list[Shown]
    days: list[Shown]


def new() -> OutletForm:
    """Begin an outlet."""
    return _shown(new_id(), 0, Described(""), "", {})


def read(outlet: Outlet) -> OutletForm:
    """Show an outlet as it is."""
    return _shown(outlet.id, outlet.edition, describe(outlet), None, {})


def sent(values: Mapping[str, str]) -> tuple[Described, int]:
    """Read what was sent, and the edition the author saw."""
    typed = Described(
        name=_text(values, "name"),
        address=_text(values, "address"),
        coordinates=_text(values, "coordinates"),
        hours={day: _text(values, f"hours.{day}") for day in WEEKDAYS},
    )
    edition = values.get("edition", "")
    return typed, int(edition) if edition.isdecimal() and edition.isascii() else -1


def sent_id(values: Mapping[str, str]) -> UUID:
    """Read the id of a form for a new outlet; another one where somebody wrote nonsense."""
    try:
        return UUID(values.get("id", ""))
    except ValueError:
        return new_id()


def again(
    outlet_id: UUID, edition: int, typed: Described, code: str | None, wrong: Mapping[str, str]
) -> OutletForm:
    """Show what was typed, with what is wrong beside it."""
    return _shown(outlet_id, edition, typed, code, wrong)


def weekdays() -> dict[str, str]:
    """Name the days of the week."""
    names = (
        *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday")),
        *(_("Friday"), _("Saturday"), _("Sunday")),
    )
    return dict(zip(WEEKDAYS, names, strict=True))


def _text(values: Mapping[str, str], name: str) -> str:
    return values.get(name, "").strip()[:2000]


def _shown(
    outlet_id: UUID, edition: int, typed: Described, code: str | None, wrong: Mapping[str, str]
) -> OutletForm:
    said = {field: sentence(field, fault) for field, fault in wrong.items()}

    def one(field: Input, text: str) -> Shown:
        return Shown(field, field.name, text, said.get(field.name, ""))

    fields = [
        (
            Input("name", "text", _("Name of the outlet"), _("As people call it: Arbat, 12.")),
            typed.name,
        ),
        (
            Input("address", "text", _("Address"), _("Members see it on the list of outlets.")),
            typed.address,
        ),
        (
            Input(
                "coordinates",
                "text",
                _("Coordinates"),
                _("Latitude and longitude, as maps give them: 55.7558, 37.6173."),
            ),
            typed.coordinates,
        ),
    ]
    if code is not None:
        told = _("Tills send it with every sale, so it stays. Small Latin letters and digits.")
        fields.insert(1, (Input("code", "text", _("Code"), told), code))
    return OutletForm(
        id=outlet_id,
        edition=edition,
        main=[one(*field) for field in fields],
        days=[
            one(Input(f"hours.{day}", "text", name), typed.hours.get(day, ""))
            for day, name in weekdays().items()
        ],
    )
