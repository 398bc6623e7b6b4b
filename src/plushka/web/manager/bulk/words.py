"""What is said of bulks: kinds, states, reasons, refusals."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from plushka.domain.bulk.audience import MOST_CHOSEN
from plushka.domain.bulk.operations import (
    ApprovesOwn,
    BulkChanged,
    BulkOver,
    NothingToDo,
    PolicyOutdated,
)
from plushka.domain.segments.queries import SegmentUnknown
from plushka.domain.tasks.operations import TooManyTasks
from plushka.lib.refusal import BadField, Refusal
from plushka.web.ui.refusals import sentence as usual

type Words = Mapping[str, Any | Promise]

KINDS: Words = MappingProxyType(
    {
        "ACCRUE": gettext_lazy("Give points"),
        "REDEEM": gettext_lazy("Take points"),
        "TAG": gettext_lazy("Put a tag on"),
        "UNTAG": gettext_lazy("Take a tag off"),
    }
)

STATES: Words = MappingProxyType(
    {
        "ASKED": gettext_lazy("Waits for a second person"),
        "DECLINED": gettext_lazy("Declined"),
        "RUNNING": gettext_lazy("Being done"),
        "DONE": gettext_lazy("Done"),
        "UNDOING": gettext_lazy("Being undone"),
        "UNDONE": gettext_lazy("Undone"),
    }
)


def left_out(why: str, n: int) -> str:
    """Say for how many nothing is done, or was not all undone, and why."""
    text = _WHY[why](n) if why in _WHY else ngettext("%(n)d member", "%(n)d members", n)
    return text % {"n": n}


_WHY = {
    "blocked": lambda n: ngettext("%(n)d member is blocked", "%(n)d members are blocked", n),
    "no_points": lambda n: ngettext(
        "%(n)d member has no points to spend", "%(n)d members have no points to spend", n
    ),
    "not_enough": lambda n: ngettext(
        "%(n)d member has fewer points", "%(n)d members have fewer points", n
    ),
    "has_tag": lambda n: ngettext(
        "%(n)d member has the tag already", "%(n)d members have the tag already", n
    ),
    "no_tag": lambda n: ngettext(
        "%(n)d member does not have the tag", "%(n)d members do not have the tag", n
    ),
    "gone": lambda n: ngettext(
        "%(n)d member is gone: erased, or one with another",
        "%(n)d members are gone: erased, or one with another",
        n,
    ),
    "spent": lambda n: ngettext(
        "%(n)d member has spent some of the points, which stay with them",
        "%(n)d members have spent some of the points, which stay with them",
        n,
    ),
}


def sentence(refusal: Refusal) -> str:  # noqa: PLR0911 - one a refusal
    """Say why something for many is not asked for, approved or undone."""
    match refusal:
        case BulkChanged():
            return _("What would be done has changed meanwhile. Look at it again, then go on.")
        case NothingToDo():
            return _("There is nobody for whom anything would be done. Choose others.")
        case ApprovesOwn():
            return _("Another person has to approve this than the one who asked for it.")
        case BulkOver():
            return _("Somebody was quicker: it is not waiting for this any more.")
        case PolicyOutdated():
            return _("Somebody changed this meanwhile. Look at it again, then change it.")
        case SegmentUnknown():
            return _("There is no such segment any more. Choose another one.")
        case TooManyTasks():
            return _("Too much long work is waiting already; try again later.")
        case BadField():
            return _FIELDS.get(refusal.path, usual)(refusal)
        case _:
            return usual(refusal)


_FIELDS = {
    "points": lambda _refusal: _("Type how many points, above zero: 100 or 12.50."),
    "days": lambda _refusal: _("Type a whole number of days from 0 to 3660, or nothing."),
    "tag": lambda _refusal: _("Type a tag of 1 to 50 characters."),
    "reason": lambda _refusal: _("Say what for, in 1 to 200 characters."),
    "audience": lambda _refusal: _("Choose whom it is for."),
    "members": lambda _refusal: _("Choose 1 to %(most)d members.") % {"most": MOST_CHOSEN},
    "alone": lambda _refusal: _("Type a sum, such as 10000, or nothing."),
    "condition": lambda _refusal: _("This filter cannot be read. Choose a segment."),
}
