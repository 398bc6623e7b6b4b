"""Somebody comes in by a chat: as a newcomer, or as the member they are.

A newcomer is asked for each consent by itself, before the phone. A phone that the messenger
vouches for is proved by that; any other by a code that goes there.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plushka.domain.access import chats
from plushka.domain.access import signing as access
from plushka.domain.access.counting import Limit, count
from plushka.domain.enrolment.alone import join_alone, join_vouched
from plushka.domain.enrolment.asking import ask_code
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.members import locator as names
from plushka.domain.members import person
from plushka.domain.members.locator import Locator
from plushka.domain.members.operations import NewConsent
from plushka.domain.members.phone import mask
from plushka.domain.members.queries import locate
from plushka.domain.programmes.queries import rules
from plushka.domain.programmes.telling.whole import tell
from plushka.domain.referrals.joining import find
from plushka.domain.tenants.queries import open_outlets
from plushka.integrations.chatting import Button, Saying
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from plushka.web.member.chats import keys, telling
from plushka.web.member.chats.arriving import arrive
from plushka.web.member.chats.talk import Talk, Turn
from plushka.web.member.chats.understanding import read_link
from plushka.web.member.chats.wishing import version

DATA, ADVERTISING, PHONE, CODE = "DATA", "ADVERTISING", "PHONE", "CODE"
"""The questions, in the order they are asked."""

CODES_AN_HOUR = 5
"""Codes that one chat may have sent to phones."""

_PROMISES = 3


def start(talk: Talk) -> Turn:
    """Greet a stranger, with what the programme promises, and ask the first question."""
    held = {"link": talk.word, "key": str(new_id())}
    programme = rules(zone=talk.place.zone).at(talk.company.at)
    told = tell(programme.document, get_language() or "en")
    promises = [
        sentence
        for tier in told.tiers[:1]
        for part in tier.own_parts
        for sentence in part.sentences
    ]
    hello = _("This is the bot of %(company)s: points for your purchases, counted here.")
    lines = [hello % {"company": talk.place.name}, *promises[:_PROMISES]]
    return Turn([Saying("\n".join(lines)), _ask_data(talk)], DATA, held)


def member(talk: Talk) -> Turn:
    """Let somebody in who says that they are a member: the phone will show."""
    return Turn([_ask_phone(talk)], PHONE, talk.chat.held)


def yes(talk: Talk) -> Turn:
    """Take a yes for the question that waits."""
    match talk.chat.step:
        case "DATA":
            agreed = {**talk.chat.held, "data": version("DATA")}
            return Turn([_ask_advertising(talk)], ADVERTISING, agreed)
        case "ADVERTISING":
            return _on(talk, {**talk.chat.held, "advertising": version("ADVERTISING")})
        case _:
            return again(talk)


def no(talk: Talk) -> Turn:
    """Take a no: one may join without advertising, and not without the data that counts points."""
    match talk.chat.step:
        case "DATA":
            text = _("Then you cannot join: points cannot be counted for nobody.")
            begin = ((Button(_("Begin again"), "/start"),),)
            return Turn([telling.plain(text, begin)])
        case "ADVERTISING":
            return _on(talk, {**talk.chat.held, "advertising": ""})
        case _:
            return again(talk)


def again(talk: Talk) -> Turn:
    """Ask the question that waits once more; where none does, begin."""
    match talk.chat.step:
        case "DATA":
            said = _ask_data(talk)
        case "ADVERTISING":
            said = _ask_advertising(talk)
        case "PHONE":
            said = _ask_phone(talk)
        case _:
            return start(talk)
    return Turn([said], talk.chat.step, talk.chat.held)


def contact(talk: Talk) -> Turn:
    """Take the phone that the messenger vouches for; anybody else's proves nothing."""
    if not talk.heard.text:
        text = _("This is somebody else’s phone. Press the button to send your own.")
        rows = keys.phone(vouches=talk.vouches)
        return Turn([telling.plain(text, rows)], PHONE, talk.chat.held)
    phone = names.read("phone", talk.heard.text, region=talk.place.region, path="phone")
    if known := locate(locators=[phone], at=talk.company.at).get(phone):
        return arrive(talk, member_id=known)
    return _on(talk, {**talk.chat.held, "vouched": phone.value})


def typed_phone(talk: Talk) -> Turn:
    """Send a code to the phone that was typed: to join, or to come in as who one is."""
    phone = names.read("phone", talk.heard.text[:100], region=talk.place.region, path="phone")
    chat = talk.chat.value
    count([Limit("chat_codes", f"{talk.chat.way}:{chat}", CODES_AN_HOUR)], at=talk.company.at)
    if "data" in talk.chat.held:
        outlet = _outlet(talk)
        ask_code(
            locator=phone,
            purpose="ENROL",
            outlet_id=outlet,
            at=talk.company.at,
            address=talk.address,
        )
    else:
        access.ask(locator=phone, address=talk.address, at=talk.company.at)
    text = _("A code is on its way to %(phone)s. Write it here.") % {"phone": mask(phone.value)}
    cancel = ((Button(_("Cancel"), "/cancel"),),)
    return Turn([telling.plain(text, cancel)], CODE, {**talk.chat.held, "phone": phone.value})


