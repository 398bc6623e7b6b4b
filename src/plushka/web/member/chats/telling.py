"""What is known, in words for a chat: plain text, short lines, whole sentences."""

from collections.abc import Iterator, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plushka.domain.campaigns.telling import ToldCampaign
from plushka.domain.ledger.queries import Expiring
from plushka.domain.ledger.terms import Balance, PointsKind
from plushka.domain.programmes.document import Unit
from plushka.domain.programmes.telling.whole import ToldProgramme
from plushka.integrations.chatting import Button, Saying
from plushka.web.member.chats import keys
from plushka.web.member.standing import LotShown, Tier
from plushka.web.member.views.history import Line
from plushka.web.member.views.outlets import OutletShown
from plushka.web.ui.templatetags.ui import money, number, points, signed

LONGEST = 3500
"""Messengers take 4 000 characters at least."""

_DAY = "j E Y"


def balance(
    now: Balance, *, kinds: Sequence[tuple[PointsKind, int]], next_end: Expiring | None, unit: Unit
) -> Saying:
    """Say what can be spent, what else there is, and what ends next."""
    lines = [_("You can spend %(points)s.") % {"points": points(now.spendable, unit)}]
    if len(kinds) > 1:
        for kind, of_kind in kinds:
            text = _("of them for purchases") if kind == "purchase" else _("of them gifts")
            lines.append(f"– {text}: {number(of_kind)}")
    if next_end is not None:
        told = {"points": points(next_end.points, unit), "day": date_format(next_end.on, _DAY)}
        lines.append(_("%(points)s can be spent until %(day)s.") % told)
    if now.pending:
        lines.append(_("Open later") + f": {number(now.pending)}")
    if now.held:
        lines.append(_("Set aside for an order") + f": {number(now.held)}")
    if now.debt:
        text = _(
            "You owe %(points)s: goods came back whose points were spent. What comes in next"
            " pays that first."
        )
        lines.append(text % {"points": points(now.debt, unit)})
    more = Button(_("What ends when"), "/lots")
    return Saying(_joined(lines), keys.back(more, Button(_("Card"), "/card")))


def lots(shown: Sequence[LotShown], *, n_more: int, unit: Unit) -> Saying:
    """Say what ends when, lot by lot (B11)."""
    if not shown:
        text = _("No points yet. Show the card when you pay, and they come.")
        return Saying(text, keys.back())
    lines = [f"• {points(lot.points, unit)}. {' '.join(_days_of(lot))}" for lot in shown]
    if n_more:
        text = ngettext("And %(more)d more lot.", "And %(more)d more lots.", n_more)
        lines.append(text % {"more": n_more})
    return Saying(_joined(lines), keys.back())


def _days_of(lot: LotShown) -> Iterator[str]:
    if lot.waits:
        yield _("Open as soon as the shop confirms them.")
    elif lot.opens_on:
        yield _("Open on %(day)s.") % {"day": date_format(lot.opens_on, _DAY)}
    if lot.last_on:
        yield _("Can be spent until %(day)s.") % {"day": date_format(lot.last_on, _DAY)}
    elif not lot.waits:
        yield _("They do not end.")


def tier(shown: Tier, *, currency: str) -> str:
    """Say the tier, and how far the next one is."""
    lines = [_("Tier: %(tier)s") % {"tier": shown.name}]
    if shown.following is not None:
        told = {
            "tier": shown.following.name,
            "sum": money(shown.following.missing, currency),
        }
        lines.append(_("To %(tier)s %(sum)s of purchases are left.") % told)
    return "\n".join(lines)


def card(
    number_of_card: str, *, name: str, standing: str, picture: bytes, is_frozen: bool
) -> Saying:
    """Say the card's number under its QR code."""
    spaced = " ".join((number_of_card[:1], number_of_card[1:7], number_of_card[7:]))
    lines = [name, spaced, standing, _("Show the code or tell the number to the cashier.")]
    if is_frozen:
        lines.append(_("You have frozen spending: points come in and none go out."))
    return Saying(_joined([line for line in lines if line]), keys.back(), picture)


