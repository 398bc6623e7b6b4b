"""Keys that people press in a call, and what they mean (U26, U27).

A call that asks for one waits after the text. Advertising always does: 9 ends such calls, and the
call says so itself. 1 is a yes: to what, the words of the call say, so it is kept for people to
act on and does nothing by itself. Of one call one key counts, the first.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from uuid import UUID

from plushka.domain.members import operations as members
from plushka.domain.members.queries import MemberUnknown, find_profiles, kept
from plushka.domain.messaging import blocking
from plushka.domain.messaging.kinds.gifts import AGREES_MEANS
from plushka.domain.messaging.kinds.kinds import KINDS
from plushka.domain.messaging.models import Nature
from plushka.domain.rules.words import Words

AGREES, NO_CALLS = "1", "9"

ACTOR = "system:calls"

NO_CALLS_MEANS = Words("больше не звонить", "більше не телефонувати", "no more calls")
MEANINGS: Mapping[str, Words] = MappingProxyType({AGREES: AGREES_MEANS, NO_CALLS: NO_CALLS_MEANS})
"""Keys that mean something in a call, and what."""

_SAID = Words(
    "Чтобы вам больше не звонили с предложениями, нажмите 9.",
    "Щоб вам більше не телефонували з пропозиціями, натисніть 9.",
    "To get no more calls with offers, press 9.",
)


def meaning_of(key: str, *, kind: str) -> Words | None:
    """Say what a key means in a call of a kind; None: nothing."""
    if key == NO_CALLS:
        return NO_CALLS_MEANS
    known = KINDS.get(kind)
    return known.agrees if known is not None and key == AGREES else None


def asks(*, kind: str, nature: int) -> bool:
    """Tell whether a call waits for a key."""
    return nature == Nature.ADVERTISING or meaning_of(AGREES, kind=kind) is not None


def said(text: str, *, nature: int, language: str, longest: int) -> str:
    """Give what a call says: an offer ends with the way out of such calls, however long it is."""
    if nature != Nature.ADVERTISING:
        return text
    way_out = _SAID.said_in(language)
    return f"{text[: longest - len(way_out) - 1]} {way_out}"


def obey(*, pressed: Iterable[tuple[UUID | None, str]], at: dt.datetime) -> None:
    """Do what members want by the keys they pressed: no more calls with offers, by any consent.

    Their SMS and letters go on; who presses it twice wants it once.
    """
    ids = {member_id for member_id, key in pressed if member_id is not None and key == NO_CALLS}
    for member_id in sorted(kept(one) for one in ids):
        profile = find_profiles(member_ids=[member_id]).get(member_id)
        if profile is None:
            continue
        try:
            members.withdraw(
                member_id=member_id, kind="ADVERTISING", channel="VOICE", actor=ACTOR, at=at
            )
        except MemberUnknown:
            continue
        if profile.phone:
            blocking.block_calls(phone=profile.phone, actor=ACTOR, at=at)
