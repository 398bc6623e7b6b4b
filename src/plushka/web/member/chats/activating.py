"""A code under the cap is written to the bot (U8)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plushka.domain.codes.activating import activate_in
from plushka.domain.codes.asking import Activation, Outcome
from plushka.domain.codes.spelling import codes_in, looks_like_code
from plushka.domain.members.locator import Locator
from plushka.domain.programmes.queries import rules
from plushka.lib.refusal import Refusal
from plushka.web.member.chats import keys, telling
from plushka.web.member.chats.talk import Talk, Turn
from plushka.web.member.refusals import sentence
from plushka.web.ui.templatetags.ui import points


def is_code(text: str) -> bool:
    """Tell whether a text holds a code, or was meant for one."""
    return bool(codes_in(text)) or looks_like_code(text)


def activate(talk: Talk) -> Turn:
    """Activate every code of what was written, and answer once."""
    visit, text = talk.visit(), talk.heard.text
    calls = [
        Activation(
            code=code,
            member=Locator("ID", str(visit.visitor.member_id)),
            source="BOT",
            actor=visit.actor,
            address=talk.address,
        )
        for code in codes_in(text) or [text]
    ]
    answers = activate_in(calls, at=visit.at)
    served = {one.activation: one for one in answers if isinstance(one, Outcome)}
    if served:
        return Turn([telling.plain(_told(talk, list(served.values())), keys.menu())])
    refused = next(one for one in answers if isinstance(one, Refusal))
    return Turn([telling.plain(sentence(refused))])


def _told(talk: Talk, served: list[Outcome]) -> str:
    unit = rules(zone=talk.place.zone).at(talk.company.at).document.unit
    given, chances = sum(one.points for one in served), sum(one.chances for one in served)
    if all(one.is_repeat for one in served):
        lines = [_("This code is yours already, and counts once.")]
    else:
        lines = [_("The code is accepted.")]
    if given:
        lines.append(_("You got %(points)s.") % {"points": points(given, unit)})
    if chances:
        text = ngettext(
            "You have %(n)d chance more in the draw.",
            "You have %(n)d chances more in the draw.",
            chances,
        )
        lines.append(text % {"n": chances})
    spendable = points(served[-1].balance.spendable, unit)
    lines.append(_("You can spend %(points)s.") % {"points": spendable})
    return "\n".join(lines)
