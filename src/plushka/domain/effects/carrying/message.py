"""Something is said, to the member or to who brought them (R25)."""

import datetime as dt
from uuid import UUID

from msgspec import UNSET

from plushka.domain.effects.scene import Due, Scene
from plushka.domain.messaging import operations as messaging
from plushka.domain.messaging.kinds.kinds import KINDS
from plushka.domain.messaging.models import Nature
from plushka.domain.rules.effects.message import Message

NEWS = dt.timedelta(days=2)
"""What happened longer ago is told nobody: receipts that are moved in must not write letters."""

KIND = "rule"


def carry(scene: Scene, due: Due, effect: Message) -> None:
    """Send one of the programme's texts, as long as it is news and nothing in it is to fill in."""
    to = _recipient(scene, due, effect)
    texts = due.promise.programme.document.messages
    text = None if texts is UNSET else texts.get(effect.text)
    is_whole = text is not None and not text.has_gaps
    is_sent = bool(to and is_whole) and due.happening.at > scene.at - NEWS
    scene.row(due, member=to, what=effect.text, is_sent=is_sent)
    if is_sent and text is not None:
        said = text.said_in(scene.place.language)
        nature = Nature[KINDS[KIND].cls]
        messaging.enqueue(kind=KIND, text=said, at=scene.at, member_id=to, nature=nature)


def _recipient(scene: Scene, due: Due, effect: Message) -> UUID | None:
    if effect.to == "member":
        return due.happening.member
    referrer = next(iter(scene.above.get(due.happening.member, ())), None)
    return referrer if referrer in scene.members else None