def history(lines: Sequence[Line], *, older: str, is_first: bool) -> Saying:
    """Say what changed, newest first, each with a button that asks why."""
    if not lines:
        text = (
            _(
                "Nothing has happened yet. Show the card when you pay, and it stands here with the"
                " reason for every number."
            )
            if is_first
            else _("There is nothing older.")
        )
        return Saying(text, keys.back())
    said = [f"{place}. {_entry(line)}" for place, line in enumerate(lines, 1)]
    why = tuple(
        Button(_("Why %(place)d?") % {"place": place}, f"/why {line.entry.id}")
        for place, line in enumerate(lines, 1)
        if line.why or line.entry.kind == "REDEMPTION"
    )
    rest = keys.back(*([Button(_("Older"), f"/history {older}")] if older else []))
    return Saying(_joined(said, "\n\n"), ((why,) if why else ()) + rest)


def why(line: Line) -> Saying:
    """Say why an entry is what it is."""
    said = [_entry(line), *line.why]
    buttons = []
    if line.is_disputed:
        said.append(_("You said it was not you. The shop looks into it."))
    elif line.can_be_disputed:
        buttons.append(Button(_("It was not me"), f"/dispute {line.entry.id}"))
    return Saying(_joined(said), keys.back(*buttons))


def sure(line: Line) -> Saying:
    """Ask before everything is frozen."""
    text = _(
        "Was this not you? Spending is frozen at once, your other devices are signed out, and the"
        " shop looks into it."
    )
    yes = Button(_("It was not me"), f"/dispute {line.entry.id} yes")
    return Saying(f"{_entry(line)}\n\n{text}", keys.back(yes))


_KINDS = {
    "ACCRUAL": lambda: _("Came in"),
    "REDEMPTION": lambda: _("Paid with points"),
    "REVERSAL": lambda: _("Taken back after a return"),
    "RETURN": lambda: _("Came back after a return"),
    "EXPIRY": lambda: _("Ended"),
    "CONVERSION": lambda: _("Counted anew"),
    "EXTENSION": lambda: _("Last longer"),
}


def _entry(line: Line) -> str:
    kind = _KINDS.get(line.entry.kind, lambda: _("Corrected by the shop"))()
    at = date_format(line.entry.cause.at, "j E Y, H:i")
    after = _("then %(points)s") % {"points": number(line.entry.balance_after)}
    head = f"{signed(line.entry.points)} · {kind}\n{at}, {after}"
    if line.sale is None:
        return head
    told = {"receipt": line.sale.sale.receipt}
    return f"{head}\n{line.outlet} · " + _("receipt %(receipt)s") % told


def outlets(shown: Sequence[OutletShown], *, n_more: int) -> Saying:
    """Say where something is sold, and when today."""
    if not shown:
        return Saying(_("The shop has told no addresses yet."), keys.back())
    said = [
        "\n".join(filter(None, (one.outlet.name, one.outlet.address, one.today))) for one in shown
    ]
    if n_more:
        text = ngettext("And %(more)d more outlet.", "And %(more)d more outlets.", n_more)
        said.append(text % {"more": n_more})
    return Saying(_joined(said, "\n\n"), keys.back())


def rules(told: ToldProgramme) -> Saying:
    """Say what the programme promises."""
    said = [told.name]
    for one in told.tiers:
        said.append("\n".join([one.name, *one.when]))
        said += ["\n".join(part.sentences) for part in one.own_parts]
    said += ["\n".join(part.sentences) for part in told.for_all]
    said += [rule.promise for rule in told.promises if rule.promise]
    return Saying(_joined(said, "\n\n"), keys.back())


def campaign(told: ToldCampaign) -> Saying:
    """Say what a campaign gives, and when."""
    said = [told.name, *told.about, *(one.promise for one in told.promises)]
    return Saying(_joined(said), ())


def plain(text: str, rows: keys.Rows | None = None) -> Saying:
    """Say a text, with the way to the menu under it where nothing else is."""
    return Saying(text[:LONGEST], keys.back() if rows is None else rows)


def _joined(parts: Sequence[str], between: str = "\n") -> str:
    """Put together as many whole parts as a message holds."""
    text = ""
    for part in parts:
        longer = f"{text}{between}{part}" if text else part
        if len(longer) > LONGEST:
            return f"{text or part[:LONGEST]}\n…"
        text = longer
    return text
