"""The gift shop in a chat: what there is, and ordering one of it (U10, U19).

Every button says all that it does, so one that is pressed again or late does nothing else: a
confirmation carries the key of its order. Shops are named by their place in the list of open
ones; which one it is stands in the question before anything is ordered.
"""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from plushka.domain.rewards import operations as rewards
from plushka.domain.rewards import queries
from plushka.domain.rewards.asked import AskedLine, AskedOrder, Orderer
from plushka.domain.rewards.queries import Offered
from plushka.domain.tenants.models import Outlet
from plushka.domain.tenants.queries import open_outlets
from plushka.integrations.chatting import Button, Saying
from plushka.lib.ids import new_id
from plushka.web.member.chats import keys, telling
from plushka.web.member.chats.talk import Talk, Turn
from plushka.web.member.standing import Known, known
from plushka.web.ui.address import public
from plushka.web.ui.codes import qr_picture
from plushka.web.ui.gifts import Gift, OrderShown, show_gift, show_order
from plushka.web.ui.templatetags.ui import money, points

A_PAGE = 4
"""Gifts under one answer: some messengers have room for six rows of buttons."""

_SHOPS = 8
"""Shops under one question: no messenger shows more than ten rows."""

_KEY_LETTERS = 10


def gifts(talk: Talk) -> Turn:
    """Show what the member's tier may order, a few at a time."""
    found = known(talk.visit())
    spendable = found.balance().spendable
    offered = _offered(found)
    if not offered:
        return _only(_("Nothing is on the shelf now. Your points wait for you."))
    page = int(talk.word[:4]) if talk.word.isdecimal() else 1
    last = -(-len(offered) // A_PAGE)
    page = max(1, min(page, last))
    shown = [
        show_gift(one, spendable=spendable, own=talk.place.language)
        for one in offered[(page - 1) * A_PAGE : page * A_PAGE]
    ]
    lines = [_("You can spend %(points)s.") % {"points": points(spendable, found.unit)}]
    lines += [f"• {one.name}: {_price(found, one)}{_but(found, one)}" for one in shown]
    buttons = [Button(one.name, f"/gift {one.code}") for one in shown]
    if page < last:
        buttons.append(Button(_("More gifts"), f"/gifts {page + 1}"))
    return Turn([telling.plain("\n".join(lines), keys.back(*buttons))])


def gift(talk: Talk) -> Turn:
    """Show one gift with its picture, and the way to order it."""
    found = known(talk.visit())
    one, shown = _one(found, talk.word)
    lines = [f"{shown.name}. {_price(found, shown)}{_but(found, shown)}"]
    if shown.description:
        lines.append(shown.description)
    buttons = []
    if shown.can_order:
        if shown.can_pick_up or shown.is_voucher:
            buttons.append(Button(_("Order this gift"), f"/order {shown.code}"))
        else:
            lines.append(_on_the_page(talk))
    picture = queries.picture_of(digest=one.reward.picture, size="content") or b""
    rows = keys.back(*buttons, Button(_("All gifts"), "/gifts"))
    return Turn([Saying("\n".join(lines)[: telling.LONGEST], rows, picture=picture)])


def order(talk: Talk) -> Turn:
    """Ask where it will be fetched, where there is a choice; then ask whether they are sure."""
    found = known(talk.visit())
    code, _space, place = talk.word.partition(" ")
    _offer, shown = _one(found, code)
    if not shown.can_order or not (shown.can_pick_up or shown.is_voucher):
        return gift(_worded(talk, code))
    outlets = [] if shown.is_voucher else _outlets(shown)
    chosen = next((one for one in outlets if str(one[0]) == place), None)
    if len(outlets) == 1:
        [chosen] = outlets
    if outlets and chosen is None:
        return _where(shown, outlets, page=_page(place))
    told = {"gift": shown.name, "price": _price(found, shown)}
    text = _("Order “%(gift)s” for %(price)s?") % told
    if chosen is not None:
        text += " " + _("You fetch it at %(outlet)s.") % {"outlet": chosen[1].name}
    key = new_id().hex[-_KEY_LETTERS:]
    yes = Button(_("Yes, order it"), f"/buy {code} {chosen[0] if chosen else 0} {key}")
    return Turn([telling.plain(text, keys.back(yes, Button(_("No"), "/gifts")))])


def _where(shown: Gift, outlets: Sequence[tuple[int, Outlet]], *, page: int) -> Turn:
    """Ask where it will be fetched; ``p2`` in the place of a shop is the second page of them."""
    first = (max(1, page) - 1) * _SHOPS
    some = outlets[first : first + _SHOPS]
    buttons = [Button(one.name, f"/order {shown.code} {number}") for number, one in some]
    if len(outlets) > first + _SHOPS:
        buttons.append(Button(_("More shops"), f"/order {shown.code} p{page + 1}"))
    text = _("Where will you fetch “%(gift)s”?") % {"gift": shown.name}
    return Turn([telling.plain(text, keys.back(*buttons))])


def _page(place: str) -> int:
    digits = place.removeprefix("p")
    is_page = digits != place and digits.isdecimal() and digits.isascii()
    return int(digits[:4]) if is_page else 1


def buy(talk: Talk) -> Turn:
    """Order what was asked; pressed twice, it is ordered once."""
    visit = talk.visit()
    code, place, key = [*talk.word.split(" "), "", "", ""][:3]
    outlet = next((one.code for number, one in _numbered() if str(number) == place), None)
    if not key:
        return order(talk)
    placed = rewards.order(
        asked=AskedOrder(visit.visitor.member_id, (AskedLine(code),), outlet=outlet),
        key=f"bot:{visit.visitor.member_id}:{key[:_KEY_LETTERS]}",
        orderer=_orderer(talk),
        at=visit.at,
    )
    return _told(talk, placed.order.number, first=_("We have your order."))


def orders(talk: Talk) -> Turn:
    """Show the member's last orders."""
    visit = talk.visit()
    seen = queries.orders_of(member_id=visit.visitor.member_id, limit=A_PAGE)
    if not seen:
        text = _("You have ordered nothing yet.")
        return Turn([telling.plain(text, keys.back(Button(_("Gifts"), "/gifts")))])
    shown = [show_order(one, own=talk.place.language, at=visit.at) for one in seen]
    lines = [f"• {_title(one)}: {one.contents}. {_state(one)}" for one in shown]
    buttons = [Button(_title(one), f"/ordered {one.number}") for one in shown]
    gifts_ = Button(_("Gifts"), "/gifts")
    return Turn([telling.plain("\n".join(lines), keys.back(*buttons, gifts_))])


def ordered(talk: Talk) -> Turn:
    """Show one order, with the code to fetch it."""
    return _told(talk, int(talk.word[:18]) if talk.word.isdecimal() else 0)


def drop(talk: Talk) -> Turn:
    """Cancel an order, once the member is sure; what was handed over stays."""
    number, _space, sure = talk.word.partition(" ")
    shown = _order(talk, int(number[:18]) if number.isdecimal() else 0)
    if shown is None or not shown.is_open:
        return ordered(_worded(talk, number))
    if sure != "yes":
        text = _("The points come back with their old term; what has ended meanwhile does not.")
        yes = Button(_("Cancel it"), f"/drop {number} yes")
        no = Button(_("No"), f"/ordered {number}")
        return Turn([telling.plain(f"{_title(shown)}. {text}", keys.back(yes, no))])
    rewards.cancel(order_id=shown.id, orderer=_orderer(talk), at=talk.company.at)
    return ordered(_worded(talk, number))


def _told(talk: Talk, number: int, *, first: str = "") -> Turn:
    shown = _order(talk, number)
    if shown is None:
        return orders(talk)
    found = known(talk.visit())
    lines = [first] if first else []
    lines.append(f"{_title(shown)}: {shown.contents}. {_state(shown)}")
    if shown.until is not None:
        text = _("Pay %(money)s in the shop until %(day)s; then the points are free again.")
        day = date_format(localtime(shown.until), "j E, H:i")
        lines.append(text % {"money": money(shown.money, found.currency), "day": day})
    buttons = []
    if shown.code:
        lines.append(_("You fetch it at %(outlet)s.") % {"outlet": shown.outlet})
        lines.append(_("Code: %(code)s") % {"code": shown.code})
    if shown.is_open:
        buttons.append(Button(_("Cancel the order"), f"/drop {shown.number}"))
    if shown.has_vouchers and shown.state == "FULFILLED":
        lines.append(_("Its code is on your page."))
    if shown.points_back:
        text = _("Came back: %(points)s.")
        lines.append(text % {"points": points(shown.points_back, found.unit)})
    if shown.points_expired:
        text = _("Of them %(points)s had ended meanwhile.")
        lines.append(text % {"points": points(shown.points_expired, found.unit)})
    rows = keys.back(*buttons, Button(_("My orders"), "/orders"))
    picture = qr_picture(shown.code) if shown.code else b""
    return Turn([Saying("\n".join(lines)[: telling.LONGEST], rows, picture=picture)])


def _order(talk: Talk, number: int) -> OrderShown | None:
    visit = talk.visit()
    seen = queries.find_numbered(number=number, member_id=visit.visitor.member_id)
    return None if seen is None else show_order(seen, own=talk.place.language, at=visit.at)


def _orderer(talk: Talk) -> Orderer:
    """Who is inside is proved, and needs no code: nobody else sees this chat."""
    actor = talk.visit().actor
    return Orderer(actor=actor, source="BOT", is_trusted=True, is_proved=True)


def _offered(found: Known) -> list[Offered]:
    member = found.member
    return queries.offered(member_id=member.id, tier=member.tier, at=found.visit.at)


def _one(found: Known, code: str) -> tuple[Offered, Gift]:
    """Give one gift; refuses ``RewardUnknown``."""
    member = found.member
    one = queries.get_offered(code=code, member_id=member.id, tier=member.tier, at=found.visit.at)
    spendable = found.balance().spendable
    return one, show_gift(one, spendable=spendable, own=found.visit.place.language)


def _numbered() -> list[tuple[int, Outlet]]:
    return list(enumerate(open_outlets(), start=1))


def _outlets(gift_: Gift) -> list[tuple[int, Outlet]]:
    return [one for one in _numbered() if not gift_.outlets or one[1].code in gift_.outlets]


def _price(found: Known, one: Gift) -> str:
    said = points(one.points, found.unit)
    return f"{said} + {money(one.money, found.currency)}" if one.money else said


def _but(found: Known, one: Gift) -> str:
    """Say why it cannot be ordered, or how few are left."""
    if one.is_sold_out:
        return ". " + _("Sold out")
    if one.is_full:
        return ". " + _("You have ordered as many as one may.")
    if one.lacks:
        return ". " + _("You lack %(points)s.") % {"points": points(one.lacks, found.unit)}
    if one.left is not None:
        return ". " + _("Left: %(left)s.") % {"left": one.left}
    return ""


def _title(one: OrderShown) -> str:
    return _("Order %(number)s") % {"number": one.number}


def _state(one: OrderShown) -> str:
    said = {
        "ORDERED": _("Waits for your payment"),
        "PAID": _("Being prepared"),
        "READY": _("Ready"),
        "FULFILLED": _("Handed over"),
        "CANCELLED": _("Cancelled"),
    }
    return said.get(one.state) or _("Not paid in time")


def _on_the_page(talk: Talk) -> str:
    """Say where it is ordered with an address: nobody types one into a chat's questions."""
    address = public(talk.company.address("member-gifts"))
    return _("It is brought to you. Order it on your page. %(address)s") % {"address": address}


def _worded(talk: Talk, word: str) -> Talk:
    return Talk(talk.company, talk.chat, talk.heard, talk.vouches, word)


def _only(text: str) -> Turn:
    return Turn([telling.plain(text)])
