"""Who a member is to the company, where they are signed in, and how they leave; in a chat."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from plushka.domain.access import sessions
from plushka.domain.enrolment.leaving import erase
from plushka.integrations.chatting import Button
from plushka.lib.days import NO_YEAR
from plushka.web.member.chats import keys, telling
from plushka.web.member.chats.talk import Talk, Turn
from plushka.web.member.standing import known, tier_of
from plushka.web.ui.templatetags.ui import points

_DEVICES = 10


def profile(talk: Talk) -> Turn:
    """Say what is known of who they are; it is changed on the page, where it is asked for."""
    member = known(talk.visit()).member
    lines = [member.full_name or _("The shop does not know your name.")]
    if member.masked_phone:
        lines.append(_("Phone: %(phone)s") % {"phone": member.masked_phone})
    if member.birth_date:
        form = "j E" if member.birth_date.year == NO_YEAR else "j E Y"
        lines.append(_("Birth date: %(day)s") % {"day": date_format(member.birth_date, form)})
    if member.email:
        lines.append(_("E-mail: %(email)s") % {"email": member.email})
    lines.append(_("What is wrong here is put right on your page, or by the shop’s staff."))
    leave = Button(_("Leave the programme"), "/leave")
    return Turn([telling.plain("\n".join(lines), keys.back(leave))])


def devices(talk: Talk) -> Turn:
    """Say where the member is signed in."""
    visitor = talk.visit().visitor
    found = sessions.find_devices(
        member_id=visitor.member_id, here=visitor.session_id, at=talk.company.at
    )
    lines = []
    for one in found[:_DEVICES]:
        seen = _("last seen on %(day)s") % {"day": date_format(one.seen_at, "j E, H:i")}
        what = _("this chat") if one.is_here else seen
        lines.append(f"• {one.label or _('A device')}: {what}")
    out = Button(_("Sign out everywhere"), "/everywhere")
    return Turn([telling.plain("\n".join(lines), keys.back(out))])


def sign_out_everywhere(talk: Talk) -> Turn:
    """Sign every device out, this chat too."""
    visit = talk.visit()
    sessions.end_all(member_id=visit.visitor.member_id, at=visit.at)
    text = _("You are signed out everywhere. Write /start to come back.")
    return Turn([telling.plain(text, ())])


def leave(talk: Talk) -> Turn:
    """Erase the member, once they know what is lost."""
    visit = talk.visit()
    if talk.word == "yes":
        erase(member_id=visit.visitor.member_id, actor=visit.actor, at=visit.at)
        text = _("You have left the programme, and nothing that tells who you are was kept.")
        return Turn([telling.plain(text, ())])
    found = known(visit)
    now, unit = found.balance(), found.programme.document.unit
    lines = [_("If you leave, this is lost for good:")]
    for text, held in (
        (_("what you can spend: %(points)s;"), now.spendable),
        (_("what opens later: %(points)s;"), now.pending),
        (_("what is set aside for an order: %(points)s;"), now.held),
    ):
        if held:
            lines.append("• " + text % {"points": points(held, unit)})
    lines.append("• " + _("your tier: %(tier)s;") % {"tier": tier_of(found).name})
    lines.append("• " + _("the card, the history and everything that tells who you are."))
    gone = Button(_("Leave for good"), "/leave yes")
    return Turn([telling.plain("\n".join(lines), keys.back(gone))])
