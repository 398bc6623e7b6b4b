"""Members invite friends from a chat: the same link as on their page (U24)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from plushka.domain.referrals import inviting
from plushka.integrations.chatting import Saying
from plushka.web.member.chats import keys, telling
from plushka.web.member.chats.talk import Talk, Turn
from plushka.web.member.standing import known
from plushka.web.ui.address import public
from plushka.web.ui.codes import qr_picture
from plushka.web.ui.templatetags.ui import points


def invite(talk: Talk) -> Turn:
    """Give the member's own link with its QR code, or say what is missing to invite."""
    found = known(talk.visit())
    member, unit = found.member.id, found.programme.document.unit
    standing = inviting.standing(member_id=member, at=talk.company.at)
    if standing.missing:
        text = _("You may invite friends once you have %(needed)s. Missing: %(missing)s.")
        told = {"needed": points(standing.needed, unit), "missing": points(standing.missing, unit)}
        return Turn([telling.plain(text % told, keys.back())])
    made = inviting.own_link(member_id=member, at=talk.company.at)
    address = public(reverse("invited", args=[made.token])) or made.token
    text = _("Whoever joins by this link counts as your friend: %(link)s")
    left = _("People you may invite this month: %(left)s.") % {"left": standing.left}
    said = f"{text % {'link': address}}\n{left}"
    return Turn([Saying(said, keys.back(), picture=qr_picture(address))])
