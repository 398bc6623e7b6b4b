"""News that may be true no more when it leaves is looked at again first (T20)."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

import msgspec

from plushka.domain.messaging.models import Message
from plushka.domain.messaging.queued import Row
from plushka.domain.messaging.saying import Worded

type Recheck = Callable[..., Mapping[UUID, Worded | None]]
"""Gives, for messages by their id (member and cause), what they say by now; None: nothing."""


def look_again(
    rows: Sequence[Row], *, rechecks: Mapping[str, Recheck], at: dt.datetime
) -> list[Row]:
    """Give messages in the words that are true now; those that are true no more are stale."""
    fresh: dict[UUID, Worded | None] = {}
    for kind, recheck in rechecks.items():
        asked = {row.id: (row.member_id, row.cause) for row in rows if row.kind == kind}
        if asked:
            fresh.update(recheck(asked, at=at))
    return [_fresh(row, fresh[row.id]) if row.id in fresh else row for row in rows]


def _fresh(row: Row, words: Worded | None) -> Row:
    if words is None:
        return replace(row, is_stale=True)
    by_way = msgspec.json.encode(dict(words.by_way)).decode()
    if (words.text, words.subject) != (row.text, row.subject):
        Message.objects.filter(id=row.id).update(
            text=words.text, subject=words.subject, by_way=dict(words.by_way)
        )
    return replace(row, text=words.text, subject=words.subject, by_way=by_way)
