"""What a phone wrote is kept, carried out and answered, in one transaction."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.inbound.keywords import Answer, Keyword, Written, named, understand
from plushka.domain.inbound.wishes import ALIAS, KEYWORDS, START, STOP
from plushka.domain.members.locator import Locator
from plushka.domain.members.phone import normalise
from plushka.domain.members.queries import locate
from plushka.domain.messaging import hearing
from plushka.domain.messaging.models import Connection
from plushka.domain.messaging.saying import Saying, say
from plushka.domain.programmes.queries import NoProgramme, rules
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.refusal import Refusal

ANSWERS_AN_HOUR = 5
"""For one phone whose texts we do not understand."""

KEPT_AN_HOUR = 60
"""Texts of one phone; more are a flood, of which «STOP» alone is looked at."""

STRANGERS_AN_HOUR = 100
"""Answers to phones of nobody, together: their numbers may be made up."""

ONCE_A_DAY = frozenset({"not_understood", "not_joined"})


@dataclass(frozen=True, slots=True)
class Came:
    """What came in, as the provider told it; ``kind`` is TEXT, CALL, STOP or START."""

    id: str
    sender: str
    text: str
    kind: str = "TEXT"


_WITHOUT_WORDS = {"CALL": ALIAS, "STOP": STOP, "START": START}


def hear(
    *,
    connection: Connection,
    heard: Came,
    at: dt.datetime,
    keywords: Sequence[Keyword] = KEYWORDS,
) -> UUID | None:
    """Take what a phone wrote or called for, in the company's context; give what is kept of it.

    None where there is nothing to keep: a repeat, a sender who is no phone, a flood.
    """
    place = get_place(current_tenant())
    try:
        phone = normalise(heard.sender, place.region)
    except ValueError:
        # A bank's name as the sender: nobody can be answered there.
        return None
    whose = locate(locators=[Locator("PHONE", phone)], at=at)
    member_id = next(iter(whose.values()), None)
    written = Written(phone, heard.text, place, at, member_id, heard.kind)
    keyword = _keyword(heard, keywords)
    before = hearing.lately(phone=phone, at=at)
    if before.n_heard >= KEPT_AN_HOUR:
        if keyword is not None and keyword.holds:
            keyword.does(written)
        return None
    inbound_id = hearing.keep(
        connection=connection,
        heard_id=heard.id,
        phone=phone,
        kind=heard.kind,
        text=keyword.kept(heard.text) if keyword else heard.text,
        member_id=member_id,
        at=at,
    )
    if inbound_id is None:
        return None
    answer = _carry_out(written, keyword, before)
    most = keyword.answers_an_hour if keyword else ANSWERS_AN_HOUR
    if answer is not None and not _is_answered(answer, before, written, most=most):
        answer = None
    if answer is not None:
        _say(written, answer)
    hearing.note(
        inbound_id=inbound_id,
        wish=keyword.name if keyword else "",
        answer=answer.kind if answer else "",
    )
    return inbound_id


def _keyword(heard: Came, keywords: Sequence[Keyword]) -> Keyword | None:
    if heard.kind in _WITHOUT_WORDS:
        return named(_WITHOUT_WORDS[heard.kind], keywords)
    return understand(heard.text, keywords)


def _carry_out(written: Written, keyword: Keyword | None, before: hearing.Lately) -> Answer | None:
    if keyword is None:
        return Answer("not_understood" if written.member_id else "not_joined")
    if not keyword.holds and before.n_answered >= keyword.answers_an_hour:
        return None
    try:
        return keyword.does(written)
    except Refusal:
        # What cannot be done for them now: they are told what can be.
        return Answer("not_understood")


def _is_answered(answer: Answer, before: hearing.Lately, written: Written, *, most: int) -> bool:
    if before.n_answered >= most:
        return False
    if answer.kind in ONCE_A_DAY and answer.kind in before.answers:
        return False
    return bool(
        answer.member_id
        or written.member_id
        or hearing.n_strangers_answered(at=written.at) < STRANGERS_AN_HOUR
    )


def _say(written: Written, answer: Answer) -> None:
    try:
        unit = rules(zone=written.place.zone).at(written.at).document.unit
    except NoProgramme:
        # What only protects holds for a company that promises nothing yet.
        unit = None
    contact_id, member_id = None, answer.member_id or written.member_id
    if member_id is None:
        contact_id = hearing.contact_of(phone=written.phone, at=written.at)
    saying = Saying(answer.kind, answer.values, member_id=member_id, contact_id=contact_id)
    say(sayings=[saying], at=written.at, unit=unit)
