"""Outlets: where they are, when they are open, and whether anything is sold there still."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from plushka.domain.audit import operations as audit
from plushka.domain.company.editing import (
    BadFields,
    ChangedMeanwhile,
    Wrong,
    alone,
    fault_of,
    plain,
)
from plushka.domain.tenants import hours as opening
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Outlet
from plushka.lib.ids import new_id
from plushka.lib.refusal import Refusal

LONGEST_ADDRESS = 300
_CODE = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?", re.ASCII)
_DEGREE = r"([+-]?[0-9]{1,3}(?:[.,][0-9]{1,12})?)"
_POINTED = _DEGREE.replace("[.,]", "[.]")
_PAIR = re.compile(
    rf"{_DEGREE}(?:\s*[,;]\s+|\s*;\s*|\s+){_DEGREE}|{_POINTED},{_POINTED}", re.ASCII
)
_MOST_LATITUDE, _MOST_LONGITUDE = 90_000_000, 180_000_000

FIELDS = ("name", "address", "latitude_e6", "longitude_e6", "hours")


class OutletGone(Refusal):
    """The company has no such outlet."""

    code = "outlet_gone"

    def __init__(self) -> None:
        super().__init__("The company has no such outlet.")


@dataclass(frozen=True, slots=True)
class Described:
    """An outlet as it is typed: coordinates «55.7558, 37.6173», hours a text for each weekday."""

    name: str
    address: str = ""
    coordinates: str = ""
    hours: dict[str, str] = field(default_factory=dict)


def get_outlet(outlet_id: UUID) -> Outlet:
    """Give an outlet of the company in context. Refuses ``OutletGone``."""
    found: Outlet | None = Outlet.objects.filter(id=outlet_id).first()
    if found is None:
        raise OutletGone
    return found


def describe(outlet: Outlet) -> Described:
    """Write an outlet as it is typed."""
    return Described(
        name=outlet.name,
        address=outlet.address,
        coordinates=write_coordinates(outlet.latitude_e6, outlet.longitude_e6),
        hours={day: opening.write_day(spans) for day, spans in outlet.hours.items()},
    )


def open_outlet(
    *, code: str, typed: Described, actor: str, at: dt.datetime, outlet_id: UUID | None = None
) -> Outlet:
    """Open an outlet under a code that tills will send. Refuses ``BadFields``.

    ``outlet_id`` is the form's: sent twice, it opens one outlet.
    """
    alone()
    if outlet_id is not None and (known := Outlet.objects.filter(id=outlet_id).first()):
        return known  # type: ignore[no-any-return]
    values, wrong = read(typed)
    code = code.strip()
    if not _CODE.fullmatch(code):
        wrong.insert(0, ("code", "unreadable"))
    elif Outlet.objects.filter(code=code).exists():
        wrong.insert(0, ("code", "taken"))
    if wrong:
        raise BadFields(wrong)
    outlet: Outlet = Outlet.objects.create(
        tenant_id=current_tenant(), id=outlet_id or new_id(), code=code, **values
    )
    _record("outlet_opened", outlet, actor, at, {}, {"code": code} | _told(values))
    return outlet


def change_outlet(
    *, outlet_id: UUID, typed: Described, edition: int, actor: str, at: dt.datetime
) -> Outlet:
    """Describe an outlet anew. Refuses ``OutletGone``, ``BadFields`` and ``ChangedMeanwhile``."""
    outlet = _locked(outlet_id)
    values, wrong = read(typed)
    if wrong:
        raise BadFields(wrong)
    changed = {name: value for name, value in values.items() if getattr(outlet, name) != value}
    if not changed:
        return outlet
    if outlet.edition != edition:
        raise ChangedMeanwhile
    before = {name: getattr(outlet, name) for name in changed}
    for name, value in changed.items():
        setattr(outlet, name, value)
    outlet.edition += 1
    outlet.save(update_fields=[*changed, "edition"])
    _record("outlet_changed", outlet, actor, at, before, changed)
    return outlet


def close_outlet(*, outlet_id: UUID, actor: str, at: dt.datetime) -> None:
    """Sell nothing there any more; what was sold stays. Closing twice keeps the first moment."""
    outlet = _locked(outlet_id)
    if outlet.closed_at is None:
        _move(outlet, "outlet_closed", at, actor=actor, at=at)


def reopen_outlet(*, outlet_id: UUID, actor: str, at: dt.datetime) -> None:
    """Sell there again."""
    outlet = _locked(outlet_id)
    if outlet.closed_at is not None:
        _move(outlet, "outlet_reopened", None, actor=actor, at=at)


def read(typed: Described) -> tuple[dict[str, Any], Wrong]:
    """Bring what was typed into form, and name what is wrong with it."""
    name, address = plain(typed.name), plain(typed.address)
    wrong: Wrong = [
        (at, fault)
        for at, fault in (
            ("name", fault_of(name)),
            ("address", fault_of(address, most=LONGEST_ADDRESS, is_optional=True)),
        )
        if fault
    ]
    latitude, longitude = None, None
    try:
        latitude, longitude = read_coordinates(typed.coordinates)
    except ValueError:
        wrong.append(("coordinates", "unreadable"))
    hours = {}
    for day in opening.WEEKDAYS:
        try:
            hours[day] = opening.read_day(typed.hours.get(day, ""))
        except ValueError:
            wrong.append((f"hours.{day}", "unreadable"))
    if (clash := opening.clashing(hours)) is not None:
        wrong.append((f"hours.{clash}", "clash"))
    values: dict[str, Any] = {
        "name": name,
        "address": address,
        "latitude_e6": latitude,
        "longitude_e6": longitude,
        "hours": {day: spans for day, spans in hours.items() if spans},
    }
    return values, wrong


def read_coordinates(text: str) -> tuple[int | None, int | None]:
    """Read «55.7558, 37.6173» as millionths of a degree; nothing is nowhere.

    A comma may stand for the point where something else parts the two. Raises ``ValueError``.
    """
    if not text.strip():
        return None, None
    found = _PAIR.fullmatch(text.strip())
    if found is None:
        raise ValueError("no coordinates")
    latitude, longitude = (_millionths(part) for part in found.groups() if part is not None)
    if abs(latitude) > _MOST_LATITUDE or abs(longitude) > _MOST_LONGITUDE:
        raise ValueError("not on the globe")
    return latitude, longitude


def write_coordinates(latitude: int | None, longitude: int | None) -> str:
    """Write what ``read_coordinates`` reads."""
    if latitude is None or longitude is None:
        return ""
    return f"{_degrees(latitude)}, {_degrees(longitude)}"


def _millionths(text: str) -> int:
    whole, _, part = text.replace(",", ".").partition(".")
    millionths = abs(int(whole)) * 1_000_000 + int(part[:6].ljust(6, "0") or 0)
    return -millionths if whole.startswith("-") else millionths


def _degrees(millionths: int) -> str:
    whole, part = divmod(abs(millionths), 1_000_000)
    sign = "-" if millionths < 0 else ""
    return f"{sign}{whole}.{part:06d}".rstrip("0").rstrip(".")


def _locked(outlet_id: UUID) -> Outlet:
    found: Outlet | None = (
        Outlet.objects.select_for_update(no_key=True).filter(id=outlet_id).first()
    )
    if found is None:
        raise OutletGone
    return found


def _move(
    outlet: Outlet, action: str, closed_at: dt.datetime | None, *, actor: str, at: dt.datetime
) -> None:
    outlet.closed_at = closed_at
    outlet.edition += 1
    outlet.save(update_fields=["closed_at", "edition"])
    was, now = {"open": closed_at is not None}, {"open": closed_at is None}
    _record(action, outlet, actor, at, was, now)


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", {})}


def _record(
    action: str,
    outlet: Outlet,
    actor: str,
    at: dt.datetime,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    audit.write(
        actor=actor,
        action=action,
        subject_kind="outlet",
        subject_id=outlet.id,
        at=at,
        before=before,
        after=after,
    )
