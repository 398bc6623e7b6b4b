"""What a draw promises, as a form."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID
from zoneinfo import ZoneInfo

from plushka.domain.draws.models import Draw
from plushka.domain.draws.terms import LONGEST_RULES, MOST_LINES, Prize, Terms, read_prizes
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from plushka.web.manager.forms.inputs import LONGEST, whole

_SPARE = 2
"""Empty lines under the prizes."""
_YEARS = range(2000, 3000)
_DAY = dt.timedelta(days=1)
_MONTH = dt.timedelta(days=30)


@dataclass(slots=True)
class PrizeRow:
    """A prize as it is typed."""

    name: str = ""
    count: str = ""
    error: str = ""


@dataclass(slots=True)
class DrawForm:
    """A draw as it stands in the form; ``id`` makes a new one once, however often it is sent."""

    id: UUID
    version: int
    name: str = ""
    prizes: list[PrizeRow] = field(default_factory=list)
    opens: str = ""
    closes: str = ""
    rules: str = ""
    reserves: str = "3"
    once: str = "member"
    outside: str = Draw.Outside.DRAND
    promise: str = ""
    errors: dict[str, str] = field(default_factory=dict)


def new(at: dt.datetime, zone: str) -> DrawForm:
    """Begin a draw: from tomorrow's midnight, for a month."""
    first = (at.astimezone(ZoneInfo(zone)) + _DAY).replace(hour=0, minute=0)
    form = DrawForm(new_id(), 0, opens=_typed(first), closes=_typed(first + _MONTH))
    return _spared(form)


def read(draw: Draw, zone: str) -> DrawForm:
    """Show a draw as it is."""
    form = DrawForm(
        id=draw.id,
        version=draw.version,
        name=draw.name,
        prizes=[PrizeRow(one.name, str(one.count)) for one in read_prizes(draw.prizes)],
        opens=_typed(draw.opens_at.astimezone(ZoneInfo(zone))),
        closes=_typed(draw.closes_at.astimezone(ZoneInfo(zone))),
        rules=draw.rules,
        reserves=str(draw.reserves),
        once="member" if draw.is_once_a_member else "ticket",
        outside=draw.outside,
        promise=draw.outside_promise,
    )
    return _spared(form)


def sent(values: Mapping[str, str]) -> DrawForm:
    """Read what was sent; lines that are empty are left out."""
    rows = [
        PrizeRow(values.get(f"prizes.{n}.name", "").strip()[: 2 * LONGEST], _count(values, n))
        for n in range(MOST_LINES)
    ]
    form = DrawForm(
        id=_id(values),
        version=_whole(values.get("version", "")),
        name=values.get("name", "")[: 2 * LONGEST],
        prizes=[row for row in rows if row.name or row.count],
        opens=values.get("opens", "")[:LONGEST],
        closes=values.get("closes", "")[:LONGEST],
        rules=values.get("rules", "")[: 2 * LONGEST_RULES],
        reserves=values.get("reserves", "").strip()[:LONGEST],
        once=values.get("once", "member"),
        outside=values.get("outside", "")[:LONGEST],
        promise=values.get("promise", "")[: 4 * LONGEST],
    )
    return _spared(form)


def terms_of(form: DrawForm, zone: str) -> Terms:
    """Give what the form promises; refuses what cannot be read."""
    rows = [row for row in form.prizes if row.name or row.count]
    return Terms(
        name=form.name,
        prizes=[
            Prize(row.name, _number(row.count, f"prizes[{n}].count")) for n, row in enumerate(rows)
        ],
        opens_at=_moment(form.opens, zone, "opens_at"),
        closes_at=_moment(form.closes, zone, "closes_at"),
        rules=form.rules,
        reserves=_number(form.reserves or "0", "reserves"),
        is_once_a_member=form.once != "ticket",
        outside=form.outside,
        outside_promise=form.promise,
    )


def _spared(form: DrawForm) -> DrawForm:
    room = MOST_LINES - len(form.prizes)
    form.prizes += [PrizeRow() for _ in range(min(_SPARE, room))]
    if len(form.prizes) == _SPARE:
        form.prizes[0].count = "1"
    return form


def _typed(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M}"


def _count(values: Mapping[str, str], n: int) -> str:
    name = values.get(f"prizes.{n}.name", "").strip()
    count = values.get(f"prizes.{n}.count", "").strip()[:LONGEST]
    # One is what stands there before anybody typed a name.
    return count if name or count != "1" else ""


def _id(values: Mapping[str, str]) -> UUID:
    try:
        return UUID(values.get("id", ""))
    except ValueError:
        return new_id()


def _whole(text: str) -> int:
    found = whole(text)
    return found if isinstance(found, int) else -1


def _number(text: str, path: str) -> int:
    found = whole(text)
    if not isinstance(found, int):
        raise BadField(path, "use a whole number")
    return found


def _moment(text: str, zone: str, path: str) -> dt.datetime:
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        raise BadField(path, "this is no moment") from None
    if found.year not in _YEARS:
        raise BadField(path, "this is no moment")
    return found.replace(tzinfo=ZoneInfo(zone), second=0, microsecond=0)