def typed_code(talk: Talk) -> Turn:
    """Take the code that was sent to the typed phone."""
    held = talk.chat.held
    phone = Locator("PHONE", str(held.get("phone", "")))
    code = "".join(talk.heard.text.split())[:20]
    if "data" not in held:
        opened = access.sign_in(
            locator=phone,
            code=code,
            mark=chats.mark_of(talk.chat),
            label=talk.label,
            address=talk.address,
            at=talk.company.at,
        )
        return arrive(talk, opened=chats.attach(talk.chat, opened))
    newcomer = _newcomer(talk, phone, held)
    joined = join_alone(newcomer=newcomer, member_id=_key(held), code=code, at=talk.company.at)
    return arrive(talk, member_id=joined.member_id, is_new=joined.is_new)


def cancel(talk: Talk) -> Turn:
    """Forget the question and its answers."""
    del talk
    begin = ((Button(_("Begin again"), "/start"),),)
    return Turn([telling.plain(_("Forgotten. Nothing was kept."), begin)])


def _on(talk: Talk, held: Mapping[str, Any]) -> Turn:
    """Ask what is missing yet; where nothing is, make a member."""
    if "data" not in held:
        held = {"key": str(new_id()), **held}
        return Turn([_ask_data(talk)], DATA, held)
    if "advertising" not in held:
        return Turn([_ask_advertising(talk)], ADVERTISING, held)
    if "vouched" not in held:
        return Turn([_ask_phone(talk)], PHONE, held)
    newcomer = _newcomer(talk, Locator("PHONE", str(held["vouched"])), held)
    joined = join_vouched(newcomer=newcomer, member_id=_key(held), at=talk.company.at)
    return arrive(talk, member_id=joined.member_id, is_new=joined.is_new)


def _newcomer(talk: Talk, phone: Locator, held: Mapping[str, Any]) -> Newcomer:
    way = talk.chat.way
    consents = [NewConsent("DATA", str(held["data"]), way)]
    if held.get("advertising"):
        consents.append(NewConsent("ADVERTISING", str(held["advertising"]), way))
    new = Newcomer(
        identifiers=(phone,),
        name=_name(talk.heard.name),
        consents=tuple(consents),
        outlet_id=_outlet(talk),
        invitation=_invitation(talk),
    )
    referrer = _referrer(talk)
    return new if referrer in {None, phone} else replace(new, referrer=referrer)


def _name(told: str) -> str:
    """Take the name of the messenger, where it is one."""
    try:
        return person.read_name(" ".join(told.split())[:100], path="name")
    except BadField:
        return ""


def _outlet(talk: Talk) -> UUID:
    """Give the outlet whose poster brought them, else the company's first."""
    found = open_outlets()
    code = read_link(str(talk.chat.held.get("link", ""))).outlet
    outlet = found.filter(code=code).first() if code else None
    outlet = outlet or found.order_by("code").first()
    if outlet is None:
        raise BadField("outlet", "the shop has no outlet that is open")
    id_: UUID = outlet.id
    return id_


def _referrer(talk: Talk) -> Locator | None:
    """Read who brought them; nobody where the link names nobody we know."""
    code = read_link(str(talk.chat.held.get("link", ""))).referrer
    try:
        read = names.read("code", code, region=talk.place.region, path="referrer")
    except BadField:
        return None
    return read if locate(locators=[read], at=talk.company.at) else None


def _invitation(talk: Talk) -> str | None:
    """Read the invitation of the link that opened the bot; none where it is good no more."""
    token = read_link(str(talk.chat.held.get("link", ""))).invitation
    found = find(token=token, at=talk.company.at) if token else None
    return token if found is not None and found.is_good else None


def _key(held: Mapping[str, Any]) -> UUID:
    return UUID(str(held["key"]))


def _ask_data(talk: Talk) -> Saying:
    text = _(
        "Do you agree that %(company)s keeps your name, phone and purchases to count your points?"
        " Without it there is no membership."
    )
    mine = (Button(_("I am a member already"), "/member"),)
    rows = (*keys.yes_or_no(_("I agree")), mine)
    return telling.plain(text % {"company": talk.place.name}, rows)


def _ask_advertising(talk: Talk) -> Saying:
    text = _(
        "Another question, and you join with either answer: may %(company)s write to you of offers"
        " and campaigns? You can end it at any time with /stop."
    )
    return telling.plain(
        text % {"company": talk.place.name}, keys.yes_or_no(_("Yes, write to me"))
    )


def _ask_phone(talk: Talk) -> Saying:
    text = (
        _("Press the button below to send your phone number, or type another number.")
        if talk.vouches
        else _("Type your phone number with all its digits.")
    )
    return telling.plain(text, keys.phone(vouches=talk.vouches))
