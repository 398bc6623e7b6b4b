"""The word that names the member at every company, in a chat (U35, U36)."""

from django.utils.translation import gettext as _

from plushka.domain.members import sharing
from plushka.integrations.chatting import Button
from plushka.web.member.chats import keys, telling
from plushka.web.member.chats.talk import Talk, Turn


def alias(talk: Talk) -> Turn:
    """Tell the word; take it, change it or give it up, where a button says so.

    A button names the word it was under, so what is pressed again changes nothing more.
    """
    visit = talk.visit()
    member, wanted, was = visit.visitor.member_id, *talk.word.partition(" ")[::2]
    match wanted:
        case "take":
            sharing.share(member_id=member, way="CHAT", actor=visit.actor, at=visit.at)
        case "change":
            sharing.change(member_id=member, actor=visit.actor, at=visit.at, was=was or None)
        case "leave":
            sharing.unshare(member_id=member, actor=visit.actor, at=visit.at)
            text = _("Nobody is named by it here any more.")
            return Turn([telling.plain(text)])
    word = sharing.word_of(member_id=member)
    return _offer() if word is None else _tell(word)


def _tell(word: str) -> Turn:
    text = _(
        "Your alias is %(alias)s. Say it to the cashier instead of your phone; it is the same at"
        " every shop where you ask for it."
    )
    other = Button(_("Take another alias"), f"/alias change {word}")
    none = Button(_("Use no alias here"), "/alias leave")
    return Turn([telling.plain(text % {"alias": word.upper()}, keys.back(other, none))])


def _offer() -> Turn:
    text = _(
        "A short word that you say to the cashier instead of your phone, easy to say aloud and"
        " hard to mishear."
    )
    return Turn([telling.plain(text, keys.back(Button(_("Get an alias"), "/alias take")))])
