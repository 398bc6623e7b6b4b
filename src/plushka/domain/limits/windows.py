"""What a company's codes come to within an hour or a day: counted, told of, stopped (E22, E23).

Hours are those of the clock, days the company's own. Whoever asks at once waits for the other, so
no limit is passed together.
"""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from django.utils.crypto import salted_hmac

from plushka.domain.limits.kinds import OF_A_DAY, OF_THE_COMPANY, Kind, Limit
from plushka.domain.limits.models import Alert, WindowCount
from plushka.domain.limits.queries import get_policy, read
from plushka.domain.limits.refusals import CodeLimitReached
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.days import local_day, start_of_day
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.ids import new_id
from plushka.lib.network import household

_HOUR, _DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Taken:
    """Something that is about to be sent: once, or so many kopecks of it; ``who`` asked for it."""

    kind: Kind
    amount: int = 1
    who: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """A span of time that is counted together; ``day`` is the company's."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    day: dt.date

    def seconds_left(self, at: dt.datetime) -> int:
        """Give after how many seconds the next one begins."""
        return max(1, math.ceil((self.ends_at - at).total_seconds()))


def window_of(kind: Kind, *, at: dt.datetime, zone: str) -> Window:
    """Give the window of a kind that a moment is in."""
    day = local_day(at, zone)
    if kind in OF_A_DAY:
        return Window(start_of_day(day, zone), start_of_day(day + _DAY, zone), day)
    starts_at = at.replace(minute=0, second=0, microsecond=0)
    return Window(starts_at, starts_at + _HOUR, day)


def take(*, taken: Sequence[Taken], at: dt.datetime) -> None:
    """Count what is about to be sent, the last thing before it is.

    Refuses ``CodeLimitReached``, which is remembered: then nothing is counted, and there is one
    alert of the window. What may not be sent takes its rows' locks too, so that of those who ask
    at once only as many get through as there is room for.
    """
    zone = get_place(current_tenant()).zone
    windows = {one.kind: window_of(one.kind, at=at, zone=zone) for one in taken}
    for one in _count(taken, windows, is_for_show=True):
        if one.limit.hard is not None and one.used + one.amount > one.limit.hard:
            _refuse(one, windows[one.kind], at=at)
    for one in _count(taken, windows):
        if one.limit.soft is not None and one.used > one.limit.soft:
            _tell(one, windows[one.kind], most=one.limit.soft, used=one.used, at=at)


def check_open(*, at: dt.datetime) -> None:
    """Refuse where nobody gets a code any more, before anybody is looked for; counts nothing."""
    zone = get_place(current_tenant()).zone
    for kind, limit in get_policy().limits.items():
        if kind not in OF_THE_COMPANY or limit.hard is None:
            continue
        window = window_of(kind, at=at, zone=zone)
        known = WindowCount.objects.filter(kind=kind, digest=b"", starts_at=window.starts_at)
        used = known.values_list("used", flat=True).first()
        if used is not None and used >= limit.hard:
            _refuse(_Counted(kind, 1, used, limit), window, at=at)


def take_unwritten(*, at: dt.datetime) -> list[tuple[Kind, int]]:
    """Give the limits at which codes stopped, that the owners are to be written of; each once."""
    new = Alert.objects.filter(staff_id=None, is_block=True, written_at=None)
    found = list(new.select_for_update(skip_locked=True).order_by("id"))
    if found:
        Alert.objects.filter(id__in=[row.id for row in found]).update(written_at=at)
    return [(Kind(row.kind), row.most) for row in found]


@dataclass(frozen=True, slots=True)
class _Counted:
    kind: Kind
    amount: int
    used: int
    limit: Limit


def _refuse(one: _Counted, window: Window, *, at: dt.datetime) -> None:
    most = one.limit.hard or 0
    _tell(one, window, most=most, used=one.used + one.amount, at=at, is_block=True)
    raise CodeLimitReached(kind=one.kind, most=most, retry_after=window.seconds_left(at))


def _count(
    taken: Sequence[Taken], windows: dict[Kind, Window], *, is_for_show: bool = False
) -> list[_Counted]:
    rows = [
        {
            "id": new_id(),
            "kind": one.kind,
            "digest": _digest(one.who).hex(),
            "starts_at": windows[one.kind].starts_at,
            "used": 0 if is_for_show else one.amount,
        }
        for one in taken
    ]
    amounts = {one.kind: one.amount for one in taken}
    found = _run("count_window", rows)
    return [
        _Counted(Kind(kind), amounts[Kind(kind)], used, _limit(kind, document))
        for kind, used, document in found
    ]


def _limit(kind: str, document: str | None) -> Limit:
    return read(msgspec.json.decode(document or "{}"))[Kind(kind)]


def _digest(who: str) -> bytes:
    """Stand in for an address; keyed, and another one for each company."""
    if not who:
        return b""
    told = f"{current_tenant()}:{household(who)}".encode(errors="backslashreplace")
    return salted_hmac("plushka.limits.windows", told, algorithm="sha256").digest()


def _tell(
    one: _Counted,
    window: Window,
    *,
    most: int,
    used: int,
    at: dt.datetime,
    is_block: bool = False,
) -> None:
    alert = {
        "id": new_id(),
        "day": window.day,
        "kind": one.kind,
        "subject": None,
        "starts_at": None if one.kind in OF_A_DAY else window.starts_at,
        "is_block": is_block,
        "most": most,
        "used": used,
    }
    _run("tell", [alert], staff=None, at=at)


def _run(
    name: str,
    rows: Sequence[dict[str, Any]],
    **more: UUID | dt.datetime | None,
) -> Sequence[tuple[Any, ...]]:
    values = {
        "tenant": current_tenant(),
        "rows": msgspec.json.encode(rows).decode(),
        **more,
    }
    [found] = run(raw(), [Statement(name, load(__package__ or "", name), values)])
    return found
