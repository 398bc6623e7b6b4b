"""What a member agrees to, and wants to be told of, said in a chat."""

from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.members import operations as members
from plushka.domain.members.consenting import find_consents
from plushka.domain.members.operations import Changes, NewConsent
from plushka.domain.messaging import blocking, choosing
from plushka.integrations.chatting import Button
from plushka.web.member.chats import keys, telling
from plushka.web.member.chats.talk import Talk, Turn
from plushka.web.member.standing import known
from plushka.web.member.views.wishes import OF_ONES_OWN

LANGUAGES = ("ru", "uk", "en")


def settings(talk: Talk) -> Turn:
    """Show what somebody decides for themselves."""
    is_frozen = known(talk.visit()).member.frozen_at is not None
    text = _("What shall be changed?")
    return Turn([telling.plain(text, keys.settings(is_frozen=is_frozen))])


def wishes(talk: Talk) -> Turn:
    """Say what the member agreed to, with a button for each change."""
    standing = find_consents(member_id=talk.visit().visitor.member_id)
    given = {one.consent.kind for one in standing if not one.is_withdrawn}
    lines, buttons = [], []
    for kind in OF_ONES_OWN:
        name = _consent(kind)
        if kind in given:
            lines.append(_("%(consent)s: you agreed.") % {"consent": name})
            buttons.append(Button(_("Withdraw: %(consent)s") % {"consent": name}, _no(kind)))
        else:
            lines.append(_("%(consent)s: you did not agree.") % {"consent": name})
            buttons.append(Button(_("I agree: %(consent)s") % {"consent": name}, _yes(kind)))
    text = _("Codes and news of your own points come without it.")
    notices = Button(_("What to tell me, and how"), "/notices")
    return Turn([telling.plain("\n".join([*lines, text]), keys.back(*buttons, notices))])


def agree(talk: Talk) -> Turn:
    """Keep that the member agrees to something."""
    kind = talk.word.upper()
    if kind not in OF_ONES_OWN:
        return wishes(talk)
    visit = talk.visit()
    enrolment.change(
        member_id=visit.visitor.member_id,
        changes=Changes(),
        actor=visit.actor,
        at=visit.at,
        consents=[NewConsent(kind, version(kind), talk.chat.way)],
    )
    if kind == "ADVERTISING":
        blocking.forgive(way=talk.chat.way, value=talk.chat.value, reason="STOP")
    told = {"consent": _consent(kind)}
    return Turn([telling.plain(_("Kept. %(consent)s: you agreed.") % told)])


def subscribe(talk: Talk) -> Turn:
    """Agree to offers, in one word."""
    return agree(_worded(talk, "ADVERTISING"))


def withdraw(talk: Talk) -> Turn:
    """Keep that the member agrees to something no more, wherever they agreed to it."""
    kind = talk.word.upper()
    if kind not in OF_ONES_OWN:
        return wishes(talk)
    visit = talk.visit()
    members.withdraw(member_id=visit.visitor.member_id, kind=kind, actor=visit.actor, at=visit.at)
    if kind == "ADVERTISING":
        text = _(
            "No more offers will come, here or elsewhere. Codes and news of your points will."
        )
        again = Button(_("I agree: %(consent)s") % {"consent": _consent(kind)}, _yes(kind))
        return Turn([telling.plain(text, keys.back(again))])
    return Turn([telling.plain(_("Kept. %(consent)s: withdrawn.") % {"consent": _consent(kind)})])


def stop(talk: Talk) -> Turn:
    """Want no offers any more, in one word."""
    return withdraw(_worded(talk, "ADVERTISING"))


def notices(talk: Talk) -> Turn:
    """Ask which kind of news."""
    chosen = choosing.find_choices(member_id=talk.visit().visitor.member_id)
    lines = [f"{_notice(kind)}: {_way(chosen[kind])}" for kind in choosing.KINDS]
    buttons = [Button(_notice(kind), f"/notice {kind}") for kind in choosing.KINDS]
    return Turn([telling.plain("\n".join(lines), keys.back(*buttons))])


def notice(talk: Talk) -> Turn:
    """Ask by which way, or keep it."""
    kind, _space, way = talk.word.upper().partition(" ")
    if kind not in choosing.KINDS:
        return notices(talk)
    if not way:
        ways = [Button(_way(one), f"/notice {kind} {one or 'ANY'}") for one in _WAYS]
        return Turn([telling.plain(_notice(kind), keys.back(*ways))])
    visit = talk.visit()
    wanted = choosing.ANY if way == "ANY" else way
    choosing.choose(member_id=visit.visitor.member_id, ways={kind: wanted}, at=visit.at)
    return notices(talk)


def language(talk: Talk) -> Turn:
    """Ask which language, or speak it from now on; a question that waits goes on waiting."""
    chosen = talk.word.lower()
    if chosen not in LANGUAGES:
        text = _("Which language shall I speak?")
        return Turn([telling.plain(text, keys.languages())], talk.chat.step, talk.chat.held)
    with translation.override(chosen):
        said = telling.plain(_("I speak English with you now."))
    return Turn([said], talk.chat.step, talk.chat.held, chosen)


def version(kind: str) -> str:
    """Name the text that was agreed to in a chat, as consents name it."""
    return f"chat-{kind.lower()}-{get_language() or 'en'}-1"


_WAYS = (choosing.ANY, *choosing.WAYS)


def _worded(talk: Talk, word: str) -> Talk:
    return Talk(talk.company, talk.chat, talk.heard, talk.vouches, word)


def _yes(kind: str) -> str:
    return f"/agree {kind}"


def _no(kind: str) -> str:
    return f"/withdraw {kind}"


def _consent(kind: str) -> str:
    return _("Offers and advertising") if kind == "ADVERTISING" else _("Data to partners")


def _notice(kind: str) -> str:
    match kind:
        case "POINTS":
            return _("Points came in or went out")
        case "ENDING":
            return _("Points are about to end")
        case "TIER":
            return _("My tier changes")
        case _:
            return _("Offers and campaigns")


def _way(way: str) -> str:
    said = {
        "NONE": _("do not tell me"),
        "SMS": _("by SMS"),
        "MESSENGER": _("in a messenger"),
        "EMAIL": _("by e-mail"),
        "PUSH": _("in the browser"),
        "VOICE": _("by a call"),
    }
    return said.get(way) or _("any way the shop has")
