"""A member is in: welcomed, or asked for the second proof first (T43)."""

import datetime as dt
import re
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from plushka.domain.access import chats, proofs, sign_in_links
from plushka.domain.access.proofs import Told
from plushka.domain.access.sessions import Opened, Visitor
from plushka.web.member.chats import keys, looking, telling
from plushka.web.member.chats.talk import Talk, Turn

_DATE = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})", re.ASCII)


def arrive(
    talk: Talk,
    *,
    member_id: UUID | None = None,
    opened: Opened | None = None,
    is_new: bool = False,
) -> Turn:
    """Let a member in: whose phone is proved, or who was let in by a code already."""
    if opened is None:
        if member_id is None:
            raise LookupError("nobody comes in")
        opened = chats.come_in(
            talk.chat, member_id=member_id, label=talk.label, at=talk.company.at
        )
    visitor = Visitor(opened.session_id, opened.member_id, opened.is_proved)
    inside = _as(talk, visitor)
    return welcome(inside, is_new=is_new) if opened.is_proved else ask_proof(inside)


def connect(talk: Talk, secret: str) -> Turn:
    """Let in, once, who opened the bot by the link of their own page; the chat is theirs then.

    Refuses ``LinkUnusable``.
    """
    opened = sign_in_links.use_secret(
        secret=secret, mark=chats.mark_of(talk.chat), label=talk.label, at=talk.company.at
    )
    return arrive(talk, opened=chats.attach(talk.chat, opened))


def welcome(talk: Talk, *, is_new: bool = False) -> Turn:
    """Greet a member with their card and what is on it."""
    reached(talk)
    text = (
        _("You are a member now. Here is your card.")
        if is_new
        else _("You are signed in. Here is your card.")
    )
    card, balance = looking.card(talk).sayings, looking.balance(talk).sayings
    return Turn([telling.plain(text, ()), *card, *balance])


def ask_proof(talk: Talk) -> Turn:
    """Ask for what only the member knows: phones change hands."""
    del talk
    text = _(
        "To be sure that it is you: write the number of your card, or your birth date like"
        " 31.12.1990."
    )
    return Turn([telling.plain(text, ())])


def prove(talk: Talk) -> Turn:
    """Take the card or the birth date; a wrong one is counted."""
    visitor = talk.visit().visitor
    proofs.prove(visitor=visitor, told=read_proof(talk.heard.text), at=talk.company.at)
    return welcome(_as(talk, Visitor(visitor.session_id, visitor.member_id, is_proved=True)))


def read_proof(text: str) -> Told:
    """Read a card or a date as people write it: day, month, year."""
    text = text.strip()[:40]
    if found := _DATE.fullmatch(text):
        try:
            return Told(birth_date=dt.date(int(found[3]), int(found[2]), int(found[1])))
        except ValueError:
            return Told()
    return Told(card=text)


def menu(talk: Talk) -> Turn:
    """Show everything there is."""
    reached(talk)
    return Turn([telling.plain(_("What would you like to see?"), keys.menu())])


def reached(talk: Talk) -> None:
    """Let news of the member's points come here from now on."""
    chats.reached(talk.chat, label=talk.label, at=talk.company.at)


def _as(talk: Talk, visitor: Visitor) -> Talk:
    return replace(talk, chat=replace(talk.chat, visitor=visitor))
