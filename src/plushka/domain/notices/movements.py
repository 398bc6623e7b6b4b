"""Points that came without a purchase of one's own: gifts, rules, people one brought."""

import datetime as dt
from collections.abc import Iterator, Sequence
from uuid import UUID

from plushka.domain.events.queries import Happened
from plushka.domain.ledger.models import Entry, Lot
from plushka.domain.messaging.kinds.kind import Given
from plushka.domain.messaging.saying import Saying
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.days import local_day

_OF_TYPE = {"birthday_gift": "birthday", "referral_rewarded": "referral_reward"}


def tell(news: Sequence[Happened], *, programme: Compiled) -> Iterator[Saying]:  # noqa: ARG001
    """Tell of points from gifts, rules and recommendations; those taken away tell nothing."""
    found = {one.id: UUID(one.data["entry"]) for one in news if one.data.get("entry")}
    if found:
        entries = {row.id: row for row in Entry.objects.filter(id__in=set(found.values()))}
        ends = _ends(list(entries))
        for one in news:
            entry = entries.get(found[one.id]) if one.id in found else None
            if entry is not None and entry.points > 0:
                yield from _saying(one, entry, ends.get(entry.id))
    yield from _friends(news)
    yield from _newcomers([one for one in news if one.type == "member_enrolled"])


def _saying(one: Happened, entry: Entry, end: dt.date | None) -> Iterator[Saying]:
    kind = _OF_TYPE.get(one.type)
    if one.type == "effect_applied":
        kind = "upline_reward" if one.data["kind"] == "upline" else "accrued"
    if kind is None:
        return
    values: dict[str, Given] = {"points": entry.points}
    if kind != "birthday":
        values["balance"] = entry.balance_after
    elif end is not None:
        values["date"] = end
    else:
        kind, values = "accrued", {**values, "balance": entry.balance_after}
    yield Saying(kind, values, member_id=one.member_id, cause=str(one.id))


def _friends(news: Sequence[Happened]) -> Iterator[Saying]:
    """Tell who invites that somebody came; not who (U23)."""
    for one in news:
        if one.type == "invitation_joined":
            yield Saying("friend_joined", member_id=one.member_id, cause=str(one.id))


def _newcomers(news: Sequence[Happened]) -> Iterator[Saying]:
    """Tell newcomers of the gift for coming by a recommendation (E16)."""
    brought = {one.member_id: one for one in news if one.data.get("referrer")}
    if not brought:
        return
    rows = Entry.objects.filter(
        account__member_id__in=list(brought), key="enrolment:referral", points__gt=0
    )
    for member_id, points in rows.values_list("account__member_id", "points"):
        one = brought[member_id]
        yield Saying("newcomer", {"points": points}, member_id=member_id, cause=str(one.id))


def _ends(entries: Sequence[UUID]) -> dict[UUID, dt.date]:
    """Give the last local day of what entries granted, where it ends."""
    zone = get_place(current_tenant()).zone
    rows = Lot.objects.filter(id__in=entries, expires_at__isnull=False)
    return {
        lot: local_day(end - dt.timedelta.resolution, zone)
        for lot, end in rows.values_list("id", "expires_at")
    }
