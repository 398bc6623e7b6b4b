"""What a bot answers: something came in, and a few sayings go out.

Always true:

- a chat's words are dealt with one after the other, each once;
- nothing of a member is shown before it is certain who is there;
- what came too late is not answered, and holds where it protects: «stop», «freeze»;
- a flood is told so once, and then not answered.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from zoneinfo import ZoneInfo

import structlog
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from plushka.domain.access import chats
from plushka.domain.members import operations as members
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import Place
from plushka.integrations.chatting import Button, Saying
from plushka.integrations.sending import Inbound
from plushka.lib.refusal import Refusal
from plushka.web.member.chats import (
    activating,
    arriving,
    guarding,
    inviting,
    joining,
    keys,
    looking,
    naming,
    owning,
    shopping,
    telling,
    wishing,
)
from plushka.web.member.chats.talk import Talk, Turn
from plushka.web.member.chats.understanding import CONNECT, PROTECTIVE, Wish, understand
from plushka.web.member.colours import looks_of
from plushka.web.member.refusals import sentence
from plushka.web.member.visit import Company

LATE = dt.timedelta(hours=1)
"""Older words are answered by nobody any more: the person has gone on."""

type Doing = Callable[[Talk], Turn]


def _help(talk: Talk) -> Turn:
    """Say what can be written; a question that waits goes on waiting."""
    text = _(
        "You can write: balance, card, history, gifts, orders, code, alias, invite, settings,"
        " outlets, rules, language."
        " «Stop» ends offers, «freeze» lets nobody spend your points."
    )
    rows = keys.menu() if talk.is_inside else ((Button(_("Begin"), "/start"),),)
    return Turn([telling.plain(text, rows)], talk.chat.step, talk.chat.held)


EVERYBODY: dict[str, Doing] = {
    "language": wishing.language,
    "help": _help,
    "outlets": looking.outlets,
    "rules": looking.rules,
}
"""What tells nothing of a member."""

UNPROVED = frozenset({"stop", "freeze", "signout"})
"""What only protects needs no second proof."""

INSIDE: dict[str, Doing] = {
    "menu": arriving.menu,
    "start": arriving.menu,
    "member": arriving.menu,
    "cancel": arriving.menu,
    "balance": looking.balance,
    "lots": looking.lots,
    "card": looking.card,
    "history": looking.history,
    "why": looking.why,
    "dispute": guarding.dispute,
    "code": guarding.code,
    "invite": inviting.invite,
    "gifts": shopping.gifts,
    "gift": shopping.gift,
    "order": shopping.order,
    "buy": shopping.buy,
    "orders": shopping.orders,
    "ordered": shopping.ordered,
    "drop": shopping.drop,
    "freeze": guarding.freeze,
    "unfreeze": guarding.unfreeze,
    "signout": guarding.sign_out,
    "devices": owning.devices,
    "everywhere": owning.sign_out_everywhere,
    "profile": owning.profile,
    "leave": owning.leave,
    "alias": naming.alias,
    "settings": wishing.settings,
    "wishes": wishing.wishes,
    "agree": wishing.agree,
    "withdraw": wishing.withdraw,
    "stop": wishing.stop,
    "subscribe": wishing.subscribe,
    "notices": wishing.notices,
    "notice": wishing.notice,
}
"""What a member can want."""

OUTSIDE: dict[str, Doing] = {
    "start": joining.start,
    "menu": joining.start,
    "member": joining.member,
    "yes": joining.yes,
    "no": joining.no,
    "cancel": joining.cancel,
    "stop": joining.cancel,
}
"""What somebody can want of whom it is not certain who they are."""

log = structlog.get_logger("plushka.chats")


def answer(
    *, place: Place, way: str, heard: Inbound, vouches: bool, at: dt.datetime
) -> list[Saying]:
    """Say what is answered to what was heard in a chat; nothing, where there is nothing to say.

    Opens the company's context itself. ``vouches``: the messenger knows its people's phones.
    """
    with timezone.override(ZoneInfo(place.zone)), translation.override(place.language):
        try:
            with tenant_context(place.id):
                return _heard(Company(place, looks_of(place), at), way, heard, vouches=vouches)
        except Refusal as refusal:
            return [telling.plain(sentence(refusal))]


def _heard(company: Company, way: str, heard: Inbound, *, vouches: bool) -> list[Saying]:
    at = company.at
    chat = chats.open_(way=way, value=heard.sender, at=at)
    # Left on until ``answer`` is done, also for the words of a refusal.
    translation.activate(chat.language or heard.language or company.place.language)
    if chat.is_repeat(heard.id):
        return []
    talk = Talk(company, chat, heard, vouches)
    wish = understand(heard.text) if heard.kind == "TEXT" else None
    turn = _unanswerable(talk, wish)
    try:
        if turn is None:
            turn = _turn(talk, wish)
    except Refusal as refusal:
        if refusal.is_remembered:
            _keep(talk, Turn([], chat.step, chat.held))
        raise
    _keep(talk, turn)
    return turn.sayings


def _keep(talk: Talk, turn: Turn) -> None:
    chats.keep(
        talk.chat,
        heard=talk.heard.id,
        at=talk.company.at,
        step=turn.step,
        held=turn.held,
        language=turn.language or talk.chat.language or talk.heard.language,
    )


def _unanswerable(talk: Talk, wish: Wish | None) -> Turn | None:
    """Give the turn of what is not dealt with: what came too late, and floods."""
    chat, at, heard = talk.chat, talk.company.at, talk.heard
    protects = heard.kind == "STOP" or (wish is not None and wish.name in PROTECTIVE)
    if protects:
        return None
    as_before = Turn([], chat.step, chat.held)
    if heard.at is not None and at - heard.at > LATE:
        return as_before
    n_lately = chat.n_lately(at)
    if n_lately < chats.A_MINUTE:
        return None
    if n_lately == chats.A_MINUTE:
        text = _("That was a lot at once. Wait a minute, then write again.")
        return replace(as_before, sayings=[telling.plain(text)])
    return as_before


def _turn(talk: Talk, wish: Wish | None) -> Turn:
    match talk.heard.kind:
        case "STOP":
            return _left(talk)
        case "START":
            talk = replace(talk, word=talk.heard.text[:64])
            if talk.word.startswith(CONNECT):
                return arriving.connect(talk, talk.word.removeprefix(CONNECT))
            return _do("start", talk)
        case "CONTACT":
            return arriving.menu(talk) if talk.is_inside else joining.contact(talk)
    if wish is not None:
        return _do(wish.name, replace(talk, word=wish.word))
    is_code = talk.is_inside and not talk.chat.step and activating.is_code(talk.heard.text)
    return activating.activate(talk) if is_code else _said(talk)


def _do(name: str, talk: Talk) -> Turn:
    """Carry out a wish; for whom it is not certain yet, ask first who they are."""
    is_known = talk.chat.visitor is not None
    if name in EVERYBODY:
        return EVERYBODY[name](talk)
    if talk.is_inside or (is_known and name in UNPROVED):
        return INSIDE.get(name, _help)(talk)
    if is_known:
        return arriving.ask_proof(talk)
    return OUTSIDE.get(name, joining.again)(talk)


def _said(talk: Talk) -> Turn:
    """Take plain words for the answer to what was asked; else say what can be asked."""
    if talk.chat.visitor is not None and not talk.is_inside:
        return arriving.prove(talk)
    match talk.chat.step, talk.is_inside:
        case "PHONE", False:
            return joining.typed_phone(talk)
        case "CODE", False:
            return joining.typed_code(talk)
        case guarding.UNFREEZING, True:
            return guarding.told_code(talk)
        case _, True:
            return _help(talk)
        case _:
            return joining.again(talk)


def _left(talk: Talk) -> Turn:
    """Somebody blocked the bot: it reaches them no more, and offers by it are not wanted."""
    chats.unreached(talk.chat)
    if talk.chat.visitor is not None:
        visit = talk.visit()
        members.withdraw(
            member_id=visit.visitor.member_id,
            kind="ADVERTISING",
            channel=talk.chat.way,
            actor=visit.actor,
            at=visit.at,
        )
    return Turn([])
