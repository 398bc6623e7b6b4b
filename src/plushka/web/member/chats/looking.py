"""What members look at in a chat: the same as on their pages, and of the same makers."""

from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plushka.domain.campaigns.telling import tell_running
from plushka.domain.ledger import queries as ledger
from plushka.domain.members import token
from plushka.domain.programmes.queries import rules as rules_of
from plushka.domain.programmes.telling.whole import tell
from plushka.domain.tenants.queries import outlet_names
from plushka.web.member.chats import telling
from plushka.web.member.chats.talk import Talk, Turn
from plushka.web.member.standing import by_kinds, known, lots_of, tier_of
from plushka.web.member.views.history import Line, lines_of
from plushka.web.member.views.outlets import all_outlets
from plushka.web.ui.codes import qr_picture

LOTS, ENTRIES, OUTLETS, CAMPAIGNS = 20, 5, 10, 3
"""So many fit a small screen."""


def balance(talk: Talk) -> Turn:
    """Say what can be spent, and what ends next."""
    found = known(talk.visit())
    live = ledger.live_lots(account=found.account, at=talk.company.at)
    said = telling.balance(
        found.balance(),
        kinds=by_kinds(live),
        next_end=found.expiring(),
        unit=found.programme.document.unit,
    )
    return Turn([said])


def lots(talk: Talk) -> Turn:
    """Say what ends when."""
    found = known(talk.visit())
    live = ledger.live_lots(account=found.account, at=talk.company.at)
    shown = lots_of(found, live[:LOTS])
    n_more = max(0, len(live) - LOTS)
    return Turn([telling.lots(shown, n_more=n_more, unit=found.programme.document.unit)])


def card(talk: Talk) -> Turn:
    """Show the card as a picture that a till reads, and its number.

    Who has no card is shown the token of their pages; it is good for a minute.
    """
    found = known(talk.visit())
    member = found.member
    shown = member.card or token.issue(talk.place.id, member.id, talk.company.at)
    said = telling.card(
        member.card or "",
        name=member.full_name,
        standing=telling.tier(tier_of(found), currency=found.currency),
        picture=qr_picture(shown),
        is_frozen=member.frozen_at is not None,
    )
    return Turn([said])


def history(talk: Talk) -> Turn:
    """Say what changed, a few entries at a time; the word is the last one seen."""
    found, after = known(talk.visit()), read_id(talk.word)
    entries = ledger.entries(account=found.account, limit=ENTRIES + 1, after=after)
    lines = lines_of(talk.visit(), found.account, entries[:ENTRIES])
    older = str(entries[ENTRIES - 1].id) if len(entries) > ENTRIES else ""
    return Turn([telling.history(lines, older=older, is_first=after is None)])


def why(talk: Talk) -> Turn:
    """Say why one entry is what it is."""
    line = line_of(talk, talk.word)
    return Turn([telling.plain(nothing()) if line is None else telling.why(line)])


def line_of(talk: Talk, word: str) -> Line | None:
    """Find an entry of the member's own by what a button said."""
    found, wanted = known(talk.visit()), read_id(word)
    entry = ledger.entry(account=found.account, entry=wanted) if wanted else None
    return None if entry is None else lines_of(talk.visit(), found.account, [entry])[0]


def nothing() -> str:
    """Say that a button names what is not there."""
    return _("There is no such entry in your history.")


def outlets(talk: Talk) -> Turn:
    """Say where something is sold."""
    shown = all_outlets(talk.company)
    return Turn(
        [telling.outlets(shown[:OUTLETS], n_more=max(0, len(shown) - OUTLETS))],
        talk.chat.step,
        talk.chat.held,
    )


def rules(talk: Talk) -> Turn:
    """Say what the programme promises, and which campaigns run."""
    document = rules_of(zone=talk.place.zone).at(talk.company.at).document
    language, names = get_language() or "en", outlet_names()
    said = telling.rules(tell(document, language, outlets=names))
    running = tell_running(talk.company.at, document, language, outlets=names)
    told = [telling.campaign(one) for one in running[:CAMPAIGNS]]
    return Turn([*told, said], talk.chat.step, talk.chat.held)


def read_id(word: str) -> UUID | None:
    """Read the id that a button carries."""
    try:
        return UUID(word)
    except ValueError:
        return None
