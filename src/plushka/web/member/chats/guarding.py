"""How members guard their points from a chat, and pay with them."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plushka.domain.access import chats, disputing, freezing
from plushka.domain.enrolment.asking import show_code
from plushka.domain.tenants.queries import outlets_by_id
from plushka.integrations.chatting import Button
from plushka.web.member.chats import keys, looking, telling
from plushka.web.member.chats.talk import Talk, Turn

UNFREEZING = "UNFREEZE"
"""The step at which the code is told that lets points go again."""

_OUTLETS = 20


def dispute(talk: Talk) -> Turn:
    """Take a member's word that it was not them; ask first."""
    wanted, _space, sure = talk.word.partition(" ")
    line = looking.line_of(talk, wanted)
    if line is None or line.entry.kind != "REDEMPTION":
        return Turn([telling.plain(looking.nothing())])
    if sure != "yes":
        return Turn([telling.sure(line)])
    visit = talk.visit()
    disputing.dispute(visitor=visit.visitor, entry_id=line.entry.id, at=visit.at)
    text = _("The shop was told. Spending is frozen, and your other devices are signed out.")
    return Turn([telling.plain(text)])


def freeze(talk: Talk) -> Turn:
    """Let nobody spend the points from now on."""
    visit = talk.visit()
    freezing.freeze(member_id=visit.visitor.member_id, actor=visit.actor, at=visit.at)
    text = _("Spending is frozen: points come in and none go out.")
    again = Button(_("Allow spending again"), "/unfreeze")
    return Turn([telling.plain(text, keys.back(again))])


def unfreeze(talk: Talk) -> Turn:
    """Send the code that lets points go again to the phone."""
    visit = talk.visit()
    freezing.ask_code(member_id=visit.visitor.member_id, at=visit.at, address=talk.address)
    text = _("A code is on its way to your phone. Write it here.")
    cancel = ((Button(_("Cancel"), "/cancel"),),)
    return Turn([telling.plain(text, cancel)], UNFREEZING)


def told_code(talk: Talk) -> Turn:
    """Let points go again, where the code is right."""
    visit = talk.visit()
    freezing.unfreeze(
        member_id=visit.visitor.member_id,
        code="".join(talk.heard.text.split())[:20],
        actor=visit.actor,
        at=visit.at,
    )
    return Turn([telling.plain(_("You can spend your points again."))])


def code(talk: Talk) -> Turn:
    """Show a code to pay with at one outlet; ask which, where there are several."""
    outlets = outlets_by_id()
    wanted = looking.read_id(talk.word)
    if wanted not in outlets and len(outlets) > 1:
        rows = [Button(name[:40], f"/code {id_}") for id_, name in outlets.items()]
        text = _("Where are you paying?")
        return Turn([telling.plain(text, keys.back(*rows[:_OUTLETS]))])
    outlet = wanted if wanted in outlets else next(iter(outlets), None)
    return Turn([telling.plain(_shown(talk, outlet))])


def _shown(talk: Talk, outlet: UUID | None) -> str:
    visit = talk.visit()
    shown = None
    if outlet is not None:
        shown = show_code(member_id=visit.visitor.member_id, outlet_id=outlet, at=visit.at)
    if shown is None:
        return _("No code is needed here: show your card to the cashier.")
    text = ngettext(
        "Code for the cashier: %(code)s\nIt is good for %(minutes)d minute and one purchase.",
        "Code for the cashier: %(code)s\nIt is good for %(minutes)d minutes and one purchase.",
        shown.minutes,
    )
    return text % {"code": shown.code, "minutes": shown.minutes}


def sign_out(talk: Talk) -> Turn:
    """Let this chat be nobody's."""
    chats.leave(talk.chat, at=talk.company.at)
    text = _("You are signed out here. Write /start to come back.")
    return Turn([telling.plain(text, ())])
